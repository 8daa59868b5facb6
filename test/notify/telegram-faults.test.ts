/**
 * Telegram on a bad day, judged by what a person saw and how often: the card ends right, a push
 * about a final state comes at least once, at most twice, and the second time says so.
 */
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/telegram/faults.ts';
import { timesSaid } from '../support/chat.ts';
import { marked, paying, rang, reached, showsTheEnd } from '../support/paying.ts';
import { walkToDeposit } from '../support/walk.ts';

describe('a push about a final state', () => {
  it.each<[string, Fault, number]>([
    ['G05: carried out and cut', { kind: 'cut_after' }, 2],
    ['G19: carried out, its answer broken off', { kind: 'truncate' }, 2],
    ['G02: carried out and answered with 502', { kind: 'lie', status: 502 }, 2],
    ['G02: answered with 500', { kind: 'refuse', status: 500 }, 1],
    ['cut before it was carried out', { kind: 'cut_before' }, 1],
  ])('%s comes again once, marked', async (_name, fault, times) => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    rig.telegram.faults.plan({ method: 'sendMessage', fault });
    rig.chessa.applyScenario(orderId, 'leaps');
    const repeated = await ada.waitFor(marked);
    expect(repeated.text).toMatch(reached);
    await showsTheEnd(scene);
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('How it works');
    expect(rang(ada, reached)).toHaveLength(times);
    expect(timesSaid(ada, marked)).toBe(1);
  });

  it('I5: comes at most twice, however often its answer is lost', async () => {
    const { rig, ada, orderId } = await paying();
    const chatId = ada.id;
    rig.telegram.faults.plan({
      method: 'sendMessage',
      chatId,
      times: 2,
      fault: { kind: 'cut_after' },
    });
    rig.chessa.applyScenario(orderId, 'leaps');
    await ada.waitFor(marked);
    await rig.restart();
    rig.shiftClock(60_000);
    for (const word of ['/status', '/status']) {
      ada.say(word);
      await ada.waitFor('● Delivered');
    }
    expect(rang(ada, reached)).toHaveLength(2);
  });

  it.each<[string, Fault]>([
    ['G01: told to wait', { kind: 'refuse', status: 429, retryAfterSeconds: 1 }],
  ])('%s comes once, and is not marked', async (_name, fault) => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    rig.telegram.faults.plan({ method: 'sendMessage', fault, times: 2 });
    rig.chessa.applyScenario(orderId, 'leaps');
    await ada.waitFor(reached);
    await showsTheEnd(scene);
    expect(rang(ada, reached)).toHaveLength(1);
    expect(timesSaid(ada, marked)).toBe(0);
  });

  it('G01: that waits for one chat does not hold another up', async () => {
    const { rig, ada, orderId } = await paying();
    const obi = rig.person('Obi');
    const theirs = await walkToDeposit(rig, obi);
    const fault = { kind: 'refuse', status: 429, retryAfterSeconds: 3_600 } as const;
    rig.telegram.faults.plan({ method: 'sendMessage', chatId: ada.id, fault });
    rig.chessa.applyScenario(orderId, 'leaps');
    await showsTheEnd({ ada });
    rig.chessa.applyScenario(theirs, 'leaps');
    await obi.waitFor(reached);
    expect(rang(ada, reached)).toHaveLength(0);
    rig.shiftClock(3_601_000);
    await ada.waitFor(reached, { since: 'ever' });
    expect(rang(ada, reached)).toHaveLength(1);
  });

  it('G20: that Telegram is slow to take for one chat does not hold another up', async () => {
    const { rig, ada, orderId } = await paying();
    const obi = rig.person('Obi');
    const theirs = await walkToDeposit(rig, obi);
    const fault = { kind: 'slow', ms: 8_000 } as const;
    rig.telegram.faults.plan({ method: '*', chatId: ada.id, fault });
    rig.chessa.applyScenario(orderId, 'leaps');
    await expect.poll(() => rig.telegram.faults.planned()).toEqual([]);
    rig.chessa.applyScenario(theirs, 'leaps');
    await obi.waitFor(reached);
    expect(rang(ada, reached)).toHaveLength(0);
    await ada.waitFor(reached, { since: 'ever', timeoutMs: 15_000 });
    expect(rang(ada, reached)).toHaveLength(1);
  });

  it('G07: whose formatting Telegram refuses comes in plain words', async () => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    const description = "Bad Request: can't parse entities: unsupported entity at byte offset 3";
    const fault = { kind: 'refuse', status: 400, description } as const;
    rig.telegram.faults.plan({ method: 'sendMessage', fault });
    rig.telegram.faults.plan({ method: 'editMessageText', fault });
    rig.chessa.applyScenario(orderId, 'leaps');
    await ada.waitFor(reached);
    await showsTheEnd(scene);
    expect(rang(ada, reached)).toHaveLength(1);
    expect(rig.logged.join()).toMatch(/formatting refused/);
  });
});

