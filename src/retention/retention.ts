/**
 * Looks after people whose time has come, a few at a time: one process alone, whichever it is. The
 * store knows who is next, so nothing is read through.
 */
import type { Log } from '../log.ts';
import { type Store, StoreAway, type User } from '../store/store.ts';
import type { createForget } from './forget.ts';

export interface RetentionDeps {
  readonly store: Pick<Store, 'users' | 'lanes' | 'shared'>;
  readonly forget: ReturnType<typeof createForget>;
  /** Tells somebody who asked that all is deleted; whether it arrives decides nothing. */
  readonly tellDeleted: (user: User) => Promise<void>;
  /** Names this process. */
  readonly owner: string;
  readonly log: Log;
  readonly now: () => number;
}

const everyMs = 60_000;
const holdMs = 3 * everyMs;
const atOnce = 50;
const laneLimitMs = 60_000;
const afterTroubleMs = 3_600_000;

/** Makes the round: `start`, `stop`, and one `round` for whoever wants it now. */
export function createRetention(deps: RetentionDeps) {
  const { store, log, now } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  async function round(): Promise<void> {
    if (!(await store.shared.hold('retention', deps.owner, holdMs))) return;
    for (const userId of await store.users.listDue(now(), atOnce)) {
      if (isStopped) return;
      await lookAfter(userId).catch(async (problem: unknown) => {
        log.error('somebody could not be looked after', {}, problem);
        await store.users.lookAt(userId, now() + afterTroubleMs);
      });
    }
  }

  /** In the lane of their chat, where nothing else of theirs runs meanwhile. */
  async function lookAfter(userId: number): Promise<void> {
    const lane = String(userId);
    await store.lanes.run(lane, laneLimitMs, async (fence) => {
      const user = await store.users.find(userId);
      if (!user) return;
      const { kind } = await deps.forget(user, { lane, fence });
      if (kind === 'all' && user.deletionAskedAtMs !== undefined) await deps.tellDeleted(user);
    });
  }

  function tick(): void {
    running ??= round()
      .catch((problem: unknown) => log.error('retention failed', {}, problem))
      .finally(() => {
        running = undefined;
      });
  }

  return {
    round,
    start(): void {
      timer = setInterval(tick, everyMs);
      tick();
    },
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(timer);
      await running;
      await store.shared.release('retention', deps.owner).catch(unlessAway);
    },
  };
}

/** The lease ends by itself; a program whose store is away must be able to stop. */
function unlessAway(problem: unknown): void {
  if (!(problem instanceof StoreAway)) throw problem;
}

export type Retention = ReturnType<typeof createRetention>;
