import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import { openRig } from '../support/rig.ts';
import { walkToDeposit, walkToQuote } from '../support/walk.ts';

describe('sending to a bank in Nigeria', () => {
  it('works to the end, with the bot built anew before every update', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada, () => rig.restart());

    const card = ada.last();
    const order = rig.chessa.order(orderId);
    expect(ada.copy('Copy Solana address')).toBe(order.address);
    expect(ada.copy('Copy amount')).toBe(order.expectedAmount);
    expect(card.text).toContain(order.address);

    await rig.restart();
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(/₦50,000\.00 has reached/);
    const delivered = await ada.waitFor(
      ({ message_id, text }) => message_id === card.message_id && /Delivered/.test(text ?? ''),
      {
        since: 'ever',
      },
    );
    expect(delivered.text).not.toContain(order.address);
    expect(rig.chessa.audit(orderId)).toMatchObject({ fundings: 1, addresses: [order.address] });
  });

  it('shows one complete quote before anything can be paid', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const quote = ada.last();
    for (const part of ['₦50,000.00', 'USDC', 'Solana', 'ADA TEST OKAFOR', 'Access Bank', '6789']) {
      expect(quote.text).toContain(part);
    }
    const [order] = rig.chessa.orders();
    expect(order?.status).toBe('created');
    expect(ada.buttons().join()).toMatch(/Confirm.*Change amount.*Cancel/);
  });

  it('goes back to the amount, and makes the earlier quote worthless', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const earlier = ada.last();
    await ada.press('Change amount');
    await ada.waitFor('How much');
    ada.say('40 USDC');
    await ada.press('USDC on Solana');
    await ada.waitFor(
      ({ message_id, text }) => message_id !== earlier.message_id && /40\sUSDC/.test(text ?? ''),
    );
    await ada.pressData(earlier, confirmData(earlier));
    await ada.press('Confirm');
    await ada.waitFor(/Send exactly 40\sUSDC/);
    const funded = rig.chessa.orders().filter(({ address }) => address);
    expect(funded.map(({ originAmount }) => originAmount)).toEqual(['40']);
  });

  it('takes one tap of two at once, and shows one address (T77, X01)', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const quote = ada.last();
    await Promise.all([
      ada.pressData(quote, confirmData(quote)),
      ada.pressData(quote, confirmData(quote)),
    ]);
    await ada.waitFor('Send exactly', { since: 'ever' });
    const [order] = rig.chessa.orders();
    expect(rig.chessa.audit(order?.id ?? '')).toMatchObject({ fundings: 1 });
  });

  it('shows the account that cannot be checked twice before it goes on', async () => {
    const rig = await openRig();
    const ada = rig.person();
    ada.say('/send');
    await ada.waitFor('Where is the money going');
    ada.say('nigeria');
    await ada.waitFor('Which bank');
    ada.say('access bank');
    await ada.waitFor('Account number');
    ada.say('0123456999');
    await ada.waitFor(/again|second time/i);
    ada.say('0123456998');
    await ada.waitFor(/not the same|differ/i);
    ada.say('0123456999');
    await ada.waitFor(/name/i);
    ada.say('Ada Test Okafor');
    await ada.waitFor('How much');
  });
});

/** The callback data of a quote's confirm button. */
function confirmData(message: ChatMessage): string {
  const data = /"(ok:[^"]+)"/.exec(JSON.stringify(message))?.[1];
  if (!data) throw new Error('no confirm button');
  return data;
}
