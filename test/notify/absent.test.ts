/** Somebody who blocked the bot, deleted the card or cleared the chat is told all the same, once. */
import { describe, expect, it } from 'vitest';
import { timesSaid } from '../support/chat.ts';
import { cardOf, marked, paying, rang, reached, showsTheEnd } from '../support/paying.ts';
import { openRig } from '../support/rig.ts';
import { goOn, walkTo } from '../support/walk.ts';

describe('a person who is not there', () => {
  it.each<[string, string]>([
    ['G06', 'blocked'],
    ['G08', 'Bad Request: chat not found'],
  ])('%s, T76: gets the newest card and the final push on return, once', async (_line, how) => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    if (how === 'blocked') ada.block();
    else {
      const fault = { kind: 'refuse', status: 400, description: how } as const;
      for (const method of ['sendMessage', 'editMessageText']) {
        rig.telegram.faults.plan({ method, chatId: ada.id, fault });
      }
    }
    rig.chessa.applyScenario(orderId, 'exact');
    await expect
      .poll(() => rig.chessa.order(orderId).status, { timeout: 10_000 })
      .toBe('completed');
    const reads = rig.chessa.audit(orderId).reads;
    await expect
      .poll(() => rig.chessa.audit(orderId).reads, { timeout: 10_000 })
      .toBeGreaterThan(reads);
    const attempts = rig.telegram.record.callsFor(ada.id, 'sendMessage').length;
    await rig.restart();
    expect(rig.telegram.record.callsFor(ada.id, 'sendMessage').length - attempts).toBeLessThan(2);
    expect(rang(ada, reached)).toHaveLength(0);

    rig.telegram.faults.clear();
    if (how === 'blocked') ada.unblock();
    ada.start();
    await ada.waitFor('Send money home');
    await ada.waitFor(reached, { since: 'ever' });
    await showsTheEnd(scene);
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('How it works');
    expect(rang(ada, reached)).toHaveLength(1);
    expect(timesSaid(ada, marked)).toBe(0);
  });

  it('T76: who has deleted the card gets a fresh one with the next change, and the end once', async () => {
    const scene = await paying();
    const { rig, ada, orderId, card } = scene;
    rig.telegram.people.delete(ada.id, ada.chatId, card.message_id);
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(reached);
    await showsTheEnd(scene);
    expect(rang(ada, reached)).toHaveLength(1);
    expect(cardOf(scene)).toBeUndefined();
  });

  it('T76: who has cleared the chat is told all the same', async () => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    ada.clear();
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(reached);
    await showsTheEnd(scene);
    expect(rang(ada, reached)).toHaveLength(1);
  });

  it('G06: who blocks in the middle of a question goes on with it on return', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    const forbidden = 'Forbidden: bot was blocked by the user';
    const fault = { kind: 'refuse', status: 403, description: forbidden } as const;
    rig.telegram.faults.plan({ method: 'sendMessage', chatId: ada.id, fault });
    ada.say('50000 NGN');
    await expect.poll(() => rig.telegram.faults.planned()).toEqual([]);
    ada.say('/send');
    await goOn(ada, 'pay', 'quote');
  });
});
