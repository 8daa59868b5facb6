/** What is known of the money of a transfer, as the words about it need it. Only the record counts. */
import { type Arrived, arrived, arrivedIn } from '../domain/arrived.ts';
import type { Stage, Transfer } from '../domain/transfer.ts';
import type { Formats } from './formats.ts';

/** Less came than was asked for. */
type Short = Extract<Arrived, { kind: 'short' }>;

const mostListed = 5;

/** Makes `whatArrived` of a language; `more` says how many payments are not listed. */
export function createWhatArrived(
  formatMoney: Formats['formatMoney'],
  more: (count: number) => string,
) {
  /** `32.47 USDC`, or `20 USDC + 12.47 USDC` where it came in parts; absent where not known. */
  return function whatArrived(transfer: Transfer): string | undefined {
    const known = transfer.deposits.map((deposit) => arrivedIn(deposit, transfer.send.currency));
    if (known.length === 0 || known.some((money) => !money)) return undefined;
    const listed = known.slice(0, mostListed).map((money) => (money ? formatMoney(money) : ''));
    const rest = known.length - listed.length;
    return listed.join(' + ') + (rest > 0 ? ` ${more(rest)}` : '');
  };
}

/** What goes back: as the provider says, else what had arrived, where all of it is still there. */
export function createMoneyBack(
  formatMoney: Formats['formatMoney'],
  whatArrived: (transfer: Transfer) => string | undefined,
) {
  return function moneyBack(transfer: Transfer): string | undefined {
    const { refund, extraBack, depositsSentBack } = transfer;
    if (refund?.amount) return formatMoney(refund.amount);
    const deposits = transfer.deposits.slice(0, depositsSentBack);
    const askedAtMs = refund?.attempts ? refund.frozenAtMs : Number.POSITIVE_INFINITY;
    const isMixed = deposits.some(({ createdAtMs = 0 }) => createdAtMs > askedAtMs);
    const isKnown = extraBack === undefined && !isMixed;
    return isKnown ? whatArrived({ ...transfer, deposits }) : undefined;
  };
}

/** How what arrived falls short of the quote; `undefined` where it does not, or nobody knows. */
export function mismatchIn(transfer: Transfer): Short | 'other' | undefined {
  const money = arrived(transfer);
  if (money.kind === 'short') return money;
  return money.kind === 'something' && isCounted(transfer) ? 'other' : undefined;
}

/** Stages of a payment that Chessa had taken up before it stopped. */
const afterSeen: readonly Stage[] = ['deposit_seen', 'confirmed', 'paying_out'];

/** Why a transfer is held, as far as is known. `late`: the money came after the end. */
export function whyHeld(transfer: Transfer): Short | 'other' | 'late' | 'stopped' {
  const money = arrived(transfer);
  if (money.kind === 'short') return money;
  const isOther = money.kind === 'something' && isCounted(transfer);
  const wasSeen = transfer.stages.some(({ stage }) => afterSeen.includes(stage));
  if (isOther || (money.kind === 'nothing' && !wasSeen)) return 'other';
  return isLate(transfer) ? 'late' : 'stopped';
}

/** Whether every deposit names what came. */
function isCounted({ deposits, send }: Transfer): boolean {
  return deposits.length > 0 && deposits.every((deposit) => arrivedIn(deposit, send.currency));
}

/**
 * Whether the money came after the end, as far as times tell; a transfer can stop before it, too.
 * A deposit without a time is late where the address had been closed before anything was seen.
 */
export function isLate({ deposits, stages, orderExpiresAtMs }: Transfer): boolean {
  const closed = stages.find(({ stage }) => stage === 'expired');
  const endMs = Math.min(orderExpiresAtMs, closed?.atMs ?? orderExpiresAtMs);
  return deposits.some(({ createdAtMs }) =>
    createdAtMs === undefined ? closed !== undefined : createdAtMs >= endMs,
  );
}
