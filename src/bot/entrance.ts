/** Everything between Telegram's updates and the bot: the door, the words at the door, the worker. */
import type { Api } from 'grammy';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';
import { createAdmission } from './admission.ts';
import type { Allowance, Rate } from './allowance.ts';
import { createDispatch, type DispatchDeps, type SharedLanes } from './dispatch.ts';
import type { Limits } from './middleware/limits.ts';
import { createRefusals } from './refusals.ts';
import { createTell } from './tell.ts';

export interface EntranceDeps {
  readonly api: Api;
  readonly store: Store;
  readonly handle: DispatchDeps['handle'];
  readonly messagesFor: (locale: string) => Messages;
  readonly limits: Limits;
  readonly createAllowance: (rate: Rate) => Allowance;
  readonly isStaff: (userId: number) => boolean;
  readonly log: Log;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly metrics?: Metrics;
  /** Absent where the store is this process's alone. */
  readonly shared?: SharedLanes;
}

/** Makes the door and the worker behind it. */
export function createEntrance(deps: EntranceDeps) {
  const { api, store, handle, messagesFor, limits, createAllowance, isStaff, log } = deps;
  const { now, sleep, metrics, shared } = deps;
  const tell = createTell({ api, store, messagesFor });
  const { atOnce } = limits;
  const working = { log, now, sleep, atOnce, metrics, shared };
  const dispatch = createDispatch({ store, handle, tell, ...working });
  const refuse = createRefusals({
    api,
    store,
    messagesFor,
    toasts: createAllowance(limits.toasts),
    sentences: createAllowance(limits.sentences),
    log,
  });
  const admit = createAdmission({
    updates: createAllowance(limits.updates),
    waiting: limits.waiting,
    isStaff,
    backlog: dispatch.backlog,
    isTalking: dispatch.isTalking,
    refuse(update, why) {
      refuse(update, why).catch((problem: unknown) => {
        log.error('person could not be told', { updateId: update.update_id }, problem);
      });
    },
    now,
  });
  return { admit, dispatch };
}
