/** Real processes: one is killed in the middle of its writes, another comes second. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

const writer = fileURLToPath(new URL('./kill-writer.ts', import.meta.url));
const kills = 6;
let dataDir: string;
let children: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

function start(first: number): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, dataDir, String(first)]);
  children.push(child);
  return child;
}

/** Lets the writer work, kills it after a few acknowledgements, returns the last of them. */
async function killAfter(child: ChildProcess, acknowledgements: number): Promise<number> {
  if (!child.stdout) throw new Error('the writer has no output');
  let last = 0;
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('done ')) continue;
    last = Number(line.slice('done '.length));
    seen += 1;
    if (seen === acknowledgements) child.kill('SIGKILL');
  }
  return last;
}

/** All of transfer n is there. */
async function expectWhole(store: Store, n: number): Promise<void> {
  expect(await store.transfers.find(`t${n}`)).toMatchObject({ version: 2, state: 'accepting' });
  expect(await store.cards.find(`t${n}`)).toMatchObject({ messageId: n });
  expect(await store.notices.listByTransfer(`t${n}`)).toHaveLength(2);
}

/** Whatever of transfer n is there fits together: no half of a commit, none before its update. */
async function expectNoHalf(store: Store, n: number): Promise<void> {
  const transfer = await store.transfers.find(`t${n}`);
  if (transfer?.version === 2) return expectWhole(store, n);
  expect(await store.notices.listByTransfer(`t${n}`)).toEqual([]);
  if (transfer) expect(await store.cards.find(`t${n}`)).not.toHaveProperty('messageId');
}

test('should have every acknowledged write after kill -9, and no half of another', async () => {
  let next = 1;
  for (let kill = 0; kill < kills; kill += 1) {
    const first = next;
    const last = await killAfter(start(first), 3 + kill * 7);
    expect(last).toBeGreaterThanOrEqual(first);
    const store = await openStore({ dataDir, now: Date.now });
    const updates = new Set((await store.inbox.pending()).map(({ updateId }) => updateId));
    for (let n = first; n <= last; n += 1) {
      expect(updates.has(n)).toBe(true);
      await expectWhole(store, n);
    }
    await expectNoHalf(store, last + 1);
    await store.close();
    next = last + 2;
  }
}, 60_000);

test('should refuse a second process on the same folder in words (R14)', async () => {
  const store = await openStore({ dataDir, now: Date.now });
  const second = start(1);
  let words = '';
  second.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words += text;
  });
  const [code] = await once(second, 'close');
  expect(code).toBe(2);
  expect(words).toContain('Another process is using');
  expect(words).toContain('only one may run on the same data folder');
  await store.close();
}, 30_000);
