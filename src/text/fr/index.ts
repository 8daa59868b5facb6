/** French. */
import { createBroadcastMessage } from '../broadcast.ts';
import type { PeopleMessages } from '../messages.ts';
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
import { support } from './support.ts';
import { commands, talk } from './talk.ts';
import { buttons } from './words.ts';

export const fr: PeopleMessages = {
  locale: 'fr',
  languageName: 'Français',
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
  commands,
  ...talk,
  tooFast,
  busy,
  toast: {
    ...limitToasts,
    noLonger: () => 'Ce bouton ne sert plus. Envoyez /status pour voir où vous en êtes.',
    questionAnswered: () => 'Vous avez déjà répondu à cette question.',
    quoteEnded: () => 'Ce devis est terminé. Demandez-en un nouveau ; aucun argent n’a bougé.',
    valuesChanged: () => 'Les valeurs ont changé. Regardez le nouveau devis avant de confirmer.',
    looking: () => 'Nous regardons. La fiche change dès qu’il y a du nouveau.',
    lookedJustNow: () => 'Nous venons de regarder ; rien de nouveau pour l’instant.',
    cannotCancel: () => 'Ce transfert est déjà en cours et ne peut plus être annulé.',
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
