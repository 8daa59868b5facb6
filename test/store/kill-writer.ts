/**
 * A process that writes until it is killed. It prints `done <n>` only after the store has
 * acknowledged everything about transfer n. Run with the data folder and the first number.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { aTransfer } from '../contract/samples.ts';

const [dataDir, first] = process.argv.slice(2);
if (!dataDir) throw new Error('Give the data folder.');

try {
  const store = await openStore({ dataDir, now: Date.now });
  writeSync(1, 'open\n');
  for (let n = Number(first); ; n += 1) {
    const id = `t${n}`;
    await store.inbox.accept([{ updateId: n, lane: '1', receivedAtMs: 1, body: `body ${n}` }]);
    await store.transfers.create(aTransfer(id));
    await store.transfers.commit(aTransfer(id, { state: 'accepting', dueAtMs: undefined }), {
      notices: ['deposit_seen', 'delivered'],
      claim: { chain: 'Ethereum', address: id },
      cardMessageId: n,
    });
    writeSync(1, `done ${n}\n`);
  }
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
