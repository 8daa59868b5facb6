/**
 * The store: what was promised to a person, and what must survive a kill at any moment. Each verb
 * is atomic. Adapters hold no rules; they pass one contract suite (`test/contract/store.ts`).
 * Personal data is sealed before it reaches an adapter, what is looked up is a keyed hash.
 */
import type { NoticeKind } from '../domain/transfer.ts';
import type { PersonRecords } from './person-records.ts';
import type { Tokens } from './seal.ts';
import type { StaffRecords } from './staff-records.ts';
import type { TransferRecords } from './transfer-records.ts';

export type { User } from './person-records.ts';

/** The one live message of a transfer, dirty while `shownVersion < version`. */
export interface Card {
  readonly transferId: string;
  readonly userId: number;
  /** Absent until there is a message to edit. */
  readonly messageId?: number;
  readonly shownVersion: number;
  readonly attempts: number;
}

/**
 * The right to edit a card or to send a push, of one taker alone. An outcome that comes with the
 * right of somebody earlier is late, and decides nothing.
 */
export type Hold = string;

/** A push that is owed. Unique by transfer, version and kind. */
export interface Notice {
  readonly id: string;
  readonly transferId: string;
  readonly userId: number;
  readonly version: number;
  readonly kind: NoticeKind;
  /** Attempts made before this one. */
  readonly attempts: number;
  /** How many earlier attempts ended in an outcome that was never learned. */
  readonly unknownOutcomes: number;
}

/** How a push ended. */
export type NoticeOutcome =
  | { readonly kind: 'accepted'; readonly messageId: number }
  | { readonly kind: 'retry'; readonly atMs: number }
  /** Parked until the person comes back; they are marked unreachable in the same transaction. */
  | { readonly kind: 'unreachable' }
  /** Closed for good: refused, an outcome that will not be learned, or news that is overtaken. */
  | { readonly kind: 'closed'; readonly why: 'refused' | 'unknown' | 'overtaken' }
  /** The outcome is unknown and the push may go out once more. */
  | { readonly kind: 'unknown'; readonly atMs: number };

/** An update from Telegram, stored before it is confirmed. */
export interface InboxUpdate {
  readonly updateId: number;
  /** The lane: the chat's id, or the sender's where there is no chat. */
  readonly lane: string;
  readonly receivedAtMs: number;
  /** The update as JSON, as Telegram sent it. */
  readonly body: string;
  /** Runs begun before this one. */
  readonly attempts: number;
}

/** A dialogue's memory, with the update that it took in last. */
export interface ConversationRecord {
  /** Absent once the dialogue ended; the record then only remembers the update. */
  readonly state?: string;
  readonly takenUpdateId: number;
}

/** Thrown by a conversation write whose lane has moved on: the run is over. */
export class StaleFence extends Error {}

/** Thrown by `lanes.run` when a run took longer than its limit; its fence is no longer valid. */
export class LaneTimeout extends Error {}

/**
 * Thrown when the store cannot serve now, whatever was asked. `away`: it does not answer, and what
 * was asked may have happened. `full`: it takes nothing new. `emptied`: it holds other data.
 */
export class StoreAway extends Error {
  readonly why: 'away' | 'full' | 'emptied';

