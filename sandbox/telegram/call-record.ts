/** Every call the bot made, for tests to look at. */
import type { Json } from './model.ts';

/** One call of a method. */
export interface BotCall {
  readonly method: string;
  /** The parameters as they came; files appear as `attach://` names. */
  readonly params: Json;
  readonly atMs: number;
  /** The HTTP status of the answer; undefined while it runs, and when the connection was cut. */
  status?: number;
  /** The whole answer's body, also when it was cut before it reached the caller. */
  answer?: Json;
  /** The method was carried out (false for refusals and for cuts before acting). */
  done: boolean;
}

/** The record of one sandbox. */
export interface CallRecord {
  /** All calls, oldest first; of one method when it is named. */
  calls(method?: string): readonly BotCall[];
  /** The carried-out sends to a chat: sendMessage, sendPhoto, sendDocument. */
  sends(chatId: number): readonly BotCall[];
  /** The calls that name a chat, whatever came of them. */
  callsFor(chatId: number, method?: string): readonly BotCall[];
  clear(): void;
  /** Notes a new call; the routes fill in how it ended. */
  open(call: Pick<BotCall, 'method' | 'params' | 'atMs'>): BotCall;
}

const SENDS = new Set(['sendMessage', 'sendPhoto', 'sendDocument']);
// Long polls come without end; a demo that runs for days must not grow.
const MAX_POLLS = 1_000;

/** Makes an empty record. */
export function createCallRecord(): CallRecord {
  let calls: BotCall[] = [];
  const of = (method?: string) =>
    method === undefined ? calls : calls.filter((call) => call.method === method);
  return {
    calls: of,
    sends: (chatId) =>
      calls.filter((call) => call.done && SENDS.has(call.method) && isFor(call, chatId)),
    callsFor: (chatId, method) => of(method).filter((call) => isFor(call, chatId)),
    clear() {
      calls = [];
    },
    open(draft) {
      const call: BotCall = { ...draft, done: false };
      const polls = of('getUpdates');
      if (call.method === 'getUpdates' && polls.length >= MAX_POLLS) {
        calls = calls.filter((other) => other !== polls[0]);
      }
      calls.push(call);
      return call;
    },
  };
}

function isFor(call: BotCall, chatId: number): boolean {
  return String(call.params.chat_id) === String(chatId);
}
