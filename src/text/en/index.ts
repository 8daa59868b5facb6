/** English. */
import { createBroadcastMessage } from '../broadcast.ts';
import type { Messages } from '../messages.ts';
import { card, cardComing, cardMoved } from './card.ts';
import { notForYou, paused, pausedHere } from './closed.ts';
import { heard, language } from './language.ts';
import { busy, limitToasts, tooFast } from './limits.ts';
import { notice } from './notices.ts';
import { privacy } from './privacy.ts';
import { failureWords } from './problems.ts';
import { qrCaption } from './qr-caption.ts';
import { quoteClosed } from './quote.ts';
import { rates } from './rates.ts';
import { receipt } from './receipt.ts';
import { recipients } from './recipients.ts';
import { refund } from './refund.ts';
import { send } from './send.ts';
import { progress, share } from './share.ts';
import { staff } from './staff.ts';
import { support } from './support.ts';
import { commands, talk } from './talk.ts';
import { buttons } from './words.ts';

export const en: Messages = {
  locale: 'en',
  languageName: 'English',
  language,
  heard,
  send,
  refund,
  recipients,
  support,
  privacy,
  rates,
  receipt,
  share,
  progress,
  staff,
  commands,
  ...talk,
  tooFast,
  busy,
  toast: {
    ...limitToasts,
    noLonger: () => 'This button is no longer in use. Send /status to see where things stand.',
    questionAnswered: () => 'You have answered this already.',
    quoteEnded: () => 'This quote has ended. Please get a new one; no money moved.',
    valuesChanged: () =>
      'The values have changed. Please look at the new quote before you confirm.',
    looking: () => 'Looking now. The card changes as soon as there is news.',
    lookedJustNow: () => 'We looked just now; there is nothing new yet.',
    cannotCancel: () => 'This transfer has gone on already and cannot be cancelled.',
  },
  card,
  cardComing,
  cardMoved,
  broadcast: createBroadcastMessage(buttons.help),
  notForYou,
  paused,
  pausedHere,
  quoteClosed,
  notice,
  qrCaption,
  failure: failureWords,
  button: buttons.byKind,
};
