import { setImmediate as turn } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { expect, onTestFinished, test } from 'vitest';
import { createReceive } from '../../src/bot/receive.ts';
import type { InboxUpdate, Store } from '../../src/store/store.ts';

const flooder = 7;
/** What others get at least, of the turns of the event loop. */
const turnsLeft = 6;

function messageOf(userId: number, updateId: number, text = 'x'): Update {
  const from = { id: userId, is_bot: false, first_name: 'Test' };
  const chat = { id: userId, type: 'private' as const, first_name: 'Test' };
  return { update_id: updateId, message: { message_id: 1, date: 1, chat, from, text } };
}

const keepAll = async (updates: readonly InboxUpdate[]) => [...updates];

/** A way in that refuses the one who floods, with what was stored and what was handed on. */
function open(accept: (updates: readonly InboxUpdate[]) => Promise<InboxUpdate[]> = keepAll) {
  const stored: number[] = [];
  const taken: { readonly updateId: number; readonly atStep: number }[] = [];
  const others = work();
  onTestFinished(others.end);
  const accepting: Pick<Store['inbox'], 'accept'> = {
    async accept(updates) {
      stored.push(...updates.map(({ updateId }) => updateId));
      return accept(updates.map((update) => ({ ...update, attempts: 0 })));
    },
  };
  const receive = createReceive({
    store: { inbox: accepting as Store['inbox'] },
    admit: async (batch) => batch.filter(({ message }) => message?.from?.id !== flooder),
    take: (updates) =>
      void taken.push(...updates.map(({ updateId }) => ({ updateId, atStep: others.steps() }))),
    now: () => 0,
  });
  return { receive, stored, taken, steps: others.steps };
}

/** Work of others: a step in each turn of the event loop; tells how many are done. */
function work() {
  let steps = 0;
  let goesOn = true;
  const ended = (async () => {
    for (; goesOn; steps += 1) await turn();
  })();
  return {
    steps: () => steps,
    async end(): Promise<void> {
      goesOn = false;
      await ended;
    },
  };
}

test('T61: after a batch with something refused, what others wait for goes first', async () => {
  const { receive, stored, taken, steps } = open();
  await receive([messageOf(flooder, 1), messageOf(8, 2), messageOf(flooder, 3)]);
  expect(taken).toMatchObject([{ updateId: 2 }]);
  // Somebody who wrote beside the flood is one of the others.
  expect(steps() - (taken[0]?.atStep ?? 0)).toBeGreaterThanOrEqual(turnsLeft);
  const before = steps();
  await receive([messageOf(flooder, 4)]);
  expect(steps() - before).toBeGreaterThanOrEqual(turnsLeft);
  expect(stored).toEqual([2]);
});

test('without a flood the next batch is asked for at once', async () => {
  const { receive, taken, steps } = open();
  const before = steps();
  await receive([messageOf(8, 1), messageOf(9, 2)]);
  expect(steps() - before).toBeLessThanOrEqual(1);
  expect(taken).toHaveLength(2);
});

test('a batch with something refused that cannot be stored is not confirmed', async () => {
  const { receive, taken } = open(() => Promise.reject(new Error('disk full')));
  const batch = [messageOf(flooder, 1), messageOf(8, 2)];
  await expect(receive(batch)).rejects.toThrow('disk full');
  expect(taken).toEqual([]);
});

test('long messages are stored some at a time, in their order, and others work in between', async () => {
  const parts: number[] = [];
  const { receive, stored, taken } = open(async (updates) => {
    parts.push(updates.length);
    return keepAll(updates);
  });
  await receive(Array.from({ length: 12 }, (_, n) => messageOf(100 + n, n, 'x'.repeat(20_000))));
  expect(parts.length).toBeGreaterThanOrEqual(6);
  expect(stored).toEqual(Array.from({ length: 12 }, (_, n) => n));
  expect(taken.map(({ updateId }) => updateId)).toEqual(stored);
  expect(new Set(taken.map(({ atStep }) => atStep)).size).toBe(parts.length);
});

test('of long messages those that were stored are worked on, though the batch comes again', async () => {
  let calls = 0;
  const { receive, taken } = open(async (updates) => {
    calls += 1;
    if (calls === 2) throw new Error('disk full');
    return keepAll(updates);
  });
  const batch = [1, 2].map((n) => messageOf(100 + n, n, 'x'.repeat(40_000)));
  await expect(receive(batch)).rejects.toThrow('disk full');
  expect(taken.map(({ updateId }) => updateId)).toEqual([1]);
});
