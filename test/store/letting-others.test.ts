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
  let turns = 0;
  const count = () => {
    turns += 1;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  const untilMs = performance.now() + 100;
  while (performance.now() < untilMs) expect(await store.settings.find('word')).toBe('kept');
  clearImmediate(timer);
  expect(turns).toBeGreaterThan(5);
  await store.close();
});

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
