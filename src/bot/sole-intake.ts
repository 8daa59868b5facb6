/**
 * Polling by one process at a time: Telegram gives each update to one fetch alone. Whoever holds
 * the lease polls; the others wait, and one of them takes over a few seconds after it is gone.
 */
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Intake, IntakeEnd } from './intake.ts';

export interface SoleIntakeDeps {
  readonly store: Pick<Store, 'shared'>;
  /** Names this process among the others. */
  readonly owner: string;
  /** Makes the intake of one stretch of polling. It is stopped when the lease is lost. */
  readonly createIntake: () => Intake;
  readonly log: Log;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly times?: { readonly leaseMs: number; readonly renewMs: number };
}

/** Five seconds at most, so that the first updates are fetched well within ten. */
const usualTimes = { leaseMs: 4_000, renewMs: 1_000 };
const lease = 'polling';

/** Makes the intake that polls only while no other process does. */
export function createSoleIntake(deps: SoleIntakeDeps): Intake {
  const { store, owner, createIntake, log, now, sleep, times = usualTimes } = deps;
  let current: Intake | undefined;
  let waitedAtMs: number | undefined;
  let stopped = false;
  let wake = (): void => undefined;
  const stopping = new Promise<void>((resolve) => {
    wake = resolve;
  });

  /** True while nobody else may poll. While the store is away nothing can be confirmed anyway. */
  async function isOurs(): Promise<boolean | undefined> {
    return store.shared.hold(lease, owner, times.leaseMs).catch((problem: unknown) => {
      log.warn('nobody knows who may poll', {}, problem);
      return undefined;
    });
  }

  async function untilOurs(): Promise<void> {
    while (!stopped && !(await isOurs())) {
      waitedAtMs = now();
      await Promise.race([sleep(times.renewMs), stopping]);
    }
  }

  async function pollWhileOurs(): Promise<IntakeEnd> {
    const intake = createIntake();
    current = intake;
    const timer = setInterval(async () => {
      if ((await isOurs()) !== false) return;
      log.warn('another process polls now');
      intake.stop();
    }, times.renewMs);
    return intake.run().finally(() => clearInterval(timer));
  }

  async function run(): Promise<IntakeEnd> {
    for (;;) {
      await untilOurs();
      if (stopped) return { kind: 'stopped' };
      const end = await pollWhileOurs();
      if (!stopped && end.kind === 'stopped') continue;
      await store.shared.release(lease, owner).catch((problem: unknown) => {
        log.warn('the next process has to wait before it polls', {}, problem);
      });
      return end;
    }
  }

  return {
    run,
    stop() {
      stopped = true;
      wake();
      current?.stop();
    },
    progressedAtMs: () => Math.max(current?.progressedAtMs() ?? 0, waitedAtMs ?? 0) || undefined,
  };
}
