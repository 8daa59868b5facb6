/** Sentences about sharing how far a transfer is: to its person, and on the page that others see. */
import type { Transfer } from '../domain/transfer.ts';
import type { ProgressPage } from './progress-page.ts';
import type { Button, Screen } from './screen.ts';

/** What its person reads in the chat. */
export interface ShareMessages {
  /** On the card. */
  button(transfer: Transfer): Button;
  /** The link, how to pass it on, and how to end it. */
  link(transfer: Transfer, link: string): Screen;
  stopped(transfer: Transfer): Screen;
  /** A toast: the transfer cannot be shared now. */
  notNow(): string;
}

/** What stands on a page without a transfer. */
export interface PlainPage {
  readonly title: string;
  readonly sentence: string;
}

/** What somebody reads in a browser who was sent a link. */
export interface ProgressMessages {
  page(transfer: Transfer): ProgressPage;
  /** A link that leads nowhere, whatever the reason. */
  notFound(): PlainPage;
  /** Too many look at once, or the store is away: the page tries again by itself. */
  later(): PlainPage;
}
