/** Money back: by one call to one address, whatever becomes of its answer. */
import { describe, expect, it } from 'vitest';
import { dataOf, everSeen, timesSaid } from '../support/chat.ts';
import {
  backAgain,
  failed,
  openQuickRig,
  refundCalls,
  walkToConfirm,
} from '../support/refunding.ts';
import { walkToDeposit } from '../support/walk.ts';
import { wallets } from '../support/wallets.ts';

describe('asked for twice', () => {
  it('T34: a double tap makes one call with one address', async () => {
    const { rig, ada, orderId } = await failed();
    const confirm = await walkToConfirm(ada);
    const yes = dataOf(confirm, 'Yes, send it');
    await Promise.all([1, 2, 3].map(() => ada.pressData(confirm, yes)));
    await ada.waitFor(backAgain);
    await ada.pressData(confirm, yes);
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
    expect(timesSaid(ada, backAgain)).toBeGreaterThan(0);
  });
});

describe('T35: what cannot come back is refused without a call', () => {
  it.each([
    ['leaps', /has reached/, /has been delivered/],
    ['expires', /ended/i, /We have seen no payment/],
    ['refunds_itself', backAgain, /back with you already/],
    ['hangs', /is being paid out|On its way/, /cannot be sent back/],
  ])('after %s', async (scenario, seen, why) => {
    const rig = await openQuickRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    rig.chessa.applyScenario(orderId, scenario);
    await ada.waitFor(seen);
    ada.say(`/refund ${rig.chessa.order(orderId).shortId}`);
    const answer = await ada.waitFor('This one cannot be sent back');
    expect(answer.text).toMatch(why);
    ada.say('/refund');
    await ada.waitFor('There is nothing to send back');
    expect(refundCalls(rig, orderId)).toEqual([]);
  });

  it('before anything was paid', async () => {
    const rig = await openQuickRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    ada.say(`/refund ${rig.chessa.order(orderId).shortId}`);
    await ada.waitFor('This one cannot be sent back');
    expect(refundCalls(rig, orderId)).toEqual([]);
  });

  it("another person's, which answers like one that does not exist", async () => {
    const { rig, ada, orderId } = await failed();
    const { shortId } = rig.chessa.order(orderId);
    const confirm = await walkToConfirm(ada);
    const obi = rig.person('Obi');
    obi.say(`/refund ${shortId}`);
    const theirs = await obi.waitFor('You have no transfer with that number');
    obi.say('/refund ZZZZ9999');
    const none = await obi.waitFor('You have no transfer with that number');
    expect(none.text).toBe(theirs.text);
    await obi.pressData(none, dataOf(confirm, 'Yes, send it'));
    expect(refundCalls(rig, orderId)).toEqual([]);
  });
});

describe('a refund call whose answer is lost', () => {
  it.each(['cut_after_act', 'truncated', 'empty', 'status_500_after_act', 'html'])(
    'C18: is settled by looking at the order (%s)',
    async (name) => {
      const { rig, ada, orderId } = await failed();
      await walkToConfirm(ada);
      rig.chessa.next(name, { endpoint: 'POST /v1/orders/refund' });
      await ada.press('Yes, send it');
      await ada.waitFor(backAgain);
      const calls = rig.chessa.audit(orderId).refunds;
      expect(calls.filter(({ accepted }) => accepted)).toHaveLength(1);
      expect(new Set(calls.map(({ address }) => address))).toEqual(new Set([wallets.solana]));
    },
  );

  it.each(['cut_before_act', 'status_500', 'status_503', 'status_429', 'status_401'])(
    'and that never happened is made again, with the same address (%s)',
    async (name) => {
      const { rig, ada, orderId } = await failed();
      await walkToConfirm(ada);
      rig.chessa.next(name, { endpoint: 'POST /v1/orders/refund' });
      await ada.press('Yes, send it');
      await ada.waitFor(backAgain);
      expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
    },
  );

  it('C18: is settled by the order when the refusal was a lie', async () => {
    const { rig, ada, orderId } = await failed();
    await walkToConfirm(ada);
    rig.chessa.fault({ kind: 'status_429', acts: true, endpoint: 'POST /v1/orders/refund' });
    await ada.press('Yes, send it');
    await ada.waitFor(backAgain);
    const calls = rig.chessa.audit(orderId).refunds;
    expect(calls.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(new Set(calls.map(({ address }) => address))).toEqual(new Set([wallets.solana]));
  });

  it('goes on after the bot was stopped in the middle (K18)', async () => {
    const { rig, ada, orderId } = await failed();
    await walkToConfirm(ada);
    rig.chessa.next('cut_after_act', { endpoint: 'POST /v1/orders/refund' });
    await ada.press('Yes, send it');
    await rig.restart();
    await ada.waitFor(backAgain, { since: 'ever' });
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
  });
});

describe('a refund that goes wrong', () => {
  it('at Chessa is told, and a person looks', async () => {
    const { rig, ada, orderId } = await failed('refund_fails');
    await walkToConfirm(ada);
    const before = ada.last().message_id;
    await ada.press('Yes, send it');
    const told = await ada.waitFor(({ text, message_id, reply_to_message }) => {
      const isPush = message_id > before && reply_to_message !== undefined;
      return isPush && /a person is looking/i.test(text ?? '');
    });
    expect(told.silent).toBe(false);
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
    expect(rig.logged.join()).toContain('refund_failed');
  });

  it('because it is refused for good is told too, without the words of Chessa', async () => {
    const { rig, ada, orderId } = await failed();
    await walkToConfirm(ada);
    rig.chessa.next('status_403', { endpoint: 'POST /v1/orders/refund', count: 5 });
    const before = ada.last().message_id;
    await ada.press('Yes, send it');
    await ada.waitFor(({ text, message_id, reply_to_message }) => {
      const isPush = message_id > before && reply_to_message !== undefined;
      return isPush && /a person is looking/i.test(text ?? '');
    });
    expect(refundCalls(rig, orderId)).toEqual([]);
    expect(everSeen(ada).join()).not.toMatch(/permission|forbidden|403|error/i);
  });
});
