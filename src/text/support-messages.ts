/** Every word about a question to our people: what its person reads, and what staff read. */
import type { SupportCase } from '../domain/support-case.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Screen } from './screen.ts';

/** What the person reads who has a question. */
export interface SupportMessages {
  /** Asks for the words; the next text is taken as them. The transfer, where there is one, goes along. */
  ask(transfer: Transfer | undefined): Screen;
  /** The words go on with this case. */
  askMore(about: SupportCase): Screen;
  /** Our people have it. */
  received(about: SupportCase): Screen;
  /** The questions of one person, newest first; never empty. */
  mine(cases: readonly SupportCase[]): Screen;
  /** What our people answered. `repeated`: it may have come before. */
  answer(about: SupportCase, text: string, repeated: boolean): Screen;
  closed(about: SupportCase): Screen;
  /** It was no text, or too long. */
  notTaken(): string;
  /** The question is not asked any more; nothing was sent. */
  left(): Screen;
}

/** One case as somebody of staff sees it. */
export interface CaseView {
  readonly about: SupportCase;
  readonly readerId: number;
  readonly nowMs: number;
}

/** What staff read about cases. */
export interface StaffCaseMessages {
  /** A page (0-based) of those that are not closed; `more` says that not all were counted. */
  cases(view: {
    readonly cases: readonly SupportCase[];
    readonly page: number;
    readonly pages: number;
    readonly total: number;
    readonly more: boolean;
    readonly readerId: number;
    readonly nowMs: number;
  }): Screen;
  /** The whole case, aligned, with what can be done. */
  supportCase(view: CaseView): Screen;
  caseNotFound(): Screen;
  /** Somebody else has it: who, so that two do not answer. */
  caseTaken(about: SupportCase): Screen;
  /** Asks for the answer; the next text is taken as it. */
  askAnswer(about: SupportCase): Screen;
  answered(about: SupportCase, delivery: 'sent' | 'not_sent'): Screen;
  badAnswer(): Screen;
}
