/**
 * Every word a person reads, as one interface: a locale is a folder that implements it, so a
 * sentence that is missing in a locale does not compile. Built with entities, never with markup.
 */
import type { LanguageCode } from 'grammy/types';
import type { Failure } from '../chessa/failure.ts';
import type { ChainName } from '../domain/chain.ts';
import type { Limits } from '../domain/corridor.ts';
import type { Field, FieldProblem } from '../domain/field.ts';
import type { AmountProblem, Decimal } from '../domain/money.ts';
import type { NoticeKind, Transfer } from '../domain/transfer.ts';
import type { HeardWords, LanguageMessages } from './language-messages.ts';
import type { PrivacyMessages } from './privacy-messages.ts';
import type { RateMessages } from './rate-messages.ts';
import type { ReceiptMessages } from './receipt-messages.ts';
import type { RecipientMessages } from './recipient-messages.ts';
import type { RefundMessages } from './refund-messages.ts';
import type { Button, Screen } from './screen.ts';
import type { ProgressMessages, ShareMessages } from './share-messages.ts';
import type { StaffMessages } from './staff-messages.ts';
import type { SupportMessages } from './support-messages.ts';
import type { ToastMessages } from './toast-messages.ts';

/** Where a question stands in its dialogue. */
export interface Place {
  readonly nonce: string;
  readonly step: string;
  /** 1-based, "2 of 6"; absent where what was asked before cannot be counted. */
  readonly number?: number;
  /** How many there are; absent as long as the answers to come decide it. */
  readonly of?: number;
  /** False on the first question. */
  readonly mayGoBack: boolean;
}

/** One entry of a list that is offered; `token` names it in the button. */
export interface Choice {
  readonly token: string;
  readonly label: string;
}

