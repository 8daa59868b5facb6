/** Every word that staff read, as one interface; denser than what people read. */
import type { Failure } from '../chessa/failure.ts';
import type { BroadcastState } from '../domain/broadcast.ts';
import type { StaffCommand, StaffQuestion } from '../domain/staff.ts';
import type { Stats } from '../domain/stats.ts';
import type { SupportCase } from '../domain/support-case.ts';
import type { NoticeKind, Transfer, TransferState } from '../domain/transfer.ts';
import type { AlarmRecord, RecordedAct } from '../store/staff-records.ts';
import type { StaffBroadcastMessages } from './broadcast-messages.ts';
import type { Screen } from './screen.ts';
import type { StaffCaseMessages } from './support-messages.ts';

/** What somebody may do with a transfer; shown as buttons. */
export type OrderAct = 'show' | 'card' | 'note' | 'ask_refund' | 'release';

/** What `/order` tells of one transfer. */
export interface OrderView {
  readonly transfer: Transfer;
  readonly card?: { readonly shownVersion: number; readonly messageId?: number };
  readonly notices: readonly {
    kind: NoticeKind;
    version: number;
    state: string;
    attempts: number;
    /** Why it was closed. */
    why?: string;
  }[];
  readonly provider: readonly { status: string; atMs: number }[] | { readonly failure: Failure };
  /** What staff did, newest first. */
  readonly acts: readonly RecordedAct[];
  /** What the reader may do. */
  readonly may: readonly OrderAct[];
  readonly isBlocked: boolean;
  readonly isUnreachable: boolean;
  readonly nowMs: number;
}

/** One transfer of the list of `/stuck`. */
export interface StuckView {
  readonly transfer: Transfer;
  /** Nobody can tell its person: they blocked the bot. */
  readonly isUnreachable: boolean;
  /** 0-based, and of how many; `more` says that there are more than were counted. */
  readonly index: number;
  readonly total: number;
  readonly more: boolean;
  readonly nowMs: number;
}

/** Why a transfer cannot be released; nothing was changed. */
export type NotReleased =
  | { readonly kind: 'not_in_review' }
  /** Chessa does not answer now. */
  | { readonly kind: 'not_read' }
  /** The reason of the review still holds, as Chessa tells it at this moment. */
  | { readonly kind: 'still_holds'; readonly transfer: Transfer }
  /** Somebody, or a look, changed it at the same moment. */
  | { readonly kind: 'changed_meanwhile' };

/** A person, as staff see them. */
export interface UserView {
  readonly userId: number;
  readonly locale: string;
  readonly firstSeenAtMs: number;
  readonly lastSeenAtMs: number;
  readonly isUnreachable: boolean;
  readonly blocked?: { readonly why: string; readonly atMs: number; readonly byUserId: number };
  readonly transfers: readonly Transfer[];
  readonly recipients: readonly {
    readonly accountName: string;
    readonly institutionName: string;
    readonly accountNumber: string;
    readonly usedAtMs: number;
  }[];
  /** Questions of theirs that are not closed, newest first. */
  readonly cases: readonly SupportCase[];
  readonly mayBlock: boolean;
}

/** One thing that is closed to new quotes. `token` names it in a button. */
export interface PauseView {
  readonly token: string;
  readonly key: string;
  /** What the institution is called that it closes, where it does and that is known. */
  readonly institution?: string;
  readonly sentence: string;
  readonly byUserId: number;
  readonly atMs: number;
}

/** The figures of `/admin`. */
export interface PanelView {
  readonly counts: Partial<Record<TransferState, number>>;
  /** At most 100 are counted; `100` stands for that many and more. */
  readonly stuck: number;
  readonly unreachable: number;
  readonly pauses: number;
  readonly outboxBehindMs: number;
  readonly provider: {
    readonly state: 'answers' | 'silent' | 'refuses_us' | 'not_asked';
    readonly sinceMs?: number;
  };
  readonly space: { readonly usedBytes: number; readonly limitBytes?: number };
  /** How long the store took to tell all this. */
  readonly readMs: number;
  /** Calls of the last minute and how many it would let through. */
  readonly budgets: readonly {
    readonly name: string;
    readonly used: number;
    readonly of: number;
  }[];
  /** Newest first. */
  readonly alarms: readonly AlarmRecord[];
  /** At most 100 are counted, like stuck ones. */
  readonly cases: { readonly waiting: number; readonly answered: number };
  /** The one that is not over yet. */
  readonly broadcast?: { readonly state: BroadcastState; readonly of: number };
  readonly mayAct: boolean;
  readonly nowMs: number;
}

/** Sentences for staff. */
export interface StaffMessages extends StaffCaseMessages, StaffBroadcastMessages {
  /** What each command is for, as their menu says it. */
  readonly commands: Readonly<Record<StaffCommand, string>>;
  /** Support tried to act. */
  actsOnly(): Screen;
  /** Asks for the reason (or the note) in words; the next text is taken as it. */
  askWhy(act: StaffQuestion, about: string): Screen;
  /** The reason was empty, longer than 300 characters, or no text. */
  badWhy(): Screen;
  /** The question for a reason was left, or is older than ten minutes. */
  whyNotAsked(): Screen;
  /** Everything about one transfer, aligned monospace, the person masked. */
  order(about: OrderView): Screen;
  orderUsage(): string;
  orderNotFound(typed: string): string;
  /** What identifies the person and the recipient, whole; its reading was recorded. */
  shown(transfer: Transfer): Screen;
  /** What an act changed, and how to undo it. */
  cardSent(transfer: Transfer): Screen;
  cardNotSent(why: 'never_began' | 'erased' | 'unreachable' | 'busy'): Screen;
  noted(transfer: Transfer): Screen;
  refundAsked(transfer: Transfer): Screen;
  /** This one cannot be refunded by asking for an address. */
  refundNotAsked(transfer: Transfer): Screen;
  released(before: Transfer, after: Transfer): Screen;
  notReleased(why: NotReleased): Screen;
  /** One of the list, or that there is none. */
  stuck(one: StuckView | undefined): Screen;
  userUsage(): string;
  userNotFound(typed: string): string;
  user(view: UserView): Screen;
  blocked(userId: number): Screen;
  unblocked(userId: number): Screen;
  alreadyBlocked(userId: number, isBlocked: boolean): Screen;
  /** What is paused now and how to pause and resume. */
  pauses(list: readonly PauseView[], mayAct: boolean): Screen;
  paused(pause: PauseView, was: PauseView | undefined): Screen;
  resumed(pause: PauseView): Screen;
  /** Nothing of this name can be paused; `near` are names that can. */
  unknownPause(typed: string, near: readonly string[]): Screen;
  /** What is offered is not known now, so only everything can be paused. */
  pausableUnknown(typed: string): Screen;
  noSentence(key: string): Screen;
  notPaused(typed: string): Screen;
  audit(acts: readonly RecordedAct[], olderThan: number | undefined, mayExport: boolean): Screen;
  /** Head of the CSV file, one word a column. */
  auditExported(count: number, more: boolean): string;
  panel(view: PanelView): Screen;
  /** Figures of so many days, today included. */
  stats(figures: Stats): Screen;
  /** Words in the picture of its curves; `days` names each day, oldest first. */
  statsCurves(figures: Stats): {
    readonly title: string;
    readonly quotes: string;
    readonly delivered: string;
    readonly days: readonly string[];
  };
  statsUsage(): string;
  /** One message about several alarms; `more` are not listed. */
  alarms(news: readonly AlarmRecord[], more: number, repeated: boolean): Screen;
}
