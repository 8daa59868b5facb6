/**
 * The door before the inbox: which updates are worked on. Whoever sends too much at once, and who
 * comes new while too many wait, is told so; nothing of theirs is stored or run. What is refused
 * costs a count and at most one short call, so others do not notice.
 */
import type { Update } from 'grammy/types';
import type { Allowance } from './allowance.ts';
import type { Limits } from './middleware/limits.ts';

/** Why an update is not worked on. */
export type Refused = 'too_fast' | 'busy';

export interface AdmissionDeps {
  readonly updates: Allowance;
  readonly waiting: Limits['waiting'];
  readonly isStaff: (userId: number) => boolean;
  /** Updates that are admitted and not worked off yet. */
  readonly backlog: () => number;
  /** Somebody who was served a moment ago is in the middle of something. */
  readonly isTalking: (lane: string) => boolean;
  readonly refuse: (update: Update, why: Refused) => void;
  readonly now: () => number;
}

/** Makes the door. */
export function createAdmission(deps: AdmissionDeps) {
  const { updates: allowance, waiting, isStaff, now } = deps;
  /** What was decided of the newest batch: it comes again when it could not be stored. */
  let decided = new Map<number, Refused | undefined>();

  /** Those of a batch that are worked on, in their order. The others are refused, in words. */
  return async function admit(batch: readonly Update[]): Promise<Update[]> {
    const before = decided;
    decided = new Map();
    const admitted: Update[] = [];
    const over = new Map<string, number>();
    for (const update of batch) {
      const why = before.has(update.update_id)
        ? before.get(update.update_id)
        : await judge(update, deps.backlog() + admitted.length, over);
      decided.set(update.update_id, why);
      if (!why) admitted.push(update);
    }
    return admitted;
  };

  /** `over` has who went over in this batch: they are not counted on, so that a flood is cheap. */
  async function judge(
    update: Update,
    ahead: number,
    over: Map<string, number>,
  ): Promise<Refused | undefined> {
    // Who left or came back must be known, whatever else they do; Telegram limits it.
    if (update.my_chat_member) return undefined;
    const userId = senderOf(update);
    if (userId !== undefined && isStaff(userId)) return undefined;
    const key = keyOf(update, userId);
    const times = over.get(key) ?? 0;
    if (times > 0 || (await allowance.take(key)).kind === 'exceeded') {
      over.set(key, times + 1);
      if (times < mostToldInABatch) deps.refuse(update, 'too_fast');
      return 'too_fast';
    }
    const isFull = ahead >= waiting.forAll;
    const isBusy = isFull || (ahead >= waiting.forNew && !deps.isTalking(laneOf(update)));
    if (isBusy) deps.refuse(update, 'busy');
    return isBusy ? 'busy' : undefined;
  }

  /**
   * What Telegram kept for us while we were away counts by its own date: it was not sent at once,
   * though it comes at once.
   */
  function keyOf({ message }: Update, userId: number | undefined): string {
    const sentAtMs = (message?.date ?? 0) * 1_000;
    const isOld = message !== undefined && now() - sentAtMs > oldAfterMs;
    return isOld ? `${userId} ${Math.floor(sentAtMs / stretchMs)}` : String(userId);
  }
}

const mostToldInABatch = 5;
const oldAfterMs = 30_000;
const stretchMs = 10_000;

/** Who an update comes from, if it is a person's. */
export function senderOf({ message, edited_message, callback_query }: Update): number | undefined {
  return (message ?? edited_message ?? callback_query)?.from?.id;
}

/** Whether it is one of the kinds that the bot asks Telegram for. */
export function isActedOn(update: Update): boolean {
  const { message, edited_message, callback_query, my_chat_member } = update;
  return Boolean(message ?? edited_message ?? callback_query ?? my_chat_member);
}

/** The lane of an update: its chat's id, or `user:<id>` where there is no chat. */
export function laneOf(update: Update): string {
  const { message, edited_message, callback_query, my_chat_member } = update;
  const about = message ?? edited_message ?? callback_query?.message ?? my_chat_member;
  return about ? String(about.chat.id) : `user:${callback_query?.from.id}`;
}