  constructor(why: StoreAway['why'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}

/** A place in a line of calls, or none as nobody may call for so long. */
export type Place =
  | { readonly kind: 'place'; readonly waitMs: number }
  | { readonly kind: 'paused'; readonly forMs: number };

export interface Store extends PersonRecords, StaffRecords {
  readonly transfers: TransferRecords;
  readonly cards: {
    find(transferId: string): Promise<Card | undefined>;
    /**
     * Dirty cards that are due and that nobody is editing, earliest due first. One without a
     * `messageId` needs a fresh message, unless its transfer was never more than a quote.
     */
    listDirty(nowMs: number, limit: number): Promise<Card[]>;
    /** Takes the right to edit until `untilMs`; nothing when somebody else has it. */
    take(transferId: string, nowMs: number, untilMs: number): Promise<Hold | undefined>;
    /**
     * The edit showed this version; the right to edit ends. When somebody else took that right since,
     * or the card has moved, nobody knows what is shown: their right ends too, the card is dirty.
     * Nothing happens for a version that the store has lost since, as with Redis's last second.
     */
    settle(transferId: string, shownVersion: number, hold: Hold): Promise<void>;
    /** The edit did not go through; try again at `atMs`. A late one is as in `settle`. */
    retry(transferId: string, atMs: number, hold: Hold): Promise<void>;
    /**
     * Another message is the card from now on, and is dirty; a right to edit the old one ends.
     * Returns the message it was before.
     */
    move(transferId: string, messageId: number): Promise<number | undefined>;
    /**
     * The message is gone or cannot be edited: the card has none, and is dirty. A late one, whose
     * message may not be the card any more, is as in `settle`.
     */
    lose(transferId: string, hold: Hold): Promise<void>;
    /**
     * Nobody can be shown it now: it waits, and the person is marked unreachable in the same
     * transaction. Dirty again when they come back.
     */
    park(transferId: string): Promise<void>;
  };
  readonly notices: {
    /**
     * Owed, due, and not in anybody's hands, earliest due first. An attempt whose time passed
     * without a settle is among them, as one more of the `unknownOutcomes`.
     */
    listDue(nowMs: number, limit: number): Promise<Notice[]>;
    /**
     * Writes the attempt before the call; it is the caller's until `untilMs`. Nothing when somebody
     * else was faster, or when it is not due.
     */
    attempt(id: string, nowMs: number, untilMs: number): Promise<Hold | undefined>;
    /**
     * Writes how the attempt ended. `accepted` always counts, and `closed` needs no attempt. Anything
     * else is dropped when the notice was settled before, or is in somebody else's hands by now.
     */
    settle(id: string, outcome: NoticeOutcome, hold?: Hold): Promise<void>;
    /** Every notice of one transfer with how it stands, oldest first. */
    listByTransfer(transferId: string): Promise<
      {
        id: string;
        kind: NoticeKind;
        version: number;
        state: 'owed' | 'attempted' | 'accepted' | 'parked' | 'closed';
        attempts: number;
        /** Why it was closed. */
        why?: string;
      }[]
    >;
    /** Those that wait for somebody who cannot be reached, oldest first. */
    listParked(limit: number): Promise<{ transferId: string; kind: NoticeKind }[]>;
  };
  readonly inbox: {
    /** Stores updates in one transaction; ids seen before are ignored. Returns the new ones. */
    accept(updates: readonly Omit<InboxUpdate, 'attempts'>[]): Promise<InboxUpdate[]>;
    /** Everything not done, by update id. */
    pending(): Promise<InboxUpdate[]>;
    /**
     * Counts a run before it begins. Returns how many there were, this one included; 0 when the
     * update is done already, by another process, and is not to be run. Where processes share the
     * store, `earlier_first`: another update of its lane came before and is not done yet.
     * `forgotten`: the store has lost it since it was accepted, as with Redis's last second.
     */
    begin(updateId: number): Promise<number | 'earlier_first' | 'forgotten'>;
    /** Forgets the text, keeps the id. */
    done(updateId: number): Promise<void>;
    /** Forgets ids that were done before `beforeMs`. */
    forget(beforeMs: number): Promise<void>;
  };
  readonly lanes: {
    /**
     * Runs `work` when every earlier run of the same lane has ended, with a fence that is higher
     * than any before, over restarts too. Different lanes run side by side. What `work` throws is
     * thrown on. Past `limitMs` the lane goes on without it, {@link LaneTimeout} is thrown, and the
     * old work's later outcome is dropped.
     */
    run<T>(lane: string, limitMs: number, work: (fence: number) => Promise<T>): Promise<T>;
  };
  readonly conversations: {
    /** What was written last; `undefined` once it has expired. */
    read(lane: string): Promise<ConversationRecord | undefined>;
    /** Throws {@link StaleFence} once the run of this fence is over: ended, or past its limit. */
    write(
      lane: string,
      fence: number,
      record: ConversationRecord,
      expiresAtMs: number,
    ): Promise<void>;
  };
  readonly settings: {
    find(key: string): Promise<string | undefined>;
    put(key: string, value: string): Promise<void>;
    delete(key: string): Promise<void>;
    /** All whose key begins so, by key. */
    list(prefix: string): Promise<{ key: string; value: string }[]>;
  };
  readonly tokens: Tokens;
  /** How much is stored, and how much more could be, in bytes; no limit where nobody knows one. */
  space(): Promise<{ usedBytes: number; limitBytes?: number }>;
  /** What all processes on this store share beside its records. Times are the store's own. */
  readonly shared: {
    /**
     * Takes the next free place in a line of calls that may begin `everyMs` apart at its full pace,
     * and tells in how many milliseconds it comes. While the line is paused, none is taken.
     */
    reserve(line: string, everyMs: number): Promise<Place>;
    /**
     * Whoever is called says that it is too much: the line is paused for `pauseMs`, and from then on
     * places come at half the pace of before, though never at less than a tenth of the full one. A
     * tenth of it comes back every five seconds. Said again within two seconds it halves nothing.
     */
    slow(line: string, pauseMs: number): Promise<void>;
    /** How a line goes now: the share of its full pace (1: all), and how long it is paused still. */
    paceOf(line: string): Promise<{ share: number; pausedForMs: number }>;
    /** Takes or keeps what one owner alone may have; false while another one has it. */
    hold(what: string, owner: string, forMs: number): Promise<boolean>;
    /** Gives it back. Nothing happens when another owner has it. */
    release(what: string, owner: string): Promise<void>;
    /** Leaves a short text for all, in place of this owner's earlier one, for so long. */
    post(board: string, owner: string, text: string, forMs: number): Promise<void>;
    /** What all owners left, this one's too, in no order. */
    listPosted(board: string): Promise<string[]>;
  };
  close(): Promise<void>;
}
