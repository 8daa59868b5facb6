/**
 * A process that takes one job from the queue at the given address and never ends it. It prints
 * `took <id>`, and waits to be killed.
 */
import { writeSync } from 'node:fs';
import { openBullQueue } from '../../src/queue/bullmq.ts';

const [url = '', lockMs = ''] = process.argv.slice(2);
const queue = await openBullQueue({
  url,
  now: Date.now,
  onError: (_, error) => void writeSync(2, `${error}\n`),
  lockMs: Number(lockMs),
});
queue.start(({ id }) => {
  writeSync(1, `took ${id}\n`);
  return new Promise(() => undefined);
});
