import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { refused } from '../../src/domain/result.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import { createForget } from '../../src/retention/forget.ts';
import { createRetention } from '../../src/retention/retention.ts';
import type { User } from '../../src/store/store.ts';
import { aRecipient } from '../contract/samples.ts';
import { openDesk } from '../support/desk.ts';
import { noonMs, transferWith } from '../support/transfer.ts';

const day = 86_400_000;
const userId = 1001;
const over = { state: 'completed', dueAtMs: undefined } as const;
const personal = /OKAFOR|0123456789|Access|SECRET|1001/;

/** Somebody with a recipient, a draft, a dialogue and these transfers, seen at noon. */
async function somebody(...transfers: readonly Partial<Transfer>[]) {
  const desk = await openDesk();
  const { store, clock } = desk;
  const person = { userId, locale: 'en', firstSeenAtMs: noonMs, lastSeenAtMs: noonMs };
  await store.users.put(person, noonMs + 90 * day);
  await store.recipients.put(userId, aRecipient('r', { payee: payeeOf('rec_known') }), 9);
  await store.drafts.put(userId, 'send', { nonce: 'n', fields: { accountNumber: '0123456789' } });
  for (const [index, over] of transfers.entries()) {
    const id = index.toString(16).padStart(24, '0');
    await store.transfers.create(transferWith({ id, shortId: `SHORT${index}`, ...over }));
  }
  const putAway: string[] = [];
  const told: User[] = [];
  const chessa = {
    async deactivateRecipient(id: string) {
      putAway.push(id);
      return refused({ kind: 'unavailable' } as const);
    },
  };
  const forget = createForget({ ...desk, chessa, now: () => clock.nowMs });
  const retention = createRetention({
    ...desk,
    forget,
    tellDeleted: async (user) => void told.push(user),
    owner: 'a test',
    now: () => clock.nowMs,
  });
  return {
    ...desk,
    putAway,
    told,
    ask: () => store.users.put({ ...person, deletionAskedAtMs: clock.nowMs }, clock.nowMs),
    /** Lets the clock come to a day, with rounds as they fall due. */
    async until(atMs: number) {
      while (clock.nowMs < atMs) {
        clock.nowMs = Math.min(clock.nowMs + 7 * day, atMs);
        await retention.round();
      }
      await wait(1);
    },
    round: retention.round,
    own: () => store.transfers.listByUser(userId, 100),
    recipients: () => store.recipients.list(userId, 9),
    user: () => store.users.find(userId),
  };
}

function payeeOf(recipientId: string) {
  return { ...transferWith().payee, recipientId };
}

function aCase(id: string, state: SupportCase['state']): SupportCase {
  const asked = { id, atMs: noonMs, from: 'person', byUserId: userId, text: 'SECRET' } as const;
  return { id, revision: 0, userId, state, openedAtMs: noonMs, messages: [asked], shownTo: [] };
}

