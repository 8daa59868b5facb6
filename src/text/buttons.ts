/** Buttons that stand on many screens: what each does is the same in every language. */
import { type ChainName, findChain } from '../domain/chain.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Language } from './language-messages.ts';
import { inRows } from './list.ts';
import type { Place } from './messages.ts';
import { copy, type Rows, tap } from './pieces.ts';
import type { Button } from './screen.ts';

/** What a language writes on them. */
export interface ButtonLabels {
  readonly help: string;
  readonly send: string;
  readonly tryAgain: string;
  readonly cancel: string;
  readonly back: string;
  readonly sendAgain: string;
  readonly receipt: string;
  readonly checkNow: string;
  readonly checkAgain: string;
  readonly moneyBack: string;
  readonly newQuote: string;
  readonly wontPay: string;
  readonly willPay: string;
  readonly showTransfer: string;
  readonly rates: string;
  readonly language: string;
  readonly share: string;
  readonly shareInTelegram: string;
  readonly copyLink: string;
  readonly stopSharing: string;
  readonly shareAgain: string;
  /** Leads to what the network itself shows. */
  seeItOn(chain: ChainName): string;
}

/** Makes the buttons of a language. */
export function createButtons(labels: ButtonLabels) {
  const help: Button = tap(labels.help, { kind: 'help' });
  const cancel: Button = tap(labels.cancel, { kind: 'cancel' });
  const send: Button = tap(labels.send, { kind: 'send' }, 'primary');
  const moneyBack = (transferId: string) =>
    tap(labels.moneyBack, { kind: 'refund', transferId }, 'primary');
  const showTransfer = (transferId: string) =>
    tap(labels.showTransfer, { kind: 'status', transferId });
  return {
    help,
    cancel,
    send,
    moneyBack,
    showTransfer,
    tryAgain: tap(labels.tryAgain, { kind: 'send' }, 'primary'),
    rates: tap(labels.rates, { kind: 'rates', page: '0' }),
    language: tap(labels.language, { kind: 'language' }),

    /** Help with one transfer: leads to our people, with the transfer attached. */
    helpWith: ({ id }: Transfer) => tap(labels.help, { kind: 'support', transferId: id }),
    /** Leads to the amount, with the recipient of this transfer. */
    sendAgain: ({ id }: Transfer) =>
      tap(labels.sendAgain, { kind: 'send_again', transferId: id }, 'primary'),
    /** Sends the document for their records. */
    receipt: ({ id }: Transfer) => tap(labels.receipt, { kind: 'receipt', transferId: id }),
    checkNow: ({ id }: Transfer) => tap(labels.checkNow, { kind: 'look_now', transferId: id }),
    checkAgain: ({ id }: Transfer) => tap(labels.checkAgain, { kind: 'look_now', transferId: id }),
    newQuote: ({ id }: Transfer, tone?: Button['tone']) =>
      tap(labels.newQuote, { kind: 'new_quote', transferId: id }, tone),
    wontPay: ({ id }: Transfer) => tap(labels.wontPay, { kind: 'wont_pay', transferId: id }),
    willPay: ({ id }: Transfer) => tap(labels.willPay, { kind: 'will_pay', transferId: id }),

    /** One of those that stand outside screens; throws where one needs a transfer and has none. */
    byKind(kind: 'send' | 'help' | 'refund' | 'status', transferId?: string): Button {
      if (kind === 'send') return send;
      if (kind === 'help') return help;
      if (transferId === undefined) throw new Error('this button needs a transfer');
      return kind === 'refund' ? moneyBack(transferId) : showTransfer(transferId);
    },

    /** Lets others follow it. */
    share: ({ id }: Transfer) => tap(labels.share, { kind: 'share', transferId: id }),
    shareAgain: ({ id }: Transfer) => tap(labels.shareAgain, { kind: 'share', transferId: id }),
    /** Rows that pass a link on with some words, or end it. */
    passOn({ id }: Transfer, link: string, words: string): Rows {
      // Not every program of Telegram's reads `+` as a space.
      const about = `url=${encodeURIComponent(link)}&text=${encodeURIComponent(words)}`;
      const open = `https://t.me/share/url?${about}`;
      return [
        [{ label: labels.shareInTelegram, tone: 'primary', does: { open } }],
        [copy(labels.copyLink, link)],
        [tap(labels.stopSharing, { kind: 'stop_sharing', transferId: id })],
      ];
    },

    /** One for each language, in its own words, the present one marked. */
    languages: (languages: readonly Language[], present: string) =>
      inRows(
        languages.map(({ locale, name }) =>
          tap(locale === present ? `✓ ${name}` : name, { kind: 'choose_language', locale }),
        ),
        2,
      ),

    /** Answers the question of `place`. */
    answer: ({ nonce, step }: Place, label: string, token: string, tone?: Button['tone']) =>
      tap(label, { kind: 'choose', nonce, step, token }, tone),

    /** The last row of every question: back where there is a way back, and cancel. */
    wayOut({ nonce, step, mayGoBack }: Place): readonly Button[] {
      const back = tap(labels.back, { kind: 'back', nonce, step });
      return mayGoBack ? [back, cancel] : [cancel];
    },

    /** A row that leads to the explorer; nothing where the hash is not plain. */
    explorerRow(chain: ChainName, hash: string | undefined): readonly Button[] {
      const explorer = findChain(chain)?.explorer.transaction;
      if (!explorer || !hash || !/^[A-Za-z0-9]{16,128}$/.test(hash)) return [];
      return [{ label: labels.seeItOn(chain), does: { open: `${explorer}${hash}` } }];
    },
  };
}

/** The buttons of a language. */
export type Buttons = ReturnType<typeof createButtons>;
