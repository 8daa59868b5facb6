/**
 * The one live message of a transfer: which words stand on it in which state, and which buttons. The
 * same in every language, so that none can show an address for longer than another.
 */
import { isPayable, isRefundable, type PayTo, type Transfer } from '../domain/transfer.ts';
import type { Buttons } from './buttons.ts';
import type { Messages } from './messages.ts';
import { type Rows, screen } from './pieces.ts';
import { hasMoney, type ReviewWords, reviewSign } from './review.ts';
import { bold, type Line } from './rich.ts';
import type { Button, Screen } from './screen.ts';

/** What a language says on cards: lines for each state, headline first. */
export interface CardWords {
  readonly buttons: Buttons;
  readonly quote: Messages['send']['quote'];
  readonly quoteClosed: Messages['quoteClosed'];
  /** The one screen that shows an address to pay to. */
  depositCard(transfer: Transfer, payTo: PayTo, nowMs: number): Screen;
  review(transfer: Transfer): ReviewWords;
  accepting(transfer: Transfer): readonly Line[];
  /** The time to pay is over, and nothing was seen. */
  closing(): readonly Line[];
  /** They chose not to pay; the address is hidden. */
  givenUp(): readonly Line[];
  /** Payment seen, confirmed, paid out. */
  inMotion(transfer: Transfer): readonly Line[];
  /** Something was seen that does not fit the quote. */
  isMismatch(transfer: Transfer): boolean;
  completed(transfer: Transfer): readonly Line[];
  held(transfer: Transfer): readonly Line[];
  failed(transfer: Transfer): readonly Line[];
  refunding(transfer: Transfer): readonly Line[];
  refunded(transfer: Transfer): readonly Line[];
  /** Ended unpaid. */
  expired(): readonly Line[];
  /** What is agreed, before money moves, while it moves, and where it stopped. */
  amountsAhead(transfer: Transfer): Line;
  amountsSent(transfer: Transfer): Line;
  amountsAgreed(transfer: Transfer): Line;
  stageList(transfer: Transfer, nowMs: number): Line;
  reference(transfer: Transfer): Line;
}

/** Makes the card of a language. It shows an address only while it may be paid to. */
export function createCard(words: CardWords): Messages['card'] {
  const { buttons } = words;
  const { checkNow, helpWith } = buttons;

  function cardOf(
    transfer: Transfer,
    nowMs: number,
    said: readonly Line[],
    amounts: Line,
    rows: Rows,
  ): Screen {
    const stages = words.stageList(transfer, nowMs);
    return screen([...said, '', amounts, '', stages, '', words.reference(transfer)], ...rows);
  }

  function awaitingDeposit(transfer: Transfer, nowMs: number): Screen {
    const { payTo } = transfer;
    if (!payTo) return accepting(transfer, nowMs);
    if (isPayable(transfer, nowMs)) return words.depositCard(transfer, transfer.payTo, nowMs);
    const agreed = words.amountsAgreed(transfer);
    if (nowMs < transfer.orderExpiresAtMs) {
      return cardOf(transfer, nowMs, words.givenUp(), agreed, [
        [buttons.willPay(transfer)],
        [buttons.send, helpWith(transfer)],
      ]);
    }
    return cardOf(transfer, nowMs, words.closing(), agreed, closed(transfer));
  }

  function accepting(transfer: Transfer, nowMs: number): Screen {
    const ahead = words.amountsAhead(transfer);
    return cardOf(transfer, nowMs, words.accepting(transfer), ahead, [[helpWith(transfer)]]);
  }

  /** What does not fit the quote is not said to be received by anybody before it is confirmed. */
  function amountsInMotion(transfer: Transfer): Line {
    return words.isMismatch(transfer) ? words.amountsAgreed(transfer) : words.amountsSent(transfer);
  }

  function refundRow(transfer: Transfer): Button[] {
    return isRefundable(transfer) ? [buttons.moneyBack(transfer.id)] : [];
  }

  function closed(transfer: Transfer): Rows {
    const hasMoney = transfer.deposits.length > 0;
    const again = hasMoney ? [] : [buttons.newQuote(transfer)];
    return [refundRow(transfer), [checkNow(transfer), ...again], [helpWith(transfer)]];
  }

  function stopped(transfer: Transfer, nowMs: number, said: readonly Line[], rows: Rows): Screen {
    return cardOf(transfer, nowMs, said, words.amountsAgreed(transfer), rows);
  }

  /** Never shows the address to pay to; says what is known and who is looking. */
  function review(transfer: Transfer, nowMs: number): Screen {
    const { headline, meaning } = words.review(transfer);
    const again = hasMoney(transfer) || transfer.payTo ? [] : [buttons.send];
    return stopped(
      transfer,
      nowMs,
      [bold(`${reviewSign(transfer)} ${headline}`), ...meaning],
      [again, [buttons.checkAgain(transfer), helpWith(transfer)]],
    );
  }

  return function card(transfer, nowMs) {
    const looks = [checkNow(transfer), helpWith(transfer)];
    switch (transfer.state) {
      case 'quoted':
        return nowMs < transfer.confirmBeforeMs
          ? words.quote(transfer)
          : words.quoteClosed(transfer, 'ended');
      case 'accepting':
        return accepting(transfer, nowMs);
      case 'awaiting_deposit':
        return awaitingDeposit(transfer, nowMs);
      case 'confirming':
      case 'received':
      case 'paying_out':
        return cardOf(transfer, nowMs, words.inMotion(transfer), amountsInMotion(transfer), [
          buttons.explorerRow(transfer.chain, transfer.deposits[0]?.hash),
          looks,
        ]);
      case 'completed':
        return cardOf(transfer, nowMs, words.completed(transfer), words.amountsSent(transfer), [
          [buttons.receipt(transfer), buttons.sendAgain(transfer)],
          [helpWith(transfer)],
        ]);
      case 'held':
        return stopped(transfer, nowMs, words.held(transfer), [refundRow(transfer), looks]);
      case 'failed':
        return stopped(transfer, nowMs, words.failed(transfer), [refundRow(transfer), looks]);
      case 'refunding':
        return stopped(transfer, nowMs, words.refunding(transfer), [looks]);
      case 'refunded':
        return stopped(transfer, nowMs, words.refunded(transfer), [
          buttons.explorerRow(transfer.refund?.chain ?? transfer.chain, transfer.refund?.hash),
          [buttons.receipt(transfer), buttons.send],
          [helpWith(transfer)],
        ]);
      case 'expired': {
        const paid = transfer.deposits.length > 0;
        const said = paid ? words.held(transfer) : words.expired();
        return stopped(transfer, nowMs, said, closed(transfer));
      }
      case 'cancelled':
        return words.quoteClosed(transfer, wasAccepted(transfer) ? 'no_address' : 'cancelled');
      case 'review':
        return review(transfer, nowMs);
    }
  };
}

/** A quote that its person cancels has no stages yet. */
function wasAccepted({ stages }: Transfer): boolean {
  return stages.some(({ stage }) => stage === 'cancelled');
}
