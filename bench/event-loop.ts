/**
 * How long one input keeps everybody else waiting: answers of the provider, words of people, acts of
 * staff, each as bad as it can be. Measured while nothing else runs, several times over: in a process
 * of its own, as after a start, and warm.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { warmUp } from '../src/app/warm-up.ts';
import { longestHold } from './held.ts';
import { botInputs } from './inputs/bot.ts';
import type { HoldInput, Opened } from './inputs/input.ts';
import { peopleInputs } from './inputs/people.ts';
import { providerInputs } from './inputs/provider.ts';
import { storeInputs } from './inputs/store.ts';
import { spread } from './spread.ts';

/** The longest time for which one input held the event loop. */
export interface Hold {
  readonly input: string;
  /** As the first input after a start, and where others of its kind came before; both the median of several. */
  readonly firstMs: number;
  readonly typicalMs: number;
}

const warmRuns = 6;
const starts = 3;

/** Every input that is measured. */
export const holdInputs: readonly HoldInput[] = [
  ...providerInputs,
  ...peopleInputs,
  ...storeInputs,
  ...botInputs,
];

/** Measures one input after another, each in processes that have begun as the program does. */
export async function* measureHolds(): AsyncGenerator<Hold> {
  await warmUp();
  for (const { name, open } of holdInputs) {
    const firsts: number[] = [];
    for (let start = 0; start < starts; start += 1) firsts.push(await firstHold(name));
    const warm = await holdsOf(await open());
    const typicalMs = spread(warm.slice(1)).median;
    yield { input: name, firstMs: spread(firsts).median, typicalMs };
  }
}

/** So many times in this process, the first of them too. */
async function holdsOf({ work, after, close }: Opened): Promise<number[]> {
  const heldMs: number[] = [];
  for (let run = 0; run <= warmRuns; run += 1) {
    heldMs.push(await longestHold(() => work(run)));
    await after?.(run);
  }
  await close?.();
  return heldMs;
}

/** The same in a process of its own, which has done nothing but start. */
async function firstHold(name: string): Promise<number> {
  const child = fork(fileURLToPath(new URL('first-hold.ts', import.meta.url)), [name]);
  const ended = once(child, 'exit');
  const told = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  await ended;
  const heldMs: unknown = told?.[0];
  if (typeof heldMs !== 'number') throw new Error(`it could not be measured: ${name}`);
  return heldMs;
}
