import { describe, expect, test } from 'vitest';
import { en } from '../../../src/text/en/index.ts';
import type { Screen } from '../../../src/text/screen.ts';
import { buttonsOf, kindsOf, pressedBy, styled, textOf } from '../reading.ts';
import { pageOf, place, transferIn } from '../samples.ts';

describe('a question', () => {
  const questions = [
    en.send.askCountry(place, pageOf('Nigeria')),
    en.send.askInstitution(place, pageOf('Access Bank'), 'bank'),
    en.send.askAmount(place, { currency: 'NGN', assets: ['USDC'] }),
    en.send.askName(place, 'Access Bank'),
    en.refund.askAddress(place, transferIn('held')),
  ];

  test('says where one is, how to go back and how to cancel', () => {
    for (const screen of questions) {
      expect(textOf(screen)).toContain('3 of 7');
      expect(screen.buttons.at(-1)?.map(({ label }) => label)).toEqual(['‹ Back', 'Cancel']);
    }
    const alone = en.refund.askAddress({ ...place, number: 1, of: 1 }, transferIn('held'));
    expect(textOf(alone)).not.toContain('1 of 1');
    const first = en.send.askCountry({ ...place, mayGoBack: false }, pageOf('Nigeria'));
    expect(kindsOf(first)).not.toContain('back');
  });

  test('gives countries their flags and ways their words', () => {
    const choice = (token: string, label: string) => ({
      choices: [{ token, label }],
      page: 0,
      pages: 1,
      total: 1,
    });
    const labelOf = (screen: Screen) => buttonsOf(screen)[0]?.label;
    expect(labelOf(en.send.askCountry(place, choice('NG', 'Nigeria')))).toBe('🇳🇬 Nigeria');
    expect(en.send.wayName('bank', 'bank')).toBe('🏦 Bank account');
    expect(en.send.wayName('bank', 'NIP transfer')).toBe('🏦 NIP transfer');
    expect(en.send.currencyName('USD')).toBe('US Dollar (USD)');
  });

  test('pages both ways, and only where there is a page', () => {
    const pages = (page: number) =>
      pressedBy(en.send.askPay(place, { ...pageOf('USDC'), page })).flatMap((press) =>
        press.kind === 'page' ? [press.page] : [],
      );
    expect([pages(0), pages(2), pages(4)]).toEqual([[1], [1, 3], [3]]);
  });

  test('offers to leave out what is optional', () => {
    const field = { key: 'email', label: 'E-mail', kind: 'email' as const };
    const skips = (required: boolean) =>
      pressedBy(en.send.askField(place, { ...field, required }, 'Access Bank')).some(
        (press) => press.kind === 'choose' && press.token === 'skip',
      );
    expect([skips(true), skips(false)]).toEqual([false, true]);
  });

  test('shows the name large and the number masked', () => {
    const accountNumber = '0123456789';
    const who = { accountName: 'ADA TEST OKAFOR', institutionName: 'Access Bank', accountNumber };
    const screen = en.send.confirmName(place, who);
    expect(styled(screen, 'bold')).toContain('ADA TEST OKAFOR');
    expect(textOf(screen)).toContain('Access Bank ••••6789');
    expect(textOf(screen)).not.toContain(accountNumber);
  });
});
