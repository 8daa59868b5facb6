/** What the bot says outside any dialogue: welcome, help, lists, and when something stops. */
import type { Messages } from '../messages.ts';
import { screen } from '../pieces.ts';
import { bold, fmt, lines } from '../rich.ts';
import { createTransferList } from '../transfer-list.ts';
import { formatMoney } from './formats.ts';
import { buttons, payeeName } from './words.ts';

export const commands: Messages['commands'] = [
  { command: 'send', description: 'Envoyer de l’argent' },
  { command: 'status', description: 'Où en est votre argent' },
  { command: 'transfers', description: 'Tous vos transferts' },
  { command: 'recipients', description: 'Les personnes à qui vous avez envoyé de l’argent' },
  { command: 'refund', description: 'Récupérer de l’argent qui n’est pas arrivé' },
  { command: 'support', description: 'Écrire à notre équipe' },
  { command: 'rate', description: 'Les cours du jour, à titre indicatif' },
  { command: 'language', description: 'Choisir votre langue (English, français)' },
  { command: 'privacy', description: 'Ce que nous gardons sur vous, et comment l’effacer' },
  { command: 'help', description: 'Comment ça marche, et que faire' },
  { command: 'cancel', description: 'Quitter la question en cours' },
  { command: 'start', description: 'Commencer' },
];

const neverAsk =
  'Nous ne demandons jamais votre phrase de récupération, votre mot de passe ni votre carte.';

const whatWaits = {
  quote: [
    'Le devis ci-dessus attend votre choix.',
    'Touchez « Confirmer et obtenir l’adresse » pour continuer, ou changez le montant. Toucher le bouton ne paie rien.',
  ],
  refund_address: [
    'L’adresse ci-dessus attend votre confirmation.',
    'Si elle est bonne, touchez « Oui, envoyer » en dessous. Sinon, envoyez ici la bonne adresse.',
  ],
};

const transferList = createTransferList({
  buttons,
  headline: 'Vos transferts, les plus récents d’abord',
  none: [
    bold('Aucun transfert pour l’instant'),
    'Un transfert apparaît ici une fois que vous avez confirmé son devis.',
  ],
  older: (count) => (count === 1 ? 'Et 1 plus ancien.' : `Et ${count} plus anciens.`),
  amountTo: ({ receive, payee }) => fmt`${bold(formatMoney(receive))} pour ${payeeName(payee)}`,
  states: {
    quoted: '○ Devis, non confirmé',
    accepting: '◐ Adresse demandée',
    awaiting_deposit: '◐ En attente de votre paiement',
    confirming: '◐ Paiement vu',
    received: '◐ Paiement confirmé',
    paying_out: '◐ En route',
    completed: '● Arrivé',
    held: '◐ En attente',
    failed: '◐ Non versé',
    refunding: '◐ En route vers vous',
    refunded: '● De retour chez vous',
    expired: '○ Terminé sans paiement',
    cancelled: '○ Annulé',
    review: '◐ Une personne regarde',
  },
  givenUp: '○ Vous avez choisi de ne pas payer',
  canHaveBack: 'vous pouvez récupérer l’argent',
});

