import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePress, encodePress, type Press } from '../../src/domain/press.ts';

const part = (maxLength: number) =>
  fc.stringMatching(/^[\w-]+$/, { maxLength }).filter((one) => one.length <= maxLength);
const transferId = fc.uuid();
const nonce = part(12);
const step = part(24);

const presses: fc.Arbitrary<Press> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'change_amount',
      'new_quote',
      'cancel_quote',
      'said_sent',
      'show_qr',
      'hide_qr',
      'refund',
      'change_refund',
      'status',
      'look_now',
      'receipt',
      'share',
      'stop_sharing',
      'wont_pay',
      'will_pay',
      'support',
    ),
    transferId,
  }),
  fc.record({ kind: fc.constantFrom('confirm', 'confirm_refund'), transferId, hash: part(16) }),
  fc.record({ kind: fc.constantFrom('send', 'help', 'cancel', 'support_leave') }),
  fc.record({ kind: fc.constant('support_more'), caseId: part(24) }),
  fc.record({ kind: fc.constant('staff'), act: part(12), about: part(24) }),
  fc.record({ kind: fc.constant('back'), nonce, step }),
  fc.record({ kind: fc.constant('page'), nonce, step, page: fc.nat({ max: 9999 }) }),
  fc.record({ kind: fc.constant('choose'), nonce, step, token: part(20) }),
);

describe('callback data', () => {
  it('says the same press when it comes back, within 64 bytes', () => {
    fc.assert(
      fc.property(presses, (press) => {
        const data = encodePress(press);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        expect(decodePress(data)).toEqual(press);
      }),
      { numRuns: 1000 },
    );
  });

  it('has its own code for each press', () => {
    fc.assert(
      fc.property(presses, presses, (a, b) => {
        if (encodePress(a) === encodePress(b)) expect(a).toEqual(b);
      }),
    );
  });

  it('is not written where it would be too long or could not be read back', () => {
    const long = {
      kind: 'choose',
      nonce: 'n'.repeat(30),
      step: 's'.repeat(30),
      token: 'ten',
    } as const;
    expect(() => encodePress(long)).toThrow();
    for (const token of ['NG:NGN', '', 'a b', 'é', 't'.repeat(49)]) {
      expect(() => encodePress({ kind: 'choose', nonce: 'n', step: 's', token })).toThrow();
    }
  });

  it.each([
    '',
    ':',
    'ok',
    'ok:id',
    'ok:id:hash:more',
    'ok::hash',
    'xx:id',
    'go:',
    'go:x',
    'OK:id:hash',
    'pg:n:s:-1',
    'pg:n:s:1e3',
    'pg:n:s:0x1',
    'pg:n:s:01',
    'pg:n:s:',
    'st:a b',
    'st:a\nb',
    '__proto__:x',
    'constructor',
    'confirm:id:hash',
  ])('means nothing: %j', (data) => {
    expect(decodePress(data)).toBeUndefined();
  });

  it('never throws, and what it reads is what is written for it', () => {
    const junk = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'okpgch:09-_a') }),
    );
    fc.assert(
      fc.property(junk, (data) => {
        const press = decodePress(data);
        if (press) expect(encodePress(press)).toBe(data);
      }),
      { numRuns: 1000 },
    );
  });
});
