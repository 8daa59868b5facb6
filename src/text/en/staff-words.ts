/** Pieces that all screens for staff share: aligned tables, times, buttons, short forms. */
import type { Press } from '../../domain/press.ts';
import type { StaffButton } from '../../domain/staff.ts';
import type { ReviewEnd, ReviewReason, Transfer } from '../../domain/transfer.ts';
import { type Rows, screen, shortIdOf, tap } from '../pieces.ts';
import { bold, fmt, type Line, plain } from '../rich.ts';
import type { Button, Screen } from '../screen.ts';

/** A line of a table: what it is, and what it is now. */
export type Fact = readonly [name: string, value: string | undefined];

/** The longest of Chessa's states has so many letters. */
const longestName = 25;

/** Two columns; what is absent falls away. */
export function aligned(facts: readonly Fact[]): string {
  const known = facts.filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...known.map(([name]) => plain(name, longestName).length));
  return known
    .map(([name, value]) => `${plain(name, longestName).padEnd(width)}  ${plain(value ?? '', 60)}`)
    .join('\n');
}

/** `2026-01-15 12:00:00Z`. */
export function utc(atMs: number): string {
  const time = new Date(atMs);
  return Number.isNaN(time.getTime())
    ? '?'
    : `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** `90s`, `12m`, `5h`, `3d`: how long ago, in the largest unit that says enough. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)}h` : `${Math.round(seconds / 86_400)}d`;
}

/** Both ends of an address. */
export function shortAddress(address: string): string {
  return address.length > 16 ? `${address.slice(0, 6)}…${address.slice(-6)}` : address;
}

/** A button for staff. */
export function staffTap(
  label: string,
  act: StaffButton,
  about = '0',
  tone?: Button['tone'],
): Button {
  const press: Press = { kind: 'staff', act, about };
  return tap(label, press, tone);
}

/** What an act changed, in one bold line, and then what it means and how to undo it. */
export function done(what: string, text: readonly Line[], ...rows: Rows): Screen {
  return screen([bold(what), ...text], ...rows);
}

/** `Order 7K2M9QXA` and a button that leads to it. */
export function toOrder(transfer: Transfer): Button {
  return staffTap(`Order ${plain(transfer.shortId, 12) || 'without id'}`, 'order', transfer.id);
}

/** `Transfer 7K2M9QXA`. */
export function nameOf(transfer: Transfer): Line {
  return fmt`Transfer ${shortIdOf(transfer)}`;
}

/** Buttons in rows of two. */
export function pairs(buttons: readonly Button[]): Button[][] {
  return buttons.flatMap((button, index) =>
    index % 2 === 0 ? [[button, ...buttons.slice(index + 1, index + 2)]] : [],
  );
}

export const nothingChanged = 'Nothing was changed.';

/** Why a transfer needs a person. */
export const reviewReasons: Readonly<Record<ReviewReason, string>> = {
  answer_differs_from_quote: 'the answer differs from the quote',
  wrong_chain: 'an address on another network than asked for',
  bad_address: 'an address that is none on its network',
  bad_tag: 'a memo against the rule of its network',
  address_in_use: 'an address that another open transfer has',
  address_changed: 'the address changed',
  order_missing: 'the provider knows no such order',
  refund_to_other_address: 'the refund goes to another address',
  refund_failed: 'the refund did not go through',
  completed_during_refund: 'delivered while a refund was asked for',
  paid_after_refund: 'a payment came after the refund',
  delivery_in_doubt: 'delivered, and now said not to be',
};

/** How it ended all the same. */
export const reviewEnds: Readonly<Record<ReviewEnd, string>> = {
  delivered: 'delivered, and the person knows',
  sent_back: 'sent back, and the person knows',
};
