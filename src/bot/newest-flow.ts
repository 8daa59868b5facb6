/**
 * Which program's dialogues people are in, where old and new ones run side by side: the newest's.
 * Each process says so in the store when it starts, and goes on saying it while it lives. One that
 * finds a newer program takes no updates any more; they are left to the newer one.
 */
import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

export interface NewestFlowDeps {
  readonly settings: Store['settings'];
  /** Of this program's dialogues. */
  readonly version: string;
  readonly log: Log;
  readonly now: () => number;
  readonly times?: Times;
}

interface Times {
  readonly lookEveryMs: number;
  /** Processes that were not heard of for so long are gone: older ones take over again. */
  readonly goneAfterMs: number;
}

/** What a process knows of the others. */
export interface NewestFlow {
  /** Resolves when this process has said that it is there. */
  start(): Promise<void>;
  stop(): void;
  /** Whether nobody newer was there at the last look. */
  isNewest(): boolean;
}

const usualTimes: Times = { lookEveryMs: 1_000, goneAfterMs: 20_000 };
const settingKey = 'flow_version';

/** The newest program: when its last process began, and when one of them was heard of. */
const markShape = z.object({ version: z.string(), startedAtMs: z.number(), seenAtMs: z.number() });

/** Makes the watch. Two that start at once agree after a look: whoever began last wins. */
export function createNewestFlow(deps: NewestFlowDeps): NewestFlow {
  const { settings, version, log, now, times = usualTimes } = deps;
  const startedAtMs = now();
  let newest = true;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const found = await settings.find(settingKey);
    const mark = found ? markShape.parse(JSON.parse(found)) : undefined;
    const ours = mark?.version === version;
    const isGone = !mark || now() - mark.seenAtMs > times.goneAfterMs;
    setNewest(ours || isGone || mark.startedAtMs < startedAtMs);
    if (!newest) return;
    const isFresh = ours && now() - mark.seenAtMs < times.goneAfterMs / 4;
    const lastStartMs = ours ? Math.max(mark.startedAtMs, startedAtMs) : startedAtMs;
    if (isFresh && mark.startedAtMs === lastStartMs) return;
    const next = { version, startedAtMs: lastStartMs, seenAtMs: now() };
    await settings.put(settingKey, JSON.stringify(next));
  }

  function setNewest(next: boolean): void {
    if (next === newest) return;
    newest = next;
    log.info(newest ? 'takes updates again' : 'a newer program runs: updates are left to it');
  }

  return {
    async start() {
      await look();
      timer = setInterval(() => {
        look().catch((problem: unknown) => {
          log.warn('it cannot be seen whether a newer program runs', {}, problem);
        });
      }, times.lookEveryMs);
    },
    stop: () => clearInterval(timer),
    isNewest: () => newest,
  };
}
