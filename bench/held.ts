/** How long some work holds the event loop, whatever else the machine is doing meanwhile. */
import { openSync, readSync } from 'node:fs';
import { clocks, since } from './clocks.ts';

/**
 * The longest time between two turns of the event loop, in milliseconds, while some work is under
 * way. Of a gap, the time in which this thread waited for a core does not count: others had it. Nor
 * does more than the process was at work in all: the rest it waited for the disk, whose writes take
 * what they take, whatever is in them.
 */
export async function longestHold(work: () => unknown): Promise<number> {
  let isRunning = true;
  let longestMs = 0;
  let [last, lastWaitedMs] = [clocks(), waitedMs()];
  const turn = () => {
    // Asked inside of what the wall's clock spans, so that no wait beyond it makes a hold shorter.
    const ownWaitMs = waitedMs() - lastWaitedMs;
    const { wallMs, cpuMs } = since(last);
    longestMs = Math.max(longestMs, Math.min(wallMs - ownWaitMs, cpuMs));
    [last, lastWaitedMs] = [clocks(), waitedMs()];
    if (isRunning) setImmediate(turn);
  };
  await new Promise((resolve) => setTimeout(resolve, 20));
  [last, lastWaitedMs] = [clocks(), waitedMs()];
  setImmediate(turn);
  await new Promise((resolve) => setImmediate(resolve));
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  isRunning = false;
  return longestMs;
}

const answer = Buffer.alloc(128);
let told: number | 'nobody' | undefined;

/** How long this process's main thread has waited for a core so far; 0 where the system does not tell. */
function waitedMs(): number {
  told ??= openOwn();
  if (told === 'nobody') return 0;
  const length = readSync(told, answer, 0, answer.length, 0);
  // Time at work, time waiting for it, both in nanoseconds, and how often it got a core.
  return Number(answer.toString('latin1', 0, length).split(' ')[1] ?? 0) / 1e6;
}

function openOwn(): number | 'nobody' {
  try {
    return openSync(`/proc/${process.pid}/task/${process.pid}/schedstat`, 'r');
  } catch {
    return 'nobody';
  }
}