describe('a push that the card says as well', () => {
  it.each<[Fault['kind'], number]>([
    ['cut_after', 1],
    ['cut_before', 0],
  ])('whose outcome is unknown (%s) is not sent again', async (kind, times) => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    rig.telegram.faults.plan({ method: 'sendMessage', fault: { kind } as Fault });
    rig.chessa.applyScenario(orderId, 'hangs');
    await ada.waitFor(({ message_id, text }) => {
      return message_id === scene.card.message_id && /Payment seen/.test(text ?? '');
    });
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('How it works');
    expect(rang(ada, /We can see your payment/)).toHaveLength(times);
  });
});

describe('an edit of the card', () => {
  it.each<[string, Fault]>([
    ['G03: answered with 500', { kind: 'refuse', status: 500 }],
    ['G03: carried out and answered with 502', { kind: 'lie', status: 502 }],
    ['G03: cut before', { kind: 'cut_before' }],
    ['G03: cut after', { kind: 'cut_after' }],
    ['G19: broken off', { kind: 'truncate' }],
    ['G01: told to wait', { kind: 'refuse', status: 429, retryAfterSeconds: 1 }],
  ])('%s is made again: one card, and it ends right', async (_name, fault) => {
    const scene = await paying();
    const { rig, ada, orderId, card } = scene;
    rig.telegram.faults.plan({ method: 'editMessageText', fault, times: 2 });
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(reached);
    const end = await showsTheEnd(scene);
    expect(end.message_id).toBe(card.message_id);
    expect(rang(ada, reached)).toHaveLength(1);
    expect(rang(ada, /We can see your payment/).length).toBeLessThanOrEqual(1);
  });

  it('K17: that changes nothing counts as done', async () => {
    const { rig, ada, orderId } = await paying();
    const description =
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same';
    const fault = { kind: 'refuse', status: 400, description } as const;
    rig.telegram.faults.plan({ method: 'editMessageText', fault, times: 50 });
    rig.chessa.applyScenario(orderId, 'leaps');
    await ada.waitFor(reached);
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('How it works');
    const left = rig.telegram.faults.planned()[0]?.times ?? 0;
    expect(left).toBeGreaterThan(44);
  });

  it.each([
    'Bad Request: message to edit not found',
    "Bad Request: message can't be edited",
    'Bad Request: MESSAGE_ID_INVALID',
  ])('G09: that has no message any more leads to a fresh card (%s)', async (description) => {
    const scene = await paying();
    const { rig, ada, orderId, card } = scene;
    const fault = { kind: 'refuse', status: 400, description } as const;
    rig.telegram.faults.plan({ method: 'editMessageText', fault });
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(reached);
    const fresh = await ada.waitFor(
      ({ message_id, text }) => message_id > card.message_id && /● Delivered/.test(text ?? ''),
      { since: 'ever' },
    );
    expect(ada.versions(fresh)[0]).not.toContain(rig.chessa.order(orderId).address);
  });
});
