/** Words under the QR picture. */
import type { Transfer } from '../../domain/transfer.ts';
import { networkOf, screen, tap } from '../pieces.ts';
import { bold, fmt, mono, visible } from '../rich.ts';
import type { Screen } from '../screen.ts';
import { formatMoney } from './formats.ts';
import { reference } from './words.ts';

/** The network first, then the exact amount; the memo where there is one. */
export function qrCaption(transfer: Transfer): Screen {
  const { chain, send, payTo } = transfer;
  const asset = visible(send.currency, 12);
  return screen(
    [
      fmt`Réseau : ${bold(networkOf(chain))}`,
      fmt`Envoyez exactement ${bold(formatMoney(send))}. Vérifiez le montant dans votre portefeuille avant de payer.`,
      payTo?.tag ? fmt`Mémo, toujours nécessaire : ${mono(payTo.tag)}` : undefined,
      `Uniquement ${asset}, uniquement sur ${networkOf(chain)}.`,
      '',
      reference(transfer),
    ],
    [tap('Masquer le QR code', { kind: 'hide_qr', transferId: transfer.id })],
  );
}
