/**
 * What a person has answered so far in `/send`, kept in the store so that a restart or a deploy
 * costs them nothing. Every answer is optional; correcting deletes one.
 */
import type { Decimal } from './money.ts';
import type { Walk } from './walk.ts';

/** Whose account it is. */
export interface PayeeName {
  readonly accountName: string;
  /** The provider said so, not only the person. */
  readonly checked: boolean;
  /** When that was, where it was an earlier transfer. */
  readonly atMs?: number;
}

/** The answers of one `/send`. */
export interface SendDraft {
  /** Ties buttons to this dialogue; an old button carries another. */
  readonly nonce: string;
  /** The question "To whom?": not answered yet, somebody new, or somebody sent to before. */
  readonly to?: 'ask' | 'new' | 'known';
  readonly corridor?: string;
  /** A country with several currencies was chosen, the currency not yet. */
  readonly country?: string;
  readonly way?: 'bank' | 'mobile_money' | 'other';
  readonly institution?: string;
  /** Its name, for when it is offered no more. */
  readonly institutionName?: string;
  /** Answers by field key; an optional field that was skipped is `''`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly name?: PayeeName;
  /** The name of somebody sent to before, while it is looked up once more. */
  readonly earlierName?: PayeeName;
  /** The provider's answer to a name check that waits for the person's yes. */
  readonly enquiry?: { readonly accountName?: string; readonly outcome: 'found' | 'unchecked' };
  /** Keys of fields that the provider wanted though its rules did not. */
  readonly insisted?: readonly string[];
  /** The configuration by which every answer is known to be good: the beginning of its hash. */
  readonly checkedBy?: string;
  /** The number was typed a second time, as it could not be checked. */
  readonly repeated?: boolean;
  readonly amount?: {
    readonly side: 'receive' | 'send';
    readonly value: Decimal;
    readonly unit: string;
  };
  /** An amount typed with the command, as it was typed: it is judged once it would be asked for. */
  readonly typedAmount?: string;
  readonly pay?: { readonly asset: string; readonly chain: string };
  /** The last letters typed into a list, for its pages. */
  readonly search?: string;
  /** The provider's recipient made from these answers; gone when one of them changes. */
  readonly recipientId?: string;
  /** The quote made from these answers; a newer one replaces it. */
  readonly quotedId?: string;
  /** The update that changed an answer last: delivered once more, it changes nothing. */
  readonly takenUpdateId?: number;
}

/**
 * Tells whether a button of this quote leads back to these answers: they made it, or this very
 * update led back already and is delivered once more after a crash.
 */
export function leadsBackTo(
  draft: SendDraft | undefined,
  quotedId: string,
  updateId: number,
): draft is SendDraft {
  return draft?.quotedId === quotedId || draft?.takenUpdateId === updateId;
}

/** A refund address that a person typed and has yet to confirm with a tap. */
export interface RefundDraft {
  readonly nonce: string;
  readonly transferId: string;
  readonly address?: string;
  readonly tag?: string;
}

/** An act of staff that waits for its reason in words. */
export interface StaffDraft {
  readonly act: string;
  /** What it is to be done to: a transfer's id, a person's number. */
  readonly about: string;
  readonly askedAtMs: number;
}

/** A question to our people that waits for its words. */
export interface SupportDraft {
  /** The case that the words open, or go on with. */
  readonly caseId: string;
  readonly transferId?: string;
  readonly askedAtMs: number;
  /** The update that brought the words: delivered once more, it only gets its reply again. */
  readonly takenUpdateId?: number;
}

/** What is kept of one person's dialogues, by kind; one of each. */
export interface Drafts {
  readonly send: SendDraft;
  readonly refund: RefundDraft;
  readonly staff: StaffDraft;
  readonly support: SupportDraft;
  /** The message of the question that was asked last. */
  readonly asked: { readonly messageId: number };
  /** What was counted of the newest `/send`. */
  readonly walk: Walk;
}
