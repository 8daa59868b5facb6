/** The `/send` dialogue in French. */
import type { SendMessages } from '../messages.ts';
import { askMoney } from './ask-money.ts';
import { askPayee } from './ask-payee.ts';
import { tooManyQuotes } from './limits.ts';
import { askRecipient } from './recipients.ts';
import { remarks } from './remarks.ts';

export const send: SendMessages = {
  ...askRecipient,
  ...askPayee,
  ...askMoney,
  ...remarks,
  tooManyQuotes,
};
