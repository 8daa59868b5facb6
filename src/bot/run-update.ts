/** One run of one stored update, in its lane: what may happen to it, and when it is over. */
import { BotError, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Run } from '../flows/flow.ts';
import type { Log } from '../log.ts';
import { type LabelsOf, type Metrics, noMetrics } from '../metrics.ts';
import { type InboxUpdate, LaneTimeout, type Store } from '../store/store.ts';

export interface RunUpdateDeps {
  readonly store: Pick<Store, 'inbox' | 'lanes' | 'conversations' | 'users'>;
  /** Acts on one update. A throw means that it is run again, unless its answer was taken in. */
  readonly handle: (update: Update, run: Run) => Promise<void>;
  /** Words for the person, sent into a private chat. */
  readonly tell: {
    /** Parked: it failed, or ended the process, three times. */
    readonly gaveUp: (chatId: number) => Promise<void>;
    /** Cut at its time limit. */
    readonly tookTooLong: (chatId: number) => Promise<void>;
    /** The answer was taken in and something failed after it: it cannot be run again. */
    readonly broke: (chatId: number) => Promise<void>;
  };
  readonly log: Log;
  /** How long one run may take; above the sum of the bounded calls of one step. */
  readonly limitMs?: number;
  readonly now: () => number;
  readonly metrics?: Metrics;
}

/**
 * `settled`: never to be run again. `again`: it failed, or the store did; run it again later.
 * `earlier_first`: an update of its lane that came before, to another process, is not done yet.
 */
export type RunEnd = 'settled' | 'again' | 'earlier_first';

const defaultLimitMs = 120_000;
const maxRuns = 3;

/** Makes the function that runs an update once. It never throws. */
export function createUpdateRun(deps: RunUpdateDeps): (update: InboxUpdate) => Promise<RunEnd> {
  const { store, handle, tell, log, now, limitMs = defaultLimitMs, metrics = noMetrics } = deps;

  const ended = (outcome: LabelsOf<'updates'>['outcome']) => metrics.count('updates', { outcome });

  /** The dialogue took this update in before: once more, it would answer the next question. */
  async function isTakenIn({ lane, updateId }: InboxUpdate): Promise<boolean> {
    return (await store.conversations.read(lane))?.takenUpdateId === updateId;
  }

  /** What the store has lost is here still: it is stored once more. */
  async function begin(update: InboxUpdate): ReturnType<Store['inbox']['begin']> {
    const begun = await store.inbox.begin(update.updateId);
    if (begun !== 'forgotten') return begun;
    log.warn('an update was forgotten, and is stored again', { updateId: update.updateId });
    await store.inbox.accept([update]);
    return store.inbox.begin(update.updateId);
  }

  /** Acted on in this process, while the store could not be told yet. */
  const over = new Set<number>();

  async function run(update: InboxUpdate): Promise<RunEnd> {
    const { updateId } = update;
    const end = over.has(updateId) ? 'settled' : await act(update);
    if (end !== 'settled') return end;
    over.add(updateId);
    await store.inbox.done(updateId);
    over.delete(updateId);
    return 'settled';
  }

  async function act(update: InboxUpdate): Promise<RunEnd> {
    const { lane, updateId, receivedAtMs, body } = update;
    let runs = 0;
    try {
      return await store.lanes.run(lane, limitMs, async (fence): Promise<RunEnd> => {
        if (await isTakenIn(update)) return 'settled';
        const begun = await begin(update);
        if (begun === 'earlier_first') return begun;
        if (begun === 'forgotten') return 'again';
        if (begun === 0) return 'settled';
        runs = begun;
        if (runs > maxRuns) {
          ended('parked');
          await inform(tell.gaveUp, update);
          return 'settled';
        }
        const beganAtMs = now();
        metrics.time('laneWaits', {}, beganAtMs - receivedAtMs);
        await handle(JSON.parse(body), { lane, fence, updateId, receivedAtMs });
        metrics.time('updateRuns', {}, now() - beganAtMs);
        ended('done');
        return 'settled';
      });
    } catch (problem) {
      const cause = problem instanceof BotError ? problem.error : problem;
      return settleFailure(update, cause, runs);
    }
  }

  async function settleFailure(update: InboxUpdate, cause: unknown, runs: number): Promise<RunEnd> {
    const { updateId, lane } = update;
    log.error('update failed', { updateId, runs }, cause);
    if (cause instanceof LaneTimeout) {
      ended('too_long');
      await inform(tell.tookTooLong, update);
    } else if (cause instanceof GrammyError && cause.error_code === 403) {
      ended('blocked');
      const chatId = privateChatOf(lane);
      if (chatId !== undefined) await store.users.markUnreachable(chatId);
    } else if (await isTakenIn(update)) {
      ended('broke');
      await inform(tell.broke, update);
    } else if (runs >= maxRuns) {
      ended('parked');
      await inform(tell.gaveUp, update);
    } else {
      ended('failed');
      return 'again';
    }
    return 'settled';
  }

  /** Telling is tried once: the update is over either way, and the log has the cause. */
  async function inform(say: (chatId: number) => Promise<void>, { lane, updateId }: InboxUpdate) {
    const chatId = privateChatOf(lane);
    if (chatId === undefined) return;
    await say(chatId).catch((problem: unknown) => {
      log.error('person could not be told', { updateId }, problem);
    });
  }

  return (update) =>
    run(update).catch((problem: unknown): RunEnd => {
      log.error('update could not be settled', { updateId: update.updateId }, problem);
      return 'again';
    });
}

/** The chat of a lane where words are private: groups have ids below zero and are told nothing. */
function privateChatOf(lane: string): number | undefined {
  const chatId = Number(lane.replace(/^user:/, ''));
  return chatId > 0 ? chatId : undefined;
}
