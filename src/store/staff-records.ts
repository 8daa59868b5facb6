/** What the store keeps for those who run the service: their acts, and the alarms that called them. */

import type { Broadcast, BroadcastCounts } from '../domain/broadcast.ts';
import type { SupportCase } from '../domain/support-case.ts';
import type { DayCount } from '../domain/tally.ts';
import type { BucketCount } from '../domain/time-bucket.ts';

/** One act of staff, as it is written down for good. */
export interface StaffAct {
  /** Unique for ever: the same act delivered again after a crash has the same id. */
  readonly id: string;
  readonly atMs: number;
  readonly byUserId: number;
  /** What was done, in one word: `release`, `pause`. */
  readonly act: string;
  /** What it was done to: `transfer:<id>`, `user:<id>`, `pause:<key>`; empty for everything. */
  readonly about: string;
  readonly why?: string;
}

/** An act with its place in the order of all acts. */
export type RecordedAct = StaffAct & { readonly seq: number };

/** Acts of staff. Nothing in it is ever changed or taken out. */
export interface AuditTrail {
  /** Writes an act down; one whose id is there already is ignored. */
  append(act: StaffAct): Promise<void>;
  /** Newest first, below `beforeSeq` where it is given, of one subject where `about` is given. */
  list(
    limit: number,
    only?: { readonly about?: string; readonly beforeSeq?: number },
  ): Promise<RecordedAct[]>;
}

/** Why a person may begin nothing new. */
export interface Block {
  readonly byUserId: number;
  readonly atMs: number;
  readonly why: string;
}

/** One thing that staff are called for; of one key there is one record, of its newest time. */
export interface AlarmRecord {
  readonly key: string;
  /** Grows by one with every change; 0 for one that is not stored yet. */
  readonly revision: number;
  readonly kind: string;
  /** What it is about: a short id, a status; never who. */
  readonly about?: string;
  readonly beganAtMs: number;
  readonly endedAtMs?: number;
  /** What staff were told of it so far. */
  readonly told: 'nothing' | 'beginning' | 'end';
  /** Attempts to tell what comes next that were begun, and whose outcome may be unknown. */
  readonly attempts: number;
  /** When there is something to tell; absent while there is nothing. */
  readonly dueAtMs?: number;
}

/** Alarms. What is to be told when is decided in `src/notify/alarms`. */
export interface AlarmRecords {
  find(key: string): Promise<AlarmRecord | undefined>;
  /** Stores one if the stored revision is `next.revision`; it becomes one more. False when not. */
  put(next: AlarmRecord): Promise<boolean>;
  /** Those with `dueAtMs <= nowMs`, earliest first. */
  listDue(nowMs: number, limit: number): Promise<AlarmRecord[]>;
  /** Those that have not ended, longest first. */
  listOpen(limit: number): Promise<AlarmRecord[]>;
  /** Begun last first, ended ones too. */
  listNewest(limit: number): Promise<AlarmRecord[]>;
}

/** Questions of people to staff. What may follow what is decided in `src/domain/support-case`. */
export interface CaseRecords {
  find(id: string): Promise<SupportCase | undefined>;
  /** Stores one if the stored revision is `next.revision`; it becomes one more. False when not. */
  put(next: SupportCase): Promise<boolean>;
  /** Those that are not closed, the one that was opened first comes first. */
  listOpen(limit: number): Promise<SupportCase[]>;
  /** Those of one person, newest first, closed ones too. */
  listByUser(userId: number, limit: number): Promise<SupportCase[]>;
  /** Takes one of a person's out for good. */
  delete(id: string, userId: number): Promise<void>;
}

/** What became of one person's message; `again`: surely nothing, so that it may be tried again. */
export interface SendOutcome {
  readonly userId: number;
  readonly outcome: 'sent' | 'refused' | 'again';
}

/** Broadcasts, and what became of the message of each person. */
export interface BroadcastRecords {
  find(id: string): Promise<Broadcast | undefined>;
  /** Stores one if the stored revision is `next.revision`; it becomes one more. False when not. */
  put(next: Broadcast): Promise<boolean>;
  /** Those that run or are paused, oldest first. */
  listUnfinished(): Promise<Broadcast[]>;
  /** Adds people who wait for it; whoever is in it already stays as they are. */
  address(id: string, userIds: readonly number[]): Promise<void>;
  /** Forgets who waits for it. Whoever was tried stays. */
  unaddress(id: string): Promise<void>;
  /**
   * Takes at most so many who wait: the attempt of each is written before anybody calls. Nobody is
   * ever taken twice, unless `settle` said `again`.
   */
  take(id: string, limit: number): Promise<{ readonly userId: number; readonly locale: string }[]>;
  settle(id: string, outcomes: readonly SendOutcome[]): Promise<void>;
  counts(id: string): Promise<BroadcastCounts>;
  /** Whose outcome is not known, in no order. */
  listUnknown(id: string, limit: number): Promise<number[]>;
}

/** What is counted of transfers, by day: see `src/domain/tally`. Commits add it up, each thing once. */
export interface StatRecords {
  /** The counters of these days (UTC, days since 1970), both included, in no order. */
  list(fromDay: number, toDay: number): Promise<DayCount[]>;
  /**
   * How long deliveries of one route took that were quoted on these days, in no order; a bucket may
   * come more than once. It reads nothing of other routes.
   */
  listRoute(route: string, fromDay: number, toDay: number): Promise<BucketCount[]>;
}

/** The part of the store that only those who run the service need. */
export interface StaffRecords {
  readonly audit: AuditTrail;
  readonly alarms: AlarmRecords;
  readonly cases: CaseRecords;
  readonly broadcasts: BroadcastRecords;
  readonly stats: StatRecords;
}
