/** What the store keeps of one person beside their transfers. */
import type { Drafts } from '../domain/draft.ts';
import type { KnownRecipient } from '../domain/recipient.ts';
import type { Block } from './staff-records.ts';

/** A person, by their Telegram id. */
export interface User {
  readonly userId: number;
  /** The language they read: what they chose, else what Telegram told of their app. */
  readonly locale: string;
  /** What they chose with `/language`. */
  readonly chosenLocale?: string;
  /** Names the menu of commands that was set for their chat alone. */
  readonly menu?: string;
  readonly firstSeenAtMs: number;
  readonly lastSeenAtMs: number;
  /** They asked for all of their data to be deleted. */
  readonly deletionAskedAtMs?: number;
  /** Telegram refuses messages to them. Only `markUnreachable` and `markReachable` change it. */
  readonly unreachable?: boolean;
  /** They may begin nothing new. Only `block` changes it. */
  readonly blocked?: Block;
}

const kindsOfDraft: Readonly<Record<keyof Drafts, true>> = {
  send: true,
  refund: true,
  staff: true,
  support: true,
  asked: true,
  walk: true,
};

/** Every kind of draft. */
export const draftKinds = Object.keys(kindsOfDraft) as readonly (keyof Drafts)[];

/** The part of the store that knows people. */
export interface PersonRecords {
  readonly users: {
    find(userId: number): Promise<User | undefined>;
    /**
     * Everybody, some at a time, in no order that means anything; `next` leads on, and is absent at
     * the end. At least `limit` are looked at, and somebody may come twice.
     */
    listPage(limit: number, from?: string): Promise<{ users: User[]; next?: string }>;
    /**
     * Stores what is known of a person. `unreachable` and `blocked` stay, whatever `user` says.
     * They are looked after (`listDue`) at `lookAtMs` at the latest.
     */
    put(user: User, lookAtMs: number): Promise<void>;
    /** Ids of those who are to be looked after by then, earliest first. */
    listDue(beforeMs: number, limit: number): Promise<number[]>;
    /** Sets when a person is looked after next. Nothing happens for somebody who is not stored. */
    lookAt(userId: number, atMs: number): Promise<void>;
    /**
     * Forgets a person, their drafts and their recipients. A block stays, without a name. Transfers
     * and cases are not touched.
     */
    forget(userId: number): Promise<void>;
    /**
     * Marks a person unreachable, known or not, and parks their cards and owed notices. Notices of
     * later commits begin parked.
     */
    markUnreachable(userId: number): Promise<void>;
    /**
     * They are back: clears the mark, makes their parked cards dirty and their parked notices due,
     * the newest of each transfer only; older ones are closed. Harmless when nothing is parked.
     */
    markReachable(userId: number, nowMs: number): Promise<void>;
    /** Blocks a person, known or not; without a block they are free again. */
    block(userId: number, block: Block | undefined): Promise<void>;
  };
  readonly drafts: {
    find<K extends keyof Drafts>(userId: number, kind: K): Promise<Drafts[K] | undefined>;
    /** `counted`: counters that go up by one in the same transaction. */
    put<K extends keyof Drafts>(
      userId: number,
      kind: K,
      draft: Drafts[K],
      counted?: { readonly day: number; readonly keys: readonly string[] },
    ): Promise<void>;
    delete(userId: number, kind: keyof Drafts): Promise<void>;
  };
  readonly recipients: {
    /** Whom this person sent to, used last first. */
    list(userId: number, limit: number): Promise<KnownRecipient[]>;
    /**
     * Stores somebody, or replaces who had this id. Of one person's recipients only the `keep`
     * that were used last remain.
     */
    put(userId: number, recipient: KnownRecipient, keep: number): Promise<void>;
    delete(userId: number, id: string): Promise<void>;
  };
}