/** One page of a list, with what was typed to narrow it. */
export interface Page {
  readonly choices: readonly Choice[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly search?: string;
}

/** Somebody to be paid, with the number masked by the renderer. */
export interface PayeeLine {
  readonly accountName: string;
  readonly institutionName: string;
  readonly accountNumber: string;
}

/** What the question "To whom?" offers: the newest, or those that match what was typed. */
export interface RecipientQuestion {
  readonly recipients: readonly { readonly token: string; readonly payee: PayeeLine }[];
  /** How many there are with those that are not shown. */
  readonly total: number;
  readonly search?: string;
}

/** What the question for the amount tells. */
export interface AmountQuestion {
  /** Who gets it; with somebody known no earlier question has named them. */
  readonly payee?: PayeeLine;
  readonly currency: string;
  readonly assets: readonly string[];
  readonly limits?: Limits;
  /** Limits that the configuration gives in another currency than the one that arrives. */
  readonly otherLimits?: Limits;
  /** Units of `currency` for one `asset`, marked as an estimate. */
  readonly estimate?: { readonly asset: string; readonly rate: Decimal };
}

/** Sentences of the `/send` dialogue. Each returns a whole message with its buttons. */
export interface SendMessages {
  /** Somebody sent to before, or the token `new`. */
  askRecipient(place: Place, about: RecipientQuestion): Screen;
  /** Name, bank and masked number in one line, as on a button. */
  recipientName(payee: PayeeLine): string;
  /** The button of the token `new`. */
  somebodyNew(): string;
  /** A rule has changed since this recipient was used: the answer is asked again. */
  answerNoLongerFits(label: string, institution: string): string;
  /** The account of somebody used before is held in another name now. */
  holderChanged(institution: string): string;
  /** The token of a choice is the two-letter code, which gives it its flag. */
  askCountry(place: Place, page: Page): Screen;
  /** For a country where money can arrive in several currencies. */
  askCurrency(place: Place, page: Page, country: string): Screen;
  /** The token of a choice is its kind; a label that says no more than the kind gets our words. */
  askWay(place: Place, page: Page, country: string, limits?: Limits): Screen;
  /** A country in the person's language; else `told`, the configuration's name for it. */
  countryName(code: string, told?: string): string;
  /** A currency as it is offered: its name and its code. */
  currencyName(code: string): string;
  /** What can be paid with, as on a button. */
  payName(asset: string, chain: ChainName): string;
  /** The provider's label as it is; where it has none, our word. */
  fieldName(field: Field): string;
  /** The label of a way in its list; `label` is the configuration's own, for `other`. */
  wayName(kind: 'bank' | 'mobile_money' | 'other', label?: string): string;
  askInstitution(place: Place, page: Page, way: 'bank' | 'mobile_money' | 'other'): Screen;
  /**
   * A typed answer, or a choice where `page` is given. Optional fields offer "Skip" (token `skip`).
   * `delayed` says that the institution pays out later than usual at the moment.
   */
  askField(place: Place, field: Field, institution: string, page?: Page, delayed?: boolean): Screen;
  /** The provider found the holder: shown large. Buttons choose `yes` and `no`. */
  confirmName(place: Place, payee: PayeeLine): Screen;
  /** The number cannot be checked: it is typed a second time. */
  repeatNumber(place: Place, institution: string, label: string): Screen;
  /** The holder's name, where the provider did not tell it. */
  askName(place: Place, institution: string): Screen;
  askAmount(place: Place, about: AmountQuestion): Screen;
  askPay(place: Place, page: Page): Screen;
  /** Nothing matches what was typed into a list; says what to do when it is a place or a bank. */
  nothingMatches(
    search: string,
    list: 'recipient' | 'country' | 'institution' | 'pay' | 'other',
  ): string;
  /** A question was answered by something that is not text: a sticker, a photo. */
  typeOrTap(): string;
  /** A question with buttons alone was answered by text. */
  tapOne(): string;
  fieldProblem(field: Field, problem: FieldProblem, institution: string): string;
  amountProblem(problem: AmountProblem, currency: string): string;
  /** The unit typed with the amount is none of those offered. */
  unknownUnit(typed: string, units: readonly string[]): string;
  outsideLimits(limits: Limits, got: Decimal): string;
  /** Two typings of the number differ. */
  numbersDiffer(): string;
  accountNotRecognised(institution: string): string;
  /** A hint, never a refusal: the number's check digit does not fit the institution. */
  numberLooksOff(field: Field, institution: string): string;
  /** The configuration changed under the dialogue: this answer does not meet its new rules. */
  rulesChanged(field: Field): string;
  /** The configuration changed under the dialogue: this answer is no longer offered. */
  noLongerOffered(what: string): string;
  /** Shown while the quote is fetched and it takes more than three seconds. */
  stillAsking(): string;
  /** No configuration and none remembered. */
  noConfiguration(): Screen;
  quoteFailed(failure: Failure): Screen;
  /** The provider answered with other terms than asked (other asset, recipient, an impossible fee). */
  quoteUnsafe(): Screen;
  /** They asked for many quotes (`own`), or all people together did; again after `waitMs`. */
  tooManyQuotes(whose: 'own' | 'all', waitMs: number): Screen;
  /** `/send` with words behind it that are not all taken. */
  readonly shortcut: {
    whoFirst(): string;
    /** `isAmountKept`: an amount stood before the name, and is taken in its turn. */
    nobody(name: string, isAmountKept: boolean): string;
    several(name: string, isAmountKept: boolean): string;
  };
  /** The complete quote, with confirm, change amount, cancel. */
  quote(transfer: Transfer): Screen;
  /** Text after the dialogue was left, or reset by a new version; it goes on from its draft. */
  resumed(): string;
  /** A question was left; `transfersGoOn` where a transfer is confirmed and not over. */
  cancelled(transfersGoOn: boolean): string;
}

/** Everything that people who send money may read: what a language is. */
export interface PeopleMessages {
  /** Its code (ISO 639-1), as Telegram tells it. */
  readonly locale: LanguageCode;
  /** Its own name for itself, as on the button that chooses it. */
  readonly languageName: string;
  readonly language: LanguageMessages;
  readonly heard: HeardWords;
  readonly send: SendMessages;
  readonly refund: RefundMessages;
  readonly recipients: RecipientMessages;
  readonly support: SupportMessages;
  readonly privacy: PrivacyMessages;
  readonly rates: RateMessages;
  readonly receipt: ReceiptMessages;
  readonly share: ShareMessages;
  readonly progress: ProgressMessages;
  /** The menu: command without slash, and what it does. */
  readonly commands: readonly { readonly command: string; readonly description: string }[];
  /** What an empty chat shows above START; at most 512 characters, without marks. */
  readonly beforeStart: string;
  start(): Screen;
  help(): Screen;
  /** An unknown command, also every staff command for everyone else. */
  unknownCommand(): Screen;
  /**
   * Text outside any dialogue. `waiting`: what stands above and waits for a tap of theirs. `open`:
   * their newest transfer that goes on.
   */
  notUnderstood(waiting?: 'quote' | 'refund_address', open?: Transfer): Screen;
  /** `/cancel` where no question stands; `open` are their transfers that go on, newest first. */
  nothingToCancel(open: readonly Transfer[]): Screen;
  /** A group, a channel: money is a private matter. */
  privateOnly(botUsername: string): Screen;
  /** A bug ended the dialogue; `open` are transfers that are safe and followed. */
  somethingBroke(): Screen;
  /** An update that failed three times. */
  gaveUp(): Screen;
  /** A step took longer than two minutes. */
  tookTooLong(): Screen;
  /** They sent a lot at once: what came last was not read, and nothing is until it calms down. */
  tooFast(): Screen;
  /** Many people write at once: what they sent was not read. */
  busy(): Screen;
  /** An answer too old to act on: asked again. */
  tooOld(): string;
  /** A message made by another bot in the person's name. */
  notTypedHere(): string;
  readonly toast: ToastMessages;
  /** The one live message of a transfer, for its present state. */
  card(transfer: Transfer, nowMs: number): Screen;
  /** The plain line that becomes the card by an edit: no address, no amount. */
  cardComing(transfer: Transfer): Screen;
  /** What an older card becomes when a fresh one is sent below. */
  cardMoved(transfer: Transfer): Screen;
  /** The quote message after "cancel" or after its end. */
  quoteClosed(transfer: Transfer, why: 'cancelled' | 'ended' | 'no_address' | 'replaced'): Screen;
  /** A push. `repeated` is set when the first attempt's outcome is unknown. */
  notice(kind: NoticeKind, transfer: Transfer, repeated: boolean): Screen;
  /** Words under the QR picture: the network in bold, the exact amount. */
  qrCaption(transfer: Transfer): Screen;
  transferNotFound(): Screen;
  transferList(transfers: readonly Transfer[]): Screen;
  /** A provider failure in a person's words, with what it means and what to do next. */
  failure(failure: Failure): string;
  /** A message from staff to many people, as it was typed. */
  broadcast(text: string): Screen;
  /** They were blocked by staff: nothing new can be begun, open transfers go on. */
  notForYou(): Screen;
  /** Staff paused this: their sentence, as it was typed. */
  paused(sentence: string): Screen;
  /** The same in one line, above a list in which something is missing. */
  pausedHere(sentence: string): string;
  /** A button that starts or leads somewhere, for use outside a screen. */
  button(kind: 'send' | 'help' | 'refund' | 'status', transferId?: string): Button;
}

/** Everything that anybody may read. Staff read English. */
export interface Messages extends PeopleMessages {
  readonly staff: StaffMessages;
}
