/** What stands on a receipt, in a person's language; how it is drawn is in `receipt-pdf`. */

/** One line: what it is, and what it is in this transfer. */
export interface ReceiptRow {
  readonly label: string;
  readonly value: string;
  /** An https address that the value leads to. */
  readonly link?: string;
}

/** A receipt. Every text is one line and safe to show; what a font lacks is replaced in drawing. */
export interface ReceiptPage {
  /** The language of its words, as `en`. */
  readonly language: string;
  readonly title: string;
  /** The short id, by which people and staff name the transfer. */
  readonly reference: string;
  /** Who made the payment, above everything. */
  readonly payer: string;
  /** How it ended, beside the title. */
  readonly ended: { readonly words: string; readonly tone: 'delivered' | 'returned' };
  /** The amount that arrived, large, and under it who got it and where. */
  readonly amount: string;
  readonly whom: readonly string[];
  readonly parts: readonly { readonly heading: string; readonly rows: readonly ReceiptRow[] }[];
  readonly footer: readonly string[];
  /** When it was made, for the document itself. */
  readonly madeAtMs: number;
  /** `receipt-TX7F3K2Q.pdf`. */
  readonly fileName: string;
}
