/** Pieces that many French screens share: where one is, who gets the money, buttons. */
import type { Payee, Transfer } from '../../domain/transfer.ts';
import { createButtons } from '../buttons.ts';
import type { PayeeLine, Place } from '../messages.ts';
import { accountOf, networkOf, shortIdOf, signOfWay } from '../pieces.ts';
import { bold, type FormattedString, fmt, lines, mono, row, visible } from '../rich.ts';
import { formatMoney } from './formats.ts';
import { whatArrived } from './money-seen.ts';

export const buttons = createButtons({
  help: 'Aide',
  send: 'Envoyer de l’argent',
  tryAgain: 'Réessayer',
  cancel: 'Annuler',
  back: '‹ Retour',
  sendAgain: 'Envoyer à nouveau',
  receipt: 'Reçu',
  checkNow: 'Vérifier maintenant',
  checkAgain: 'Vérifier à nouveau',
  moneyBack: 'Récupérer mon argent',
  newQuote: 'Nouveau devis',
  wontPay: 'Je ne paierai pas',
  willPay: 'Finalement, je veux payer',
  showTransfer: 'Voir ce transfert',
  rates: 'Cours',
  language: 'Langue',
  share: 'Partager le suivi',
  shareInTelegram: 'Envoyer dans Telegram',
  copyLink: 'Copier le lien',
  stopSharing: 'Ne plus partager',
  shareAgain: 'Partager à nouveau',
  seeItOn: (chain) => `Voir sur ${chain}`,
});

/** The question in bold and where one is: `Quelle banque ? · 3 sur 6`; alone it needs no number. */
export function question(place: Place, words: string): FormattedString {
  return row(bold(words), whereOf(place));
}

/** `2 sur 6`, or `Question 2` while nobody can tell how many there will be; nothing for one alone. */
function whereOf({ number, of }: Place): string | undefined {
  if (number === undefined || of === 1) return undefined;
  return of === undefined ? `Question ${number}` : `${number} sur ${of}`;
}

/** `🏦 ADA TEST OKAFOR · Access Bank ••••6789`. */
export function payeeLine(payee: Payee): FormattedString {
  return row(`${signOfWay[payee.kind]} ${payeeName(payee)}`, accountOf(payee));
}

/** The same for somebody who is not part of a transfer yet, the name large. */
export function payeeLines(payee: PayeeLine): FormattedString {
  return lines(bold(payeeName(payee)), accountOf(payee));
}

/** A name that can be shown, whatever came. */
export function payeeName(payee: { readonly accountName: string }): string {
  return visible(payee.accountName, 80) || 'votre bénéficiaire';
}

/** Where the money arrives, in a sentence: `Access Bank`. */
export function institutionOf(transfer: Transfer): string {
  return visible(transfer.payee.institutionName, 60) || 'son compte';
}

/** What is agreed before any money moves: what arrives, with whom, and what is to be sent. */
export function amountsAhead(transfer: Transfer): FormattedString {
  return lines(
    fmt`À recevoir : ${bold(formatMoney(transfer.receive))}`,
    payeeLine(transfer.payee),
    fmt`Vous envoyez ${bold(formatMoney(transfer.send))} sur ${bold(networkOf(transfer.chain))}`,
  );
}

/** The same while it is on its way, or after it has arrived. */
export function amountsSent(transfer: Transfer): FormattedString {
  const received = transfer.state === 'completed' ? 'Reçu' : 'À recevoir';
  const sent = whatArrived(transfer) ?? formatMoney(transfer.send);
  return lines(
    fmt`${received} : ${bold(formatMoney(transfer.receive))}`,
    payeeLine(transfer.payee),
    fmt`Vous avez envoyé ${bold(sent)} sur ${bold(networkOf(transfer.chain))}`,
  );
}

/** The same where it has stopped: what had been agreed, without saying that it happens. */
export function amountsAgreed(transfer: Transfer): FormattedString {
  const { receive, send, chain } = transfer;
  return lines(
    `Le devis prévoyait ${formatMoney(receive)} pour ${formatMoney(send)} sur ${networkOf(chain)}, à :`,
    payeeLine(transfer.payee),
  );
}

/** The last line of every message about a transfer. */
export function reference(transfer: Transfer): FormattedString {
  return fmt`Transfert ${mono(shortIdOf(transfer))}`;
}
