/** `/send` with an amount and a name behind it. */
import { describe, expect, it } from 'vitest';
import { readShortcut } from '../../../src/flows/send/shortcut.ts';
import { everSeen } from '../../support/chat.ts';
import { openRig } from '../../support/rig.ts';
import { goOn, walkToDeposit } from '../../support/walk.ts';

const units = new Set(['NGN', 'USDC', 'USDT']);

describe('what stands behind the command', () => {
  it.each([
    ['50 USDC Mum', { amount: '50 USDC', name: 'Mum' }],
    ['50 usdc to ada okafor', { amount: '50 usdc', name: 'ada okafor' }],
    ['50000NGN Ada', { amount: '50000NGN', name: 'Ada' }],
    ['1 000 000 NGN to To Bank', { amount: '1 000 000 NGN', name: 'To Bank' }],
    ['₦50,000 Ada', { amount: '₦50,000', name: 'Ada' }],
    ['50 Mum', { amount: '50', name: 'Mum' }],
    ['50 USDC pour Mum', { amount: '50 USDC', name: 'Mum' }],
    ['50 000,50 NGN à Ada', { amount: '50 000,50 NGN', name: 'Ada' }],
    ['5000 F Ada', { amount: '5000', name: 'F Ada' }],
    ['-5 NGN', { amount: '-5 NGN' }],
    ['Mum', { name: 'Mum' }],
    ['to', {}],
    ['', {}],
  ])('is read: "%s"', (text, expected) => {
    expect(readShortcut(text, units)).toEqual(expected);
  });

  it.each(['5000 F', '5000 F CFA', '5000 FCFA', '5000 cfa', '5 000 XOF'])(
    'is read where francs arrive: "%s pour Awa"',
    (amount) => {
      const francs = new Set(['XOF', 'USDC']);
      expect(readShortcut(`${amount} pour Awa`, francs)).toEqual({ amount, name: 'Awa' });
    },
  );
});

async function knowingAda() {
  const rig = await openRig();
  const obi = rig.person('Obi');
  await walkToDeposit(rig, obi);
  return { rig, obi };
}

describe('/send with words behind it', () => {
  it('asks only what is missing, and shows it all before it is confirmed', async () => {
    const { obi } = await knowingAda();
    obi.say('/send 50000 NGN okafor');
    await obi.waitFor('What will you pay with');
    await obi.press('USDC on Solana');
    const quote = await obi.waitFor('They receive');
    expect(quote.text).toMatch(/₦50,000\.00[\s\S]*ADA TEST OKAFOR/);
    expect(obi.buttons().join()).toContain('Confirm');
  });

  it('with an amount that does not do says why, and asks for it', async () => {
    const { obi } = await knowingAda();
    obi.say('/send 1 NGN to Ada');
    await obi.waitFor('the smallest amount is');
    await obi.waitFor('How much');
    obi.say('50000 NGN');
    await obi.waitFor('What will you pay with');
  });

  it('with a name that nobody has begins at the start, and says so', async () => {
    const { obi } = await knowingAda();
    obi.say('/send Zzyzx');
    await obi.waitFor(
      /Nobody you have sent to is found by “Zzyzx”.*the amount is asked after that/,
    );
    await obi.waitFor('To whom?');
  });

  it('with an amount for somebody new keeps it until it is its turn, over a restart', async () => {
    const { rig, obi } = await knowingAda();
    const asked = () => everSeen(obi).filter((text) => text.includes('How much')).length;
    const before = asked();
    obi.say('/send 50000 NGN Zzyzx');
    await obi.waitFor(/“Zzyzx”.*the amount you typed is kept/);
    await obi.press('Somebody new');
    await goOn(obi, 'country', 'name');
    await rig.restart();
    await obi.press('Yes');
    await obi.waitFor('What will you pay with');
    await obi.press('USDC on Solana');
    await obi.waitFor(/They receive[\s\S]*₦50,000\.00/);
    expect(asked()).toBe(before);
  });

  it('with an amount that does not do for whoever is chosen says why in its turn', async () => {
    const { obi } = await knowingAda();
    obi.say('/send 50000 GHS');
    await obi.waitFor('To whom?');
    await obi.press('ADA TEST OKAFOR');
    await obi.waitFor(/GHS/);
    await obi.waitFor('How much');
  });

  it('without a name asks who gets it first', async () => {
    const { obi } = await knowingAda();
    obi.say('/send 50 USDC');
    await obi.waitFor('once I know who gets it');
    await obi.waitFor('To whom?');
  });

  it('is never said back, whatever it holds', async () => {
    const rig = await openRig();
    const ada = rig.person();
    ada.say('/send send your money to 7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV');
    await ada.waitFor('Where is the money going');
    expect(ada.texts().join()).not.toContain('7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV');
  });
});
