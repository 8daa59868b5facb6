/** `/send`: how much, paid with what, and what happens when there is no quote. */
import type { Failure } from '../../chessa/failure.ts';
import { isFiat, readableRate } from '../format.ts';
import type { SendMessages } from '../messages.ts';
import { accountOf, screen } from '../pieces.ts';
import { bold, fmt, mono, row, visible } from '../rich.ts';
import { formatMoney } from './formats.ts';
import { listHint, listRows } from './list.ts';
import { failureWords, rangeOf } from './problems.ts';
import { quote } from './quote.ts';
import { buttons, payeeName, question } from './words.ts';

export const askMoney = {
  askAmount: (place, { payee, currency, assets, limits, otherLimits, estimate }) => {
    const code = visible(currency, 12);
    const asset = visible(assets[0] ?? 'USDC', 12);
    const range = limits && rangeOf(limits);
    const otherRange = otherLimits && rangeOf(otherLimits);
    const sample = `${isFiat(currency) ? '50000' : '50'} ${code}`;
    return screen(
      [
        question(place, 'How much?'),
        payee && row(fmt`To ${bold(payeeName(payee))}`, accountOf(payee)),
        fmt`Type what they should get or what you send: ${mono(sample)} or ${mono(`40 ${asset}`)}`,
        range && `They can get ${range}.`,
        otherRange && `The limits there: ${otherRange}.`,
        estimate && rateLine(estimate, currency),
      ],
      buttons.wayOut(place),
    );
  },
  askPay: (place, page) =>
    screen(
      [
        question(place, 'What will you pay with?'),
        'Choose the coin and the network that your wallet or exchange sends on.',
        listHint(page),
      ],
      ...listRows(place, page),
      buttons.wayOut(place),
    ),
  noConfiguration: () =>
    screen(
      [
        bold('We can’t see today’s routes right now'),
        'No money moved, and your answers are kept.',
        'Please try again in a few minutes.',
      ],
      [buttons.tryAgain, buttons.help],
    ),
  quoteFailed: (failure) =>
    screen(
      [bold('There is no quote yet'), whyNoQuote(failure), 'Your answers are kept.'],
      [buttons.tryAgain, buttons.help],
      [buttons.cancel],
    ),
  quoteUnsafe: () =>
    screen(
      [
        bold('This quote did not match what you asked for'),
        'We do not show it, so nobody pays by it. No money moved.',
        'Please ask again in a few minutes.',
      ],
      [buttons.tryAgain, buttons.help],
    ),
  shortcut: {
    whoFirst: () => 'I take the amount once I know who gets it.',
    nobody: (name, isAmountKept) =>
      `Nobody you have sent to is found by “${visible(name, 40)}”. Choose who gets it; ${amountAfter(isAmountKept)}.`,
    several: (name, isAmountKept) =>
      `“${visible(name, 40)}” may be several of the people you have sent to. Choose one; ${amountAfter(isAmountKept)}.`,
  },
  quote,
} satisfies Partial<SendMessages>;

function amountAfter(isKept: boolean): string {
  return isKept ? 'the amount you typed is kept' : 'the amount is asked after that';
}

/** A quote whose answer was lost costs nothing, so it is simply asked for again. */
function whyNoQuote(failure: Failure): string {
  return failure.kind === 'unknown'
    ? 'We got no clear answer from the payout service. No money moved, and there is nothing to pay.'
    : failureWords(failure);
}

/** One unit of an asset in a currency, marked as an estimate. */
export function rateLine(estimate: { asset: string; rate: string }, currency: string) {
  const rate = formatMoney({ amount: readableRate(estimate.rate), currency });
  return `Today 1 ${visible(estimate.asset, 12)} is about ${rate}; an estimate, before fees.`;
}
