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
  network: ({ chain }) => fmt`Network: ${bold(networkOf(chain))}`,
  sendExactly: ({ send }) => fmt`Send exactly ${bold(formatMoney(send))}`,
  addressOn: ({ chain }) => `Address on ${networkOf(chain)}:`,
  memo: (tag) => fmt`Memo, always needed: ${mono(tag)}`,
  memoNeeded: '⚠️ Without this memo the money cannot be matched to you.',
  before: ({ orderExpiresAtMs }, nowMs) =>
    fmt`It must arrive before ${when(orderExpiresAtMs, nowMs)}. The address closes then.`,
  warnings: ({ send }, { chain }) => [
    fmt`⚠️ Only ${bold(visible(send.currency, 12))}, only on ${bold(networkOf(chain))}. Anything else sent here may be lost.`,
    `Some exchanges take their fee out of the amount. Make sure that exactly ${formatMoney(send)} arrives.`,
    'We never ask for your seed words or your password.',
  ],
  saidSent: ({ chain }, saidSentAtMs, nowMs) =>
    fmt`You told us at ${when(saidSentAtMs, nowMs)} that it is on its way. We have not seen it yet; on ${chain} that can take a few minutes. Please do not send it twice.`,
  theyReceive: (transfer) => {
    const { accountNumber } = transfer.payee;
    const account = accountOf({ institutionName: institutionOf(transfer), accountNumber });
    const receive = bold(formatMoney(transfer.receive));
    return row(fmt`They receive ${receive}`, payeeName(transfer.payee), account);
  },
  usualTime,
  stageList,
  reference,
  labels: {
    copyAddress: ({ chain }) => `Copy ${chain} address`,
    copyAmount: (amount) => `Copy amount: ${amount}`,
    copyMemo: 'Copy memo',
    showQr: ({ chain }) => `Show QR for ${chain}`,
    sent: 'I have sent it',
  },
});
