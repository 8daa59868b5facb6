/** What stands on the card while money is awaited. */
import { createDepositCard } from '../deposit-card.ts';
import { accountOf, networkOf } from '../pieces.ts';
import { bold, fmt, mono, row, visible } from '../rich.ts';
import { formatMoney, when } from './formats.ts';
import { stageList } from './stages.ts';
import { usualTime } from './usual-time.ts';
import { buttons, institutionOf, payeeName, reference } from './words.ts';

export const depositCard = createDepositCard({
  buttons,
  network: ({ chain }) => fmt`Réseau : ${bold(networkOf(chain))}`,
  sendExactly: ({ send }) => fmt`Envoyez exactement ${bold(formatMoney(send))}`,
  addressOn: ({ chain }) => `Adresse sur ${networkOf(chain)} :`,
  memo: (tag) => fmt`Mémo, toujours nécessaire : ${mono(tag)}`,
  memoNeeded: '⚠️ Sans ce mémo, nous ne pouvons pas savoir que l’argent vient de vous.',
  before: ({ orderExpiresAtMs }, nowMs) =>
    fmt`Dernier moment pour que l’argent arrive : ${when(orderExpiresAtMs, nowMs)}. L’adresse ferme alors.`,
  warnings: ({ send }, { chain }) => [
    fmt`⚠️ Uniquement ${bold(visible(send.currency, 12))}, uniquement sur ${bold(networkOf(chain))}. Tout autre envoi peut être perdu.`,
    `Certaines plateformes d’échange prélèvent leurs frais sur la somme. Veillez à ce qu’il arrive exactement ${formatMoney(send)}.`,
    'Nous ne demandons jamais votre phrase de récupération ni votre mot de passe.',
  ],
  saidSent: ({ chain }, saidSentAtMs, nowMs) =>
    fmt`Vous nous avez dit (${when(saidSentAtMs, nowMs)}) que l’argent est parti. Nous ne le voyons pas encore ; sur ${chain}, cela peut prendre quelques minutes. Ne l’envoyez pas deux fois.`,
  theyReceive: (transfer) => {
    const { accountNumber } = transfer.payee;
    const account = accountOf({ institutionName: institutionOf(transfer), accountNumber });
    const receive = bold(formatMoney(transfer.receive));
    return row(fmt`À recevoir : ${receive}`, payeeName(transfer.payee), account);
  },
  usualTime,
  stageList,
  reference,
  labels: {
    copyAddress: ({ chain }) => `Copier l’adresse ${chain}`,
    copyAmount: (amount) => `Copier le montant : ${amount}`,
    copyMemo: 'Copier le mémo',
    showQr: ({ chain }) => `QR code pour ${chain}`,
    sent: 'C’est envoyé',
  },
});
