/** Toasts: answers to a press, shown for a moment. At most 200 characters each. */

/** One sentence each. */
export interface ToastMessages {
  /** Another person's button, one that is not ours, or one that no longer does anything. */
  noLonger(): string;
  questionAnswered(): string;
  quoteEnded(): string;
  valuesChanged(): string;
  looking(): string;
  lookedJustNow(): string;
  cannotCancel(): string;
  /** The tap came after many others and did nothing. */
  tooFast(): string;
  /** The tap did nothing, as many people write at once. */
  busy(): string;
  /** So many of their transfers wait for a payment that no other gets an address. */
  tooManyOpen(): string;
}
