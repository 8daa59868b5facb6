/** Starts and stops the built program: what first, what last, and what must not take long. */
import type { Hono } from 'hono';
import type { Dispatch } from '../bot/dispatch.ts';
import type { IntakeEnd } from '../bot/intake.ts';
import type { NewestFlow } from '../bot/newest-flow.ts';
import type { Config } from '../config.ts';
import { listen, type Server } from '../http/listen.ts';
import { startOpsServer } from '../http/ops-server.ts';
import type { Prometheus } from '../http/prometheus.ts';
import { createPublicApp } from '../http/public-app.ts';
import type { Log } from '../log.ts';
import type { Broadcasts } from '../notify/broadcasts.ts';
import type { createDeliver } from '../notify/deliver.ts';
import type { Queue } from '../queue/queue.ts';
import type { Retention } from '../retention/retention.ts';
import type { Store } from '../store/store.ts';
import type { createListWatch } from '../transfers/list-watch.ts';
import type { createSweep } from '../transfers/sweep.ts';
import type { createTrack } from '../transfers/track.ts';
import type { AlarmWatch } from './alarm-watch.ts';
import type { ClockMark } from './onward-clock.ts';
import type { WayIn } from './way-in.ts';

/** The running program. */
export interface App {
  /**
   * Begins to follow transfers and to take updates, as far as this process's role goes; Telegram is
   * asked until it answers. Rejects when a port cannot be opened.
   */
  start(): Promise<void>;
  /** Takes no new work, gives what is in hand ten seconds to end, closes the store. */
  stop(): Promise<void>;
  /** Resolves when updates come no more: by `stop`, or because only the operator can mend it. */
  ended(): Promise<IntakeEnd>;
}

export interface Parts extends Pick<WayIn, 'intake'> {
  readonly config: Config;
  readonly store: Store;
  readonly queue: Queue;
  readonly track: ReturnType<typeof createTrack>;
  readonly sweep: ReturnType<typeof createSweep>;
  readonly listWatch: ReturnType<typeof createListWatch>;
  readonly deliver: ReturnType<typeof createDeliver>;
  readonly broadcasts: Broadcasts;
  readonly retention: Retention;
  readonly alarmWatch: AlarmWatch;
  readonly clockMark: ClockMark;
  readonly dispatch: Dispatch;
  /** Absent where this process is the only one that talks to people. */
  readonly newestFlow?: NewestFlow;
  /** What the public port serves; nothing: it stays shut. */
  readonly doors: readonly Hono[];
  readonly prometheus: Prometheus;
  readonly log: Log;
  readonly now: () => number;
}

/** How long work in hand may take to end when the program stops; the rest is only closing. */
const drainMs = 9_000;
const closeMs = 500;

/** A poll and its longest pause, or a round of the outbox, take far less. */
const stuckAfterMs = 150_000;

/** Makes the program of its parts; nothing runs before `start`. */
export function createLifecycle(parts: Parts): App {
  const { config, store, queue, sweep, deliver, dispatch, intake, doors, log, now } = parts;
  const { publicSide } = config;
  const progress = [intake.progressedAtMs, deliver.progressedAtMs];
  let ops: Server | undefined;
  let publicServer: Server | undefined;
  let running: Promise<IntakeEnd> | undefined;

  function openOps(): Promise<Server> {
    const isAlive = () => progress.every((at) => now() - (at() ?? now()) < stuckAfterMs);
    const isReady = () => store.settings.find('ready').then(() => true);
    return startOpsServer({ ...config.ops, isAlive, isReady, prometheus: parts.prometheus, now });
  }

  async function start(): Promise<void> {
    ops = await openOps();
    log.info("operators' port is open", { port: ops.port });
    if (publicSide && doors.length > 0) {
      const settings = { host: 'HOST', port: 'PORT' };
      const { fetch } = createPublicApp(doors);
      publicServer = await listen({ ...publicSide, fetch, settings });
    }
    if (config.role !== 'bot') {
      queue.start(sweep.following(parts.track));
      await sweep.start();
      parts.listWatch.start();
      deliver.start();
      parts.broadcasts.start();
      parts.retention.start();
    }
    parts.alarmWatch.start();
    parts.clockMark.start();
    await parts.newestFlow?.start();
    running = intake.run();
  }

  /** Takes nothing new, and ends what is in hand. */
  async function wind(): Promise<void> {
    intake.stop();
    parts.newestFlow?.stop();
    sweep.stop();
    await Promise.all([running, publicServer?.stop()]);
    await Promise.all([
      dispatch.drain(drainMs),
      queue.stop(),
      parts.listWatch.stop(),
      deliver.stop(),
      parts.broadcasts.stop(),
      parts.retention.stop(),
    ]);
    await parts.alarmWatch.stop();
    await parts.clockMark.stop();
  }

  return {
    start,
    ended: async () => (await running) ?? { kind: 'stopped' },
    async stop() {
      const inTime = await within(drainMs, wind());
      if (!inTime) log.warn('work was cut short; the next start takes it up again');
      await within(closeMs, Promise.all([ops?.stop(), queue.close()]));
      await store.close();
      log.info('stopped');
    },
  };
}

/** Whether it ended within the limit; it goes on if not. */
async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  return Promise.race([work.then(() => true), limit]).finally(() => clearTimeout(timer));
}
