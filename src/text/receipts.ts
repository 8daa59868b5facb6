/** What a receipt holds: the same facts in every language. */
import { arrived } from '../domain/arrived.ts';
import { type ChainName, explorerTransactionUrl } from '../domain/chain.ts';
import { isPositive, type Money } from '../domain/money.ts';
import type { Payee, Stage, Transfer } from '../domain/transfer.ts';
import { effectiveRate, isNumeric, maskAccount } from './format.ts';
import { networkOf, shortIdOf } from './pieces.ts';
import type { ReceiptMessages } from './receipt-messages.ts';
import type { ReceiptPage, ReceiptRow } from './receipt-page.ts';
import { plain } from './rich.ts';

/** What a language says on receipts. */
export interface ReceiptWords extends Omit<ReceiptMessages, 'page'> {
  readonly language: string;
  /** The beginning of the file's name. */
  readonly fileStem: string;
  readonly title: string;
  readonly delivered: string;
  readonly returned: string;
  readonly headings: Readonly<Record<'payment' | 'times' | 'references', string>>;
  readonly labels: Readonly<
    Record<
      | 'received'
      | 'sent'
      | 'hadSent'
      | 'fee'
      | 'rate'
      | 'extraBack'
      | 'sentBack'
      | 'notPaidTo'
      | 'quote'
      | 'transfer'
      | 'order',
      string
    >
  >;
  readonly stages: Readonly<Record<Stage, string>>;
  money(money: Money): string;
  /** A moment in UTC with its day and year. */
  when(atMs: number): string;
  payee(payee: Payee): string;
  institution(transfer: Transfer): string;
  country(payee: Payee): string;
  on(amount: string, network: string): string;
  feeIncluded(fee: string | undefined): string;
  rate(one: string, brought: string): string;
  quoted(receive: string, send: string): string;
  /** What arrived at the deposit address; absent where it is not known. */
  arrived(transfer: Transfer): string | undefined;
  moneyBack(transfer: Transfer): string;
  toTheirAddress(network: string): string;
  toTheirWallet(): string;
  paymentOn(network: string): string;
  sentBackOn(network: string): string;
  footer(payer: string, isReturned: boolean, madeAt: string): readonly string[];
}

/** Makes the receipts of a language. */
export function createReceipts(words: ReceiptWords): ReceiptMessages {
  const facts = createFacts(words);
  return {
    caption: words.caption,
    coming: words.coming,
    notYet: words.notYet,
    page(transfer, { payer, nowMs }): ReceiptPage {
      const isReturned = transfer.state === 'refunded';
      const name = plain(payer, 60) || 'Chessa';
      const shortId = shortIdOf(transfer);
      const { headings } = words;
      return {
        language: words.language,
        title: words.title,
        reference: shortId,
        payer: name,
        ended: isReturned
          ? { words: words.returned, tone: 'returned' }
          : { words: words.delivered, tone: 'delivered' },
        amount: isReturned ? words.moneyBack(transfer) : words.money(transfer.receive),
        whom: isReturned ? facts.backTo(transfer) : facts.to(transfer),
        parts: [
          {
            heading: headings.payment,
            rows: isReturned ? facts.returned(transfer) : facts.delivered(transfer),
          },
          { heading: headings.times, rows: facts.times(transfer) },
          { heading: headings.references, rows: facts.references(transfer) },
        ].filter(({ rows }) => rows.length > 0),
        footer: words.footer(name, isReturned, words.when(nowMs)),
        madeAtMs: nowMs,
        fileName: `${words.fileStem}-${shortId.replace(/[^\w-]/g, '') || 'chessa'}.pdf`,
      };
    },
  };
}

/** No moment lies beyond it (ECMA-262, time values). */
const latestMs = 8.64e15;

/** Payments beyond so many are in the sum alone. */
const mostPayments = 3;

function createFacts(words: ReceiptWords) {
  const { labels } = words;

  function to(transfer: Transfer): string[] {
    const { payee } = transfer;
    const account = `${words.institution(transfer)} ${maskAccount(payee.accountNumber)}`;
    return [words.payee(payee), account, words.country(payee)].filter(Boolean);
  }

  function backTo({ refund }: Transfer): string[] {
    if (!refund) return [words.toTheirWallet()];
    return [words.toTheirAddress(networkOf(refund.chain)), plain(refund.address, 128)];
  }

  /** What the person has paid, as far as the provider's own record says. */
  function sent(transfer: Transfer, label: string): ReceiptRow {
    const amount = words.arrived(transfer) ?? words.money(transfer.send);
    return { label, value: words.on(amount, networkOf(transfer.chain)) };
  }

  function delivered(transfer: Transfer): ReceiptRow[] {
    const { receive, send, fee, extraBack } = transfer;
    const rate = effectiveRate(receive, send);
    const hasFee = fee && isNumeric(fee.amount) && isPositive(fee.amount);
    const one = `1 ${plain(send.currency, 12)}`;
    const isBack = extraBack?.status === 'completed' && extraBack.amount;
    const extra = isBack ? [{ label: labels.extraBack, value: words.money(isBack) }] : [];
    return [
      { label: labels.received, value: words.money(receive) },
      sent(transfer, labels.sent),
      ...extra,
      { label: labels.fee, value: words.feeIncluded(hasFee ? words.money(fee) : undefined) },
      ...(rate ? [{ label: labels.rate, value: words.rate(one, words.money(rate)) }] : []),
    ];
  }

  function returned(transfer: Transfer): ReceiptRow[] {
    const known = arrived(transfer).kind === 'nothing' ? [] : [sent(transfer, labels.hadSent)];
    const [name, ...account] = to(transfer);
    return [
      { label: labels.sentBack, value: words.moneyBack(transfer) },
      ...known,
      {
        label: labels.quote,
        value: words.quoted(words.money(transfer.receive), words.money(transfer.send)),
      },
      { label: labels.notPaidTo, value: `${name}, ${account.join(', ')}` },
    ];
  }

  function times({ stages }: Transfer): ReceiptRow[] {
    return stages
      .filter(({ atMs }) => Math.abs(atMs) <= latestMs)
      .sort((one, other) => one.atMs - other.atMs)
      .map(({ stage, atMs }) => ({ label: words.stages[stage], value: words.when(atMs) }));
  }

  function references(transfer: Transfer): ReceiptRow[] {
    const { orderId, chain, deposits, refund } = transfer;
    const payments = deposits
      .slice(0, mostPayments)
      .flatMap(({ hash }) => transaction(words.paymentOn(networkOf(chain)), chain, hash));
    const back = refund
      ? transaction(words.sentBackOn(networkOf(refund.chain)), refund.chain, refund.hash)
      : [];
    return [
      { label: labels.transfer, value: shortIdOf(transfer) },
      { label: labels.order, value: plain(orderId, 64) },
      ...payments,
      ...back,
    ];
  }

  return { to, backTo, delivered, returned, times, references };
}

function transaction(label: string, chain: ChainName, hash: string | undefined): ReceiptRow[] {
  if (!hash) return [];
  const link = explorerTransactionUrl(chain, hash);
  return [{ label, value: plain(hash, 128), ...(link && { link }) }];
}
