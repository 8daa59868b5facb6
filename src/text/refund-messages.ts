/** Sentences of `/refund`. */
import type { AddressProblem, ChainName, TagProblem } from '../domain/chain.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Place } from './messages.ts';
import type { Screen } from './screen.ts';

/** Where money is to go back to, in canonical form. */
export interface RefundTo {
  readonly address: string;
  readonly tag?: string;
  /** It was typed in a form in which nobody notices a wrong letter. */
  readonly lacksChecksum?: boolean;
}

/** Sentences of the `/refund` dialogue. */
export interface RefundMessages {
  /** Several could be refunded: one button each (press `refund`). */
  which(transfers: readonly Transfer[]): Screen;
  nothingToRefund(): Screen;
  /** This one cannot be refunded, and why, by its state. */
  notRefundable(transfer: Transfer): Screen;
  askAddress(place: Place, transfer: Transfer): Screen;
  /** Asked where the deposit had a tag or the chain knows tags. Token `skip` for none. */
  askTag(place: Place, transfer: Transfer): Screen;
  addressProblem(problem: AddressProblem, chain: ChainName): string;
  /** What was typed holds several addresses of the chain. */
  severalAddresses(chain: ChainName): string;
  /** The address is the one that this transfer was paid to. */
  ownDepositAddress(): string;
  tagProblem(problem: TagProblem, chain: ChainName): string;
  /** The whole address in groups of four, and a button that carries its hash. */
  confirm(transfer: Transfer, to: RefundTo, hash: string): Screen;
  /** The confirm tap came too late or for another address. */
  askAgain(transfer: Transfer): Screen;
  /** The provider refused the refund for good. */
  refused(transfer: Transfer): Screen;
}
