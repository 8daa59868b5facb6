/** Sentences of `/recipients`. */
import type { KnownRecipient } from '../domain/recipient.ts';
import type { Screen } from './screen.ts';

/** Sentences of `/recipients`; every number is masked. */
export interface RecipientMessages {
  /** One button each, used last first; says so when there is nobody. */
  list(recipients: readonly KnownRecipient[]): Screen;
  /** One of them, with what can be done. */
  one(recipient: KnownRecipient): Screen;
  /** Asked once before somebody is forgotten. */
  askForget(recipient: KnownRecipient): Screen;
  forgotten(recipient: KnownRecipient): Screen;
  /** They were forgotten before, perhaps on another device. */
  gone(): Screen;
}