describe('T67: deletion that somebody asked for', () => {
  it('leaves amounts, ids, states and times, and no person', async () => {
    const refund = {
      address: 'SECRET-refund',
      tag: 'SECRET',
      chain: 'Solana',
      frozenAtMs: noonMs,
      attempts: 1,
      emptyLooks: 0,
      accepted: true,
      hash: 'SECRET',
      amount: { amount: '32.47', currency: 'USDC' },
    } as const;
    const deposits = [{ id: 'd', amount: '32.47', asset: 'USDC', hash: 'SECRET' }];
    const scene = await somebody({ ...over, state: 'refunded', refund, deposits, pictureIds: [7] });
    await scene.store.cases.put(aCase('a', 'closed'));
    await scene.store.cases.put(aCase('b', 'answered'));
    await scene.ask();
    await scene.round();
    expect(await scene.user()).toBeUndefined();
    expect(await scene.own()).toEqual([]);
    expect(await scene.recipients()).toEqual([]);
    expect(await scene.store.drafts.find(userId, 'send')).toBeUndefined();
    expect(await scene.store.cases.listByUser(userId, 9)).toEqual([]);
    const left = await scene.store.transfers.findByShortId('SHORT0');
    expect(left).toMatchObject({
      state: 'refunded',
      orderId: transferWith().orderId,
      receive: { amount: '50000', currency: 'NGN' },
      send: { amount: '32.47', currency: 'USDC' },
      deposits: [{ amount: '32.47', asset: 'USDC' }],
      refund: { amount: { amount: '32.47', currency: 'USDC' } },
      stages: [{ stage: 'accepted', atMs: noonMs }],
      erasedAtMs: noonMs,
    });
    expect(JSON.stringify(left)).not.toMatch(personal);
    expect(scene.told.map(({ userId: id }) => id)).toEqual([userId]);
    await wait(1);
    expect(scene.putAway).toEqual([transferWith().payee.recipientId, 'rec_known']);
  });

  it('waits for what money depends on, and then happens by itself', async () => {
    const scene = await somebody({}, over);
    await scene.ask();
    await scene.round();
    expect(await scene.recipients()).toEqual([]);
    expect((await scene.own()).map(({ shortId }) => shortId)).toEqual(['SHORT0']);
    expect(await scene.user()).toMatchObject({ deletionAskedAtMs: noonMs });
    await wait(1);
    // Both transfers go to the same recipient, which is still needed.
    expect(scene.putAway).toEqual(['rec_known']);
    const [open] = await scene.own();
    if (!open) throw new Error('the open one is gone');
    await scene.store.transfers.commit({ ...open, state: 'expired', dueAtMs: undefined });
    expect(scene.told).toEqual([]);
    scene.clock.nowMs += 3_600_000;
    await scene.round();
    expect(await scene.user()).toBeUndefined();
    expect(await scene.own()).toEqual([]);
    expect(scene.told).toHaveLength(1);
  });

  it('leaves a refund that is about to be confirmed, and takes it when money is over', async () => {
    const deposits = [{ id: 'd1', amount: '32.47', asset: 'USDC' }];
    const scene = await somebody({ state: 'failed', deposits });
    const { store } = scene;
    const [failed] = await scene.own();
    if (!failed) throw new Error('there is no transfer');
    const lane = String(userId);
    const record = { state: 'SECRET', takenUpdateId: 7 };
    await store.lanes.run(lane, 9_000, (fence) =>
      store.conversations.write(lane, fence, record, noonMs + day),
    );
    const draft = { nonce: 'n', transferId: failed.id, address: 'SECRET-refund' };
    await store.drafts.put(userId, 'refund', draft);
    await scene.ask();
    await scene.round();
    expect(await store.drafts.find(userId, 'refund')).toEqual(draft);
    expect(await store.drafts.find(userId, 'send')).toBeUndefined();
    expect(await store.conversations.read(lane)).toEqual(record);
    await store.transfers.commit({ ...failed, state: 'refunded', dueAtMs: undefined });
    scene.clock.nowMs += 3_600_000;
    await scene.round();
    expect(await store.drafts.find(userId, 'refund')).toBeUndefined();
    expect(await store.conversations.read(lane)).toEqual({ takenUpdateId: 7 });
    expect(await scene.user()).toBeUndefined();
  });

  it('waits for a question that our people have not answered', async () => {
    const scene = await somebody();
    await scene.store.cases.put(aCase('a', 'open'));
    await scene.ask();
    await scene.round();
    expect(await scene.user()).toBeDefined();
    await scene.store.cases.put({ ...aCase('a', 'answered'), revision: 1 });
    scene.clock.nowMs += 3_600_000;
    await scene.round();
    expect(await scene.user()).toBeUndefined();
    expect(await scene.store.cases.find('a')).toBeUndefined();
  });

  it('reads people with very many transfers in parts, past those that stay', async () => {
    const many = Array.from({ length: 230 }, (_, index) => (index % 50 === 0 ? {} : over));
    const scene = await somebody(...many);
    await scene.ask();
    await scene.round();
    expect(await scene.own()).toHaveLength(5);
  });

  it('takes dialogues with it, and remembers the update that was taken in', async () => {
    const scene = await somebody();
    const lane = String(userId);
    const record = { state: 'SECRET', takenUpdateId: 7 };
    await scene.store.lanes.run(lane, 9_000, (fence) =>
      scene.store.conversations.write(lane, fence, record, noonMs + day),
    );
    await scene.ask();
    await scene.round();
    expect(await scene.store.conversations.read(lane)).toEqual({ takenUpdateId: 7 });
  });
});

