/**
 * A process in which many looks end at once, again and again, until it is killed. It prints
 * `due <transfer> <time>` as soon as the store has acknowledged that one time. Run with the data
 * folder and how many transfers there are.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { aTransfer } from '../contract/samples.ts';

const [dataDir, size] = process.argv.slice(2);
if (!dataDir) throw new Error('Give the data folder.');

const store = await openStore({ dataDir, now: Date.now });
const ids = Array.from({ length: Number(size) }, (_, index) => `t${index}`);
for (const id of ids) await store.transfers.create(aTransfer(id, { dueAtMs: 1 }));
for (let dueAtMs = 2; ; dueAtMs += 1) {
  await Promise.all(
    ids.map(async (id) => {
      await store.transfers.postpone(id, 1, dueAtMs);
      writeSync(1, `due ${id} ${dueAtMs}\n`);
    }),
  );
}
