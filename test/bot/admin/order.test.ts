/** What staff do with one transfer, as they and its person meet it. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../sandbox/telegram/person.ts';
import type { Store } from '../../../src/store/store.ts';
import { openRig, type Rig } from '../../support/rig.ts';
import { adminOf, ask, betweenRuns, staffEnv, supportOf } from '../../support/staff.ts';
import { walkToDeposit, walkToFailed, walkToQuote } from '../../support/walk.ts';

const personal = /OKAFOR|0123456789/;

async function withDeposit(): Promise<{ rig: Rig; ada: Person; grace: Person; orderId: string }> {
  const rig = await openRig({ env: staffEnv });
  const ada = rig.person();
  const orderId = await walkToDeposit(rig, ada);
  return { rig, ada, orderId, grace: adminOf(rig) };
}

function transferIdIn(text = ''): string {
  return /id\s+([0-9a-f]{24})/.exec(text)?.[1] ?? 'none';
}

describe('/order', () => {
  it('is found by short id, order id and transfer id, in any case', async () => {
    const { rig, grace, orderId } = await withDeposit();
    const { shortId } = rig.chessa.order(orderId);
    const first = await ask(grace, `/order ${shortId.toLowerCase()}`);
    const id = transferIdIn(first.text);
    for (const name of [orderId, orderId.toUpperCase(), id, id.toUpperCase(), shortId]) {
      expect((await ask(grace, `/order ${name}`)).text, name).toContain(`Order ${shortId}`);
    }
  });

  it('costs one look at the provider', async () => {
    const rig = await openRig({ env: { ...staffEnv, POLL_SCALE: '1' }, scale: 1 });
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const grace = adminOf(rig);
    grace.start();
    await grace.waitFor('Send money home');
    const before = rig.chessa.audit(orderId).reads;
    await ask(grace, `/order ${rig.chessa.order(orderId).shortId}`);
    expect(rig.chessa.audit(orderId).reads - before).toBeLessThanOrEqual(1);
  });

  it('answers after one look at the provider, and without it when that is silent', async () => {
    const { rig, grace, orderId } = await withDeposit();
    const { shortId } = rig.chessa.order(orderId);
    const endpoint = 'GET /v1/orders/{orderId}/status-history';
    rig.chessa.fault({ kind: 'slow', endpoint, delayMs: 2_000 });
    let beganAtMs = performance.now();
    expect((await ask(grace, `/order ${shortId}`)).text).toMatch(/created +\d{4}/);
    const tookMs = performance.now() - beganAtMs;
    expect(tookMs).toBeGreaterThan(1_900);
    expect(tookMs).toBeLessThan(4_000);

    rig.chessa.fault({ kind: 'silent_before_act', endpoint, count: 5 });
    beganAtMs = performance.now();
    const blind = await ask(grace, `/order ${shortId}`);
    expect(performance.now() - beganAtMs).toBeLessThan(12_000);
    expect(blind.text).toContain('not read: unavailable');
    expect(blind.text).toMatch(/Our states\n[\s\S]*awaiting_deposit/);
  }, 40_000);

  it('tells both histories, what arrived, and what became of each push', async () => {
    const { rig, ada, grace, orderId } = await withDeposit();
    const { shortId } = rig.chessa.order(orderId);
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(/has reached/);
    const poll = async () => (await ask(grace, `/order ${shortId}`)).text ?? '';
    await expect.poll(poll, { timeout: 10_000 }).toMatch(/delivered v\d+ +accepted, 1×/);
    const text = await poll();
    const [, ours = ''] = /Our states\n([\s\S]*)States at Chessa/.exec(text) ?? [];
    const names = ours
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(names.slice(0, 3)).toEqual(['quoted', 'accepting', 'awaiting_deposit']);
    expect(names.at(-1)).toBe('completed');
    const [, theirs = ''] = /States at Chessa\n([\s\S]*)Card and notices/.exec(text) ?? [];
    expect(theirs).toMatch(/^\w+ +\d{4}-\d\d-\d\d/);
    expect(theirs).toMatch(/completed +\d{4}/);
    expect(text).toMatch(/deposit 1 +[\d.]+ USDC, \w+/);
    const [deposit] = rig.chessa.order(orderId).deposits;
    expect(text).not.toContain(deposit?.hash ?? 'no hash');
    await grace.press('Show names');
    expect((await grace.waitFor('Names of')).text).toContain(deposit?.hash ?? 'no hash');
  });

  it('waits for the look that its button asks for', async () => {
    const rig = await openRig({ env: { ...staffEnv, POLL_SCALE: '1' } });
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const grace = adminOf(rig);
    await ask(grace, `/order ${rig.chessa.order(orderId).shortId}`);
    rig.chessa.deposit(orderId);
    await grace.press('Look now');
    const looked = await grace.waitFor(/Order \w+ · (confirming|received|paying_out|completed)/);
    expect(looked.text).toContain('deposit 1');
  });

  it('is masked until somebody asks to see the names, which is written down', async () => {
    const { rig, grace, orderId } = await withDeposit();
    const { shortId, address = 'none' } = rig.chessa.order(orderId);
    const sam = supportOf(rig);
    const order = await ask(sam, `/order ${shortId}`);
    expect(order.text).not.toMatch(personal);
    expect(order.text).not.toContain(address);
    await sam.press('Show names');
    expect((await sam.waitFor('ADA TEST OKAFOR')).text).toContain('0123456789');
    expect((await ask(grace, '/audit')).text).toMatch(/5001 {2}show\n {2}transfer:[0-9a-f]{24}/);
    expect((await ask(grace, `/order ${shortId}`)).text).toContain('5001 show');
  });

  it.each(['', 'ZZZZ9999', "' OR 1=1 --", '\u202e', 'x'.repeat(3_000), '__proto__'])(
    'says in a sentence what is wrong with "%.12s"',
    async (typed) => {
      const rig = await openRig({ env: staffEnv });
      const answer = await ask(adminOf(rig), `/order ${typed}`);
      expect(answer.text).toMatch(/^(Write \/order|There is no transfer)/);
    },
  );
});

describe('acts on a transfer', () => {
  it('the card comes again at the end of the person’s chat, and the earlier one is a line', async () => {
    const { rig, ada, grace, orderId } = await withDeposit();
    const { shortId } = rig.chessa.order(orderId);
    const earlier = ada.last();
    await ask(grace, `/order ${shortId}`);
    await grace.press('Send the card again');
    await grace.waitFor('The card was sent again');
    const card = await ada.waitFor(
      ({ message_id, text }) => message_id > earlier.message_id && /Send exactly/.test(text ?? ''),
      { since: 'ever' },
    );
    expect(card.message_id).toBeGreaterThan(earlier.message_id);
    const cards = ada.texts().filter((text) => text.includes('Send exactly'));
    expect(cards).toHaveLength(1);
    expect((await ask(grace, '/audit')).text).toContain('5000  card');
  });

  it('a note takes the next message, and stands in the order', async () => {
    const { rig, grace, orderId } = await withDeposit();
    const { shortId } = rig.chessa.order(orderId);
    await ask(grace, `/order ${shortId}`);
    await grace.press('Add a note');
    await grace.waitFor('Write the note');
    expect((await ask(grace, 'x')).text).toContain('3 to 300 characters');
    expect((await ask(grace, 'y'.repeat(301))).text).toContain('Nothing was changed');
    expect((await ask(grace, 'called their bank')).text).toContain('Your note was added');
    expect((await ask(grace, `/order ${shortId}`)).text).toContain('5000 note: called their bank');
    expect((await ask(grace, 'and another word')).text).not.toContain('note was added');
  });

  it('a question for a reason is left by its button, by a command, and by time', async () => {
    const { rig, grace, orderId } = await withDeposit();
    const { shortId } = rig.chessa.order(orderId);
    for (const leave of ['button', 'command', 'time'] as const) {
      await ask(grace, `/order ${shortId}`);
      await grace.press('Add a note');
      await grace.waitFor('Write the note');
      if (leave === 'button') await grace.press('Leave it');
      if (leave === 'command') await ask(grace, '/stuck');
      if (leave === 'time') rig.shiftClock(11 * 60_000);
      await ask(grace, `this is no note: ${leave}`);
    }
    expect((await ask(grace, `/order ${shortId}`)).text).not.toContain('this is no note');
  });

  it('the person is asked where the money should go, and confirms it themselves', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    const orderId = await walkToFailed(rig, ada);
    const grace = adminOf(rig);
    const { shortId } = rig.chessa.order(orderId);
    await ask(grace, `/order ${shortId}`);
    const before = ada.texts().length;
    await grace.press('Ask where to refund');
    await grace.waitFor('Why are they asked');
    expect((await ask(grace, 'no address for two days')).text).toContain('is being asked');
    await expect.poll(() => ada.texts().length).toBeGreaterThan(before);
    expect(ada.buttons().join()).toContain('Get my money back');
    expect(rig.chessa.order(orderId).refund).toBeUndefined();
  });

  it('what was never more than a quote has nothing to send or to refund', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    await walkToQuote(ada);
    const [order] = rig.chessa.orders();
    const grace = adminOf(rig);
    await ask(grace, `/order ${order?.id}`);
    expect(grace.buttons().join()).not.toMatch(/card|refund|Release/);
  });

  it('a transfer is released with a reason once what was wrong is right again', async () => {
    const { rig, ada, grace, orderId } = await withDeposit();
    const { shortId } = rig.chessa.order(orderId);
    const { text } = await ask(grace, `/order ${shortId}`);
    const id = transferIdIn(text);
    await betweenRuns(rig, (store) => putInReview(store, id));
    await ask(grace, `/order ${shortId}`);
    rig.chessa.next('status_404', { endpoint: 'GET /v1/orders/{orderId}' });
    await grace.press('Release from review');
    await grace.waitFor('Why may it be released');
    const kept = await ask(grace, 'it looked fine to me');
    expect(kept.text).toContain('Not released');
    expect(kept.text).toContain('still knows no such order');
    expect((await ask(grace, `/order ${shortId}`)).text).toContain('not_released');

    rig.chessa.applyScenario(orderId, 'exact');
    await ask(grace, `/order ${shortId}`);
    await grace.press('Release from review');
    await grace.waitFor('Why may it be released');
    expect((await ask(grace, 'Chessa found it again')).text).toContain('Released: review →');
    await ada.waitFor(/has reached/, { since: 'ever' });
    const acts = (await ask(grace, '/audit')).text;
    expect(acts).toContain('Chessa found it again');
  });
});

describe('a delivery that the provider takes back', () => {
  it('calls staff, is told to its person, and can be asked back once staff released it', async () => {
    const { rig, ada, grace, orderId } = await withDeposit();
    const { shortId } = rig.chessa.order(orderId);
    rig.chessa.applyScenario(orderId, 'failed_after_completed');
    await ada.waitFor(/has reached/);
    rig.chessa.clock.advance(2 * 60_000);
    const lookAgain = async () => {
      await rig.restart();
      await ask(grace, `/order ${shortId}`);
      await grace.press('Look now');
    };
    await lookAgain();
    const order = async () => (await ask(grace, `/order ${shortId}`)).text ?? '';
    await expect.poll(order, { timeout: 10_000 }).toMatch(/provider +failed/);
    expect(ada.last().text).not.toContain('finding out');
    rig.chessa.clock.advance(11 * 60_000);
    await lookAgain();
    await ada.waitFor('Delivered or not: we are finding out', { since: 'ever' });
    expect((await ask(grace, '/stuck')).text).toContain('now said not to be');
    expect(await order()).toMatch(/review +delivered, and now said not to be, from completed/);

    await grace.press('Release from review');
    await grace.waitFor('Why may it be released');
    const released = await ask(grace, 'their bank sent it back');
    expect(released.text).toContain('Released: review → failed');
    await expect.poll(() => ada.buttons().join()).toContain('Get my money back');
    await ada.press('Get my money back');
    await ada.waitFor(/address/);
  }, 40_000);
});

async function putInReview(store: Store, id: string): Promise<void> {
  const transfer = await store.transfers.find(id);
  if (!transfer) throw new Error('no such transfer');
  const review = { reason: 'order_missing', from: transfer.state } as const;
  const dueAtMs = Date.now() + 3_600_000;
  await store.transfers.commit({ ...transfer, state: 'review', review, dueAtMs });
}
