/** One message from staff to many people: whom it is for, and how far it has come. Pure. */
import type { Transfer, TransferState } from './transfer.ts';

/** Whom it is for. `corridor` is a country and a currency: `NG:NGN`. */
export type Audience =
  | { readonly kind: 'all' }
  | { readonly kind: 'open' }
  | { readonly kind: 'language'; readonly locale: string }
  | { readonly kind: 'corridor'; readonly corridor: string };

/** `draft`: nobody was written to. `stopped` and `done` are final. */
export type BroadcastState = 'draft' | 'running' | 'paused' | 'stopped' | 'done';

/** A broadcast as it is stored. `revision` grows by one with every change; 0 is not stored yet. */
export interface Broadcast {
  readonly id: string;
  readonly revision: number;
  readonly state: BroadcastState;
  readonly text: string;
  readonly byUserId: number;
  readonly createdAtMs: number;
  readonly audience?: Audience;
  /** How many people it is for, counted before it began. */
  readonly total: number;
  /** The message that shows how far it has come. */
  readonly panel?: { readonly chatId: number; readonly messageId: number };
}

/** People by what became of their message. */
export interface BroadcastCounts {
  /** Nobody has tried yet. */
  readonly waiting: number;
  /** Tried, and no outcome is known: under way, or cut in the middle. Never tried again. */
  readonly unknown: number;
  readonly sent: number;
  /** Telegram refused it: they blocked the bot, or are gone. */
  readonly refused: number;
}

/** Longest text, in UTF-16 units; Telegram takes 4,096. */
export const longestBroadcast = 3_000;

/** More lines than a person reads. */
export const mostBroadcastLines = 80;

const open: readonly TransferState[] = [
  'accepting',
  'awaiting_deposit',
  'confirming',
  'received',
  'paying_out',
  'held',
  'failed',
  'refunding',
  'review',
];

/** Whether somebody with this language and these transfers belongs to it. */
export function isFor(
  audience: Audience,
  person: { readonly locale: string; readonly transfers: readonly Transfer[] },
): boolean {
  switch (audience.kind) {
    case 'all':
      return true;
    case 'language':
      return person.locale === audience.locale;
    case 'open':
      return person.transfers.some(({ state }) => open.includes(state));
    case 'corridor':
      return person.transfers.some(
        ({ payee, receive, state }) =>
          state !== 'cancelled' && `${payee.countryCode}:${receive.currency}` === audience.corridor,
      );
  }
}

/** Whether a person's transfers decide, so that they have to be read. */
export function asksTransfers({ kind }: Audience): boolean {
  return kind === 'open' || kind === 'corridor';
}

/** The step that staff ask for, or nothing where it makes no sense in this state. */
export function stepTo(
  broadcast: Broadcast,
  state: 'running' | 'paused' | 'stopped',
): Broadcast | undefined {
  const from: Readonly<Record<typeof state, readonly BroadcastState[]>> = {
    running: ['paused'],
    paused: ['running'],
    stopped: ['running', 'paused'],
  };
  return from[state].includes(broadcast.state) ? { ...broadcast, state } : undefined;
}