export const talk = {
  beforeStart: [
    'Envoyez de l’argent à vos proches : vous payez en crypto, il arrive sur un compte bancaire ou sur un téléphone.',
    '',
    'Vous voyez le prix complet avant de payer, et où est votre argent jusqu’à son arrivée.',
    'Touchez DÉMARRER pour commencer ; regarder ne coûte rien.',
  ].join('\n'),
  start: () =>
    screen(
      [
        bold('Envoyez de l’argent à vos proches, payé en crypto'),
        'Vous dites à qui ; l’argent arrive sur son compte bancaire ou sur son téléphone.',
        '',
        'Regarder un devis ne coûte rien. Vous voyez toujours le prix complet avant de payer.',
        neverAsk,
      ],
      [buttons.send],
      [buttons.rates, buttons.help, buttons.language],
    ),
  help: () =>
    screen(
      [
        bold('Comment ça marche'),
        '1. Vous dites à qui va l’argent, et combien.',
        '2. Vous voyez un seul devis, complet, et vous le confirmez.',
        '3. Vous payez à l’adresse que vous recevez, sur le réseau indiqué.',
        '4. Nous vous prévenons à chaque étape, jusqu’à ce que l’argent soit arrivé ou de retour chez vous.',
        '',
        bold('Où est mon argent ?'),
        'Envoyez /status. La réponse dit ce qui s’est passé et ce qu’il faut faire.',
        '',
        bold('L’argent n’est pas arrivé'),
        'Envoyez /refund, et donnez une adresse à vous sur le réseau où vous avez payé.',
        '',
        bold('Autre chose ne va pas'),
        'Envoyez /support, ou touchez Aide sur un transfert : une personne vous lit et répond ici.',
        '',
        bold('Un inconnu vous écrit en notre nom'),
        `${neverAsk} Une adresse où payer n’arrive que dans cette discussion, sur une fiche qui porte le numéro du transfert.`,
        '',
        commandList(),
      ],
      [buttons.send],
    ),
  unknownCommand: () =>
    screen(
      ['Je ne connais pas cette commande. Voici ce que je sais faire :', '', commandList()],
      [buttons.send, buttons.help],
    ),
  notUnderstood: (waiting, open) => {
    if (waiting) return screen(whatWaits[waiting], [buttons.help]);
    if (open) {
      return screen(
        [
          'Je ne suis pas sûr de comprendre ce que vous voulez faire.',
          fmt`Votre transfert de ${bold(formatMoney(open.receive))} pour ${payeeName(open.payee)} continue : le bouton montre où il en est, et ce que vous pouvez faire.`,
        ],
        [buttons.showTransfer(open.id)],
        [buttons.send, buttons.help],
      );
    }
    return screen(
      [
        'Je ne suis pas sûr de comprendre ce que vous voulez faire.',
        'Pour envoyer de l’argent, touchez le bouton. Pour voir où est votre argent, envoyez /status.',
      ],
      [buttons.send, buttons.help],
    );
  },
  nothingToCancel: ([newest, ...others]) => {
    const none =
      'Il n’y a rien à annuler : aucune question n’est en cours, et aucun devis ne vous attend.';
    if (!newest) {
      return screen([none, 'Envoyez /send quand vous voulez.'], [buttons.send]);
    }
    const unpaid = [newest, ...others].filter(({ state }) => state === 'awaiting_deposit');
    return screen(
      [
        none,
        others.length > 0
          ? 'Les transferts que vous avez confirmés continuent comme avant.'
          : 'Le transfert que vous avez confirmé continue comme avant.',
        unpaid.length > 0
          ? 'Si vous ne voulez pas payer, touchez « Je ne paierai pas » sur sa fiche ; le bouton ci-dessous la montre.'
          : undefined,
      ],
      ...(unpaid.length > 0 ? unpaid.slice(0, 3) : [newest]).map(({ id }) => [
        buttons.showTransfer(id),
      ]),
    );
  },
  privateOnly: (botUsername) => {
    const text = [
      'L’argent est une affaire privée : je n’en parle que dans une discussion privée.',
    ];
    const known = /^\w{3,64}$/.test(botUsername);
    const open = {
      label: 'Ouvrir la discussion privée',
      does: { open: `https://t.me/${botUsername}` },
    };
    return screen(text, known ? [open] : []);
  },
  somethingBroke: () =>
    screen(
      [
        bold('Quelque chose vient de s’arrêter de notre côté'),
        'Vos transferts sont en sécurité et toujours suivis, et rien n’a été envoyé deux fois.',
        'Envoyez /status pour voir où ils en sont, ou recommencez.',
      ],
      [buttons.send, buttons.help],
    ),
  gaveUp: () =>
    screen(
      [
        bold('Nous n’avons pas pu traiter votre dernier message'),
        'Il n’a peut-être rien changé. Vos transferts sont en sécurité et toujours suivis.',
        'Envoyez /status pour voir où ils en sont, ou réécrivez votre message autrement.',
      ],
      [buttons.send, buttons.help],
    ),
  tookTooLong: () =>
    screen(
      [
        bold('C’était trop long, nous avons cessé d’attendre'),
        'Nous ne savons pas encore si la demande est passée. N’envoyez pas d’argent pour l’instant.',
        'Envoyez /status dans une minute pour voir où elle en est.',
      ],
      [buttons.help],
    ),
  tooOld: () =>
    'Cette réponse nous est parvenue tard, nous n’en avons donc rien fait. Donnez-la encore une fois.',
  notTypedHere: () =>
    'Ce message est passé par un autre bot, je ne l’ai donc pas pris. Tapez-le ici vous-même.',
  transferNotFound: () =>
    screen(
      [
        'Vous n’avez pas de transfert avec ce numéro.',
        'Envoyez /transfers pour voir les vôtres. Un transfert commence quand vous confirmez son devis.',
      ],
      [buttons.send, buttons.help],
    ),
  transferList,
} satisfies Partial<Messages>;

function commandList() {
  return lines(...commands.map(({ command, description }) => `/${command} – ${description}`));
}
