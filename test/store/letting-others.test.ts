/** Whoever asks the embedded store a thousand times in a row is not alone in the process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';

async function open() {
  const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  const store = await openStore({ dataDir, now: Date.now });
  await store.settings.put('word', 'kept');
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  return store;
}

test('others have their turns while somebody asks again and again', async () => {
  const store = await open();
  const turns = countTurns();
  const untilMs = performance.now() + 100;
  while (performance.now() < untilMs) expect(await store.settings.find('word')).toBe('kept');
  expect(turns()).toBeGreaterThan(5);
  await store.close();
});

test('others have their turns within one list of long exchanges with staff', async () => {
  const store = await open();
  const messages = Array.from({ length: 40 }, (_, at) => {
    return {
      id: `m${at}`,
      atMs: at,
      from: 'person',
      byUserId: 7,
      text: 'x'.repeat(2_000),
    } as const;
  });
  const shown = { state: 'open', userId: 7, revision: 0, shownTo: [], messages } as const;
  for (let n = 0; n < 60; n += 1) await store.cases.put({ ...shown, id: `c${n}`, openedAtMs: n });
  const turns = countTurns();
  expect(await store.cases.listOpen(100)).toHaveLength(60);
  expect(turns()).toBeGreaterThan(5);
  await store.close();
});

/** Begins to count the turns of the event loop; what it returns ends that and tells how many. */
function countTurns(): () => number {
  let turns = 0;
  const count = () => {
    turns += 1;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  return () => {
    clearImmediate(timer);
    return turns;
  };
}

test('calls keep their order, and closing comes after what was asked before it', async () => {
  const store = await open();
  const ended: number[] = [];
  const puts = Array.from({ length: 500 }, async (_, index) => {
    await store.settings.put('word', String(index));
    ended.push(index);
  });
  await store.close();
  await Promise.all(puts);
  expect(ended).toEqual(Array.from({ length: 500 }, (_, index) => index));
});
