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
      fmt`Network: ${bold(networkOf(chain))}`,
      fmt`Send exactly ${bold(formatMoney(send))}. Check the amount in your wallet before you pay.`,
      payTo?.tag ? fmt`Memo, always needed: ${mono(payTo.tag)}` : undefined,
      `Only ${asset}, only on ${networkOf(chain)}.`,
      '',
      reference(transfer),
    ],
    [tap('Hide QR', { kind: 'hide_qr', transferId: transfer.id })],
  );
}
