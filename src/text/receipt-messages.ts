/** Sentences of receipts. A locale implements them with `createReceipts`. */
import type { Transfer } from '../domain/transfer.ts';
import type { ReceiptPage } from './receipt-page.ts';
import type { Screen } from './screen.ts';

/** Who made the payment, and when the receipt is made. */
export interface ReceiptAbout {
  /** The name under which people know the bot. */
  readonly payer: string;
  readonly nowMs: number;
}

export interface ReceiptMessages {
  /** The document, for a transfer that has one (`hasReceipt`). The account number is masked. */
  page(transfer: Transfer, about: ReceiptAbout): ReceiptPage;
  /** What stands under the file in the chat. */
  caption(transfer: Transfer): Screen;
  /** A toast while it is made. */
  coming(): string;
  /** A toast where the transfer is not over, or no longer counts as over. */
  notYet(): string;
}