describe('T68: the clock', () => {
  it('takes recipients and answers after 90 days without a word, the rest later', async () => {
    const scene = await somebody(over);
    await scene.until(noonMs + 90 * day - 1);
    expect(await scene.recipients()).toHaveLength(1);
    await scene.until(noonMs + 97 * day);
    expect(await scene.recipients()).toEqual([]);
    expect(await scene.store.drafts.find(userId, 'send')).toBeUndefined();
    expect(await scene.own()).toHaveLength(1);
    await scene.until(noonMs + 365 * day - 1);
    expect(await scene.own()).toHaveLength(1);
    await scene.until(noonMs + 372 * day);
    expect(await scene.own()).toEqual([]);
    expect(await scene.user()).toBeUndefined();
    expect(scene.told).toEqual([]);
  });

  it('takes old transfers of somebody who comes often, and nothing else', async () => {
    const scene = await somebody(over, {
      ...over,
      stages: [{ stage: 'delivered', atMs: noonMs + 200 * day }],
    });
    for (let days = 60; days <= 372; days += 60) {
      await scene.until(noonMs + days * day);
      const known = await scene.user();
      if (!known) throw new Error('somebody who comes often was forgotten');
      const lastSeenAtMs = scene.clock.nowMs;
      await scene.store.users.put({ ...known, lastSeenAtMs }, lastSeenAtMs + 90 * day);
    }
    await scene.until(noonMs + 375 * day);
    expect((await scene.own()).map(({ shortId }) => shortId)).toEqual(['SHORT1']);
    expect(await scene.recipients()).toHaveLength(1);
  });

  it('never takes what is not over, however old it is', async () => {
    const scene = await somebody({ state: 'held' });
    await scene.until(noonMs + 800 * day);
    expect((await scene.own())[0]).toMatchObject({
      state: 'held',
      payee: { accountName: 'ADA TEST OKAFOR' },
    });
    expect(await scene.user()).toBeDefined();
  });

  it('takes answered questions after 90 days', async () => {
    const scene = await somebody();
    await scene.store.cases.put(aCase('a', 'answered'));
    await scene.until(noonMs + 98 * day);
    expect(await scene.store.cases.find('a')).toBeUndefined();
  });
});

describe('a round', () => {
  it('goes on with the others when somebody cannot be looked after', async () => {
    const scene = await somebody();
    await scene.store.users.put({ userId: 5, locale: 'en', firstSeenAtMs: 1, lastSeenAtMs: 1 }, 1);
    await scene.ask();
    const { list } = scene.store.recipients;
    Object.assign(scene.store.recipients, {
      list: async (id: number, limit: number) => {
        if (id === 5) throw new Error('a bug');
        return list(id, limit);
      },
    });
    await scene.round();
    expect(await scene.user()).toBeUndefined();
    expect(await scene.store.users.listDue(noonMs, 9)).toEqual([]);
    expect(scene.logged.join()).toContain('somebody could not be looked after');
  });

  it('is one process’s alone', async () => {
    const scene = await somebody();
    await scene.ask();
    expect(await scene.store.shared.hold('retention', 'another', 60_000)).toBe(true);
    await scene.round();
    expect(await scene.user()).toBeDefined();
  });
});
