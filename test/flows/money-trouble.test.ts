import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { walkToDeposit } from '../support/walk.ts';

const dayMs = 86_400_000;

interface Paying {
  readonly rig: Rig;
  readonly ada: Person;
  readonly orderId: string;
}

async function atDepositCard(): Promise<Paying> {
  const rig = await openRig();
  const ada = rig.person();
  return { rig, ada, orderId: await walkToDeposit(rig, ada) };
}

/** The words of the transfer's card as it is now. */
function card({ rig, ada, orderId }: Paying): string {
  const { shortId } = rig.chessa.order(orderId);
  const [first] = ada.messages().filter(({ text }) => text?.includes(shortId));
  return first?.text ?? '';
}

async function untilCard(paying: Paying, words: RegExp): Promise<void> {
  await paying.ada.waitFor(() => words.test(card(paying)), { since: 'ever' });
}

/** Matches a message about this transfer. */
function saysOf({ rig, orderId }: Paying, words: RegExp) {
  const { shortId } = rig.chessa.order(orderId);
  return ({ text = '' }: ChatMessage) => text.includes(shortId) && words.test(text);
}

describe('money that does not come as agreed', () => {
  it('T22: short: says what came, what is missing, and offers it back', async () => {
    const paying = await atDepositCard();
    paying.rig.chessa.applyScenario(paying.orderId, 'short');
    await paying.ada.waitFor(/of 33\.76\sUSDC arrived/);
    await untilCard(paying, /13\.504\sUSDC is missing/);
    expect(paying.ada.buttons().join()).toContain('Get my money back');
    expect(card(paying)).not.toContain(paying.rig.chessa.order(paying.orderId).address);
  });

  it('T23: over: delivers, and says what came too much', async () => {
    const paying = await atDepositCard();
    paying.rig.chessa.applyScenario(paying.orderId, 'over');
    await paying.ada.waitFor(/has reached/);
    await untilCard(paying, /6\.752\sUSDC more than was asked for/);
  });

  it('T23: a second deposit is told, and stays on the card', async () => {
    const paying = await atDepositCard();
    paying.rig.chessa.applyScenario(paying.orderId, 'pays_slowly');
    await paying.ada.waitFor('We can see your payment');
    paying.rig.chessa.deposit(paying.orderId);
    await paying.ada.waitFor('Another payment came');
    await untilCard(paying, /33\.76\sUSDC more than was asked for/);
  });

  it('T24: late: is seen after the address closed, and told', async () => {
    const paying = await atDepositCard();
    paying.rig.chessa.applyScenario(paying.orderId, 'expires');
    await untilCard(paying, /its address is closed/);
    expect(card(paying)).not.toContain(paying.rig.chessa.order(paying.orderId).address);
    paying.rig.chessa.deposit(paying.orderId);
    await paying.ada.press('Check now');
    await paying.ada.waitFor(/came (late|after)/);
  });

  it('T82: late for an order whose address another has by now: told by its own record alone', async () => {
    const first = await atDepositCard();
    const { rig, ada } = first;
    rig.chessa.applyScenario(first.orderId, 'expires');
    await untilCard(first, /its address is closed/);
    // Its watch of a week ends with one more look, and the address is free for others.
    const { reads } = rig.chessa.audit(first.orderId);
    rig.chessa.clock.advance(8 * dayMs);
    rig.shiftClock(8 * dayMs);
    await rig.restart();
    await expect.poll(() => rig.chessa.audit(first.orderId).reads).toBeGreaterThan(reads);
    await wait(500);
    rig.chessa.next('address_reused');
    const second = { rig, ada, orderId: await walkToDeposit(rig, ada) };
    const addressOf = ({ orderId }: Paying) => rig.chessa.order(orderId).address;
    expect(addressOf(second)).toBe(addressOf(first));

    rig.chessa.deposit(first.orderId);
    ada.say(`/status ${rig.chessa.order(first.orderId).shortId}`);
    await ada.waitFor(saysOf(first, /Your payment came after[\s\S]*not been paid out/));
    await wait(1_000);
    expect(card(second)).toContain('Send exactly');
    expect(card(second)).toContain('Waiting for your payment');
    rig.chessa.deposit(second.orderId);
    await ada.waitFor(saysOf(second, /has reached/));
    expect(rig.logged.join()).not.toContain('needs a person');
  });

  it('cancelled by the provider: closes the address', async () => {
    const paying = await atDepositCard();
    paying.rig.chessa.applyScenario(paying.orderId, 'cancelled');
    await untilCard(paying, /its address is closed/);
  });

  it('completed after it failed: ends as delivered, and says so', async () => {
    const paying = await atDepositCard();
    paying.rig.chessa.applyScenario(paying.orderId, 'completed_after_failed');
    await paying.ada.waitFor('did not accept this payout');
    await paying.ada.waitFor(/has reached/);
    await untilCard(paying, /Delivered/);
  });

  it('C06: a status that nobody knows stays open and is noted', async () => {
    const paying = await atDepositCard();
    paying.rig.chessa.applyScenario(paying.orderId, 'unknown_status');
    await paying.ada.waitFor('We can see your payment');
    await expect.poll(() => paying.rig.logged.join()).toContain('unknown order status');
    expect(card(paying)).not.toMatch(/● Delivered|did not accept/);
  });

  it('C08: a status that goes back is never shown going back', async () => {
    const paying = await atDepositCard();
    paying.rig.chessa.applyScenario(paying.orderId, 'status_backwards');
    await paying.ada.waitFor(/has reached/);
    await untilCard(paying, /Delivered/);
    const pushes = paying.ada.texts().filter((text) => text.startsWith('We can see your payment'));
    expect(pushes.length).toBeLessThanOrEqual(1);
  });
});

describe('"I won’t pay"', () => {
  it('hides the address, can be taken back, and keeps watching', async () => {
    const paying = await atDepositCard();
    const { ada, rig, orderId } = paying;
    const address = rig.chessa.order(orderId).address ?? '';
    await ada.press('I won’t pay');
    await untilCard(paying, /You chose not to pay/);
    expect(card(paying)).not.toContain(address);
    await ada.press('pay after all');
    await untilCard(paying, /Send exactly/);
    expect(card(paying)).toContain(address);
    await ada.press('I won’t pay');
    await untilCard(paying, /You chose not to pay/);
    rig.chessa.applyScenario(orderId, 'exact');
    ada.say('/status');
    await ada.waitFor(/has reached/, 15_000);
  });
});

describe('a quote that is about to end', () => {
  it('is recalled once to somebody who has not paid', async () => {
    const paying = await atDepositCard();
    const { ada, rig } = paying;
    rig.chessa.clock.advance(110 * 60_000);
    await ada.press('I have sent it');
    await ada.waitFor('Your quote ends soon');
    rig.chessa.clock.advance(11 * 60_000);
    ada.say('/status');
    await untilLast(ada, /its address is closed/);
    expect(ada.texts().filter((text) => text.includes('ends soon'))).toHaveLength(1);
  });
});

async function untilLast(person: Person, words: RegExp): Promise<void> {
  await person.waitFor(words, { since: 'ever', timeoutMs: 15_000 });
}
