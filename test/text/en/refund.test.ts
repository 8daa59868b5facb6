import { describe, expect, test } from 'vitest';
import { en } from '../../../src/text/en/index.ts';
import { buttonsOf, kindsOf, styled, textOf } from '../reading.ts';
import { refundAddress, states, transferIn } from '../samples.ts';

describe('a refund', () => {
  const confirm = en.refund.confirm(transferIn('failed'), { address: refundAddress }, 'beef00beef');

  test('shows the address whole, in groups of four', () => {
    const [shown] = styled(confirm, 'code');
    expect(shown?.replaceAll(' ', '')).toBe(refundAddress);
    expect(shown?.split(' ').every((group) => group.length <= 4)).toBe(true);
    expect(textOf(confirm)).toContain('goes back on Solana');
  });

  test('is confirmed by a red button that carries the hash', () => {
    const [button] = buttonsOf(confirm);
    expect(button?.tone).toBe('danger');
    expect(button?.does).toMatchObject({ press: { kind: 'confirm_refund', hash: 'beef00beef' } });
  });

  test('shows its memo', () => {
    const withTag = en.refund.confirm(
      transferIn('failed'),
      { address: refundAddress, tag: '104729' },
      'beef00beef',
    );
    expect(styled(withTag, 'code')).toContain('104729');
    expect(textOf(confirm)).not.toContain('Memo');
  });

  test.each(states)('that cannot be had says why, %s', (state) => {
    expect(textOf(en.refund.notRefundable(transferIn(state)))).not.toContain('undefined');
    expect(kindsOf(en.refund.notRefundable(transferIn(state)))).toContain('status');
  });
});
