/** The list of somebody's transfers, newest first. */
import { isRefundable, type Transfer, type TransferState } from '../domain/transfer.ts';
import type { Buttons } from './buttons.ts';
import { inRows } from './list.ts';
import type { Messages } from './messages.ts';
import { screen, shortIdOf, tap } from './pieces.ts';
import { bold, type FormattedString, type Line, lines, mono, row } from './rich.ts';

/** What a language says in it. */
export interface TransferListWords {
  readonly buttons: Buttons;
  readonly headline: string;
  /** There is none yet. */
  readonly none: readonly Line[];
  /** So many older ones are not listed. */
  older(count: number): string;
  /** What arrives, and who gets it. */
  amountTo(transfer: Transfer): FormattedString;
  readonly states: Readonly<Record<TransferState, string>>;
  readonly givenUp: string;
  readonly canHaveBack: string;
}

const mostListed = 10;

/** Makes the list of a language. */
export function createTransferList(words: TransferListWords): Messages['transferList'] {
  return function transferList(transfers) {
    const { buttons } = words;
    if (transfers.length === 0) return screen(words.none, [buttons.send, buttons.help]);
    const listed = transfers.slice(0, mostListed);
    const more = transfers.length - listed.length;
    const rest = more > 0 ? ['', words.older(more)] : [];
    return screen(
      [bold(words.headline), ...listed.flatMap((transfer) => ['', entry(transfer)]), ...rest],
      ...inRows(listed.map(openButton), 2),
      [buttons.send],
    );
  };

  function entry(transfer: Transfer): FormattedString {
    const back = isRefundable(transfer) ? words.canHaveBack : undefined;
    return lines(words.amountTo(transfer), row(stateOf(transfer), back, mono(shortIdOf(transfer))));
  }

  function stateOf({ state, givenUpAtMs }: Transfer): string {
    const isGivenUp = state === 'awaiting_deposit' && givenUpAtMs !== undefined;
    return isGivenUp ? words.givenUp : words.states[state];
  }
}

function openButton(transfer: Transfer) {
  return tap(shortIdOf(transfer), { kind: 'status', transferId: transfer.id });
}
