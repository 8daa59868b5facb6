/** What becomes of updates that arrived, whichever way: admitted, stored, handed to the worker. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { InboxUpdate, Store } from '../store/store.ts';
import { isActedOn, laneOf } from './admission.ts';

export interface ReceiveDeps {
  readonly store: Pick<Store, 'inbox'>;
  /** Picks from each batch what is worked on. */
  readonly admit: (batch: readonly Update[]) => Promise<Update[]>;
  /** Gets the updates that are new, after they were stored. */
  readonly take: (updates: readonly InboxUpdate[]) => void;
  readonly now: () => number;
}

/**
 * Resolves when the batch is stored: only then may it be confirmed to Telegram. Where some of it was
 * refused, other people's work goes first. Rejects when it could not be stored; then it has to come
 * again.
 */
export type Receive = (batch: readonly Update[]) => Promise<void>;

/** What the bot acts on; Telegram sends nothing else. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const;

/** Makes the function that takes what arrived. */
export function createReceive({ store, admit, take, now }: ReceiveDeps): Receive {
  return async (batch) => {
    const meant = batch.filter(isActedOn);
    const admitted = await admit(meant);
    // Whoever floods costs the store nothing, and so nobody else a wait for it.
    for (const part of inParts(admitted.map((update) => toInbox(update, now())))) {
      if (part.length < admitted.length) await turn();
      take(await store.inbox.accept(part));
    }
    if (admitted.length < meant.length) await letOthersWork();
  };
}

/**
 * Asking for the next batch is what a flood costs. So the steps that others wait for come first;
 * meanwhile the flood gathers at Telegram and comes in fewer batches. While there are none, this
 * takes next to no time.
 */
async function letOthersWork(): Promise<void> {
  for (let turns = 0; turns < turnsForOthers; turns += 1) await turn();
}

/** Turns of the event loop; the run of an update takes about so many. */
const turnsForOthers = 8;

type Received = Omit<InboxUpdate, 'attempts'>;

/** Longer ones are stored in a transaction each: to seal and write them takes some milliseconds. */
const storedAtOnce = 50_000;

/** Updates in their order, so many at a time that their texts stay short together. */
function inParts(updates: readonly Received[]): Received[][] {
  const parts: Received[][] = [];
  let length = Infinity;
  for (const update of updates) {
    length += update.body.length;
    if (length > storedAtOnce) {
      parts.push([]);
      length = update.body.length;
    }
    parts.at(-1)?.push(update);
  }
  return parts;
}

function toInbox(update: Update, receivedAtMs: number): Received {
  const body = JSON.stringify(update);
  return { updateId: update.update_id, lane: laneOf(update), receivedAtMs, body };
}
