/** A page of a list: its buttons, and how to find what is not on it. */
import { flag } from '../format.ts';
import type { Choice, Page, Place } from '../messages.ts';
import { type Line, visible } from '../rich.ts';
import type { Button } from '../screen.ts';
import { answer, type Rows, tap } from './words.ts';

const shortLabel = 15;

/** The buttons of a page: two in a row while all labels are short, then the way to other pages. */
export function listRows(place: Place, page: Page): Rows {
  const buttons = page.choices.map((choice) => answer(place, labelOf(choice), choice.token));
  const perRow = buttons.every(({ label }) => [...label].length <= shortLabel) ? 2 : 1;
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += perRow) rows.push(buttons.slice(at, at + perRow));
  return [...rows, pageRow(place, page)];
}

function labelOf({ label, countryCode }: Choice): string {
  const words = visible(label, 40) || '—';
  const sign = countryCode ? flag(countryCode) : '';
  return sign ? `${sign} ${words}` : words;
}

function pageRow({ nonce, step }: Place, { page, pages }: Page): Button[] {
  const to = (label: string, target: number) =>
    tap(label, { kind: 'page', nonce, step, page: target });
  const before = page > 0 ? [to('‹ Previous', page - 1)] : [];
  const after = page < pages - 1 ? [to('More ›', page + 1)] : [];
  return [...before, ...after];
}

/** How to search, with an example where one helps; nothing for a list that fits on one page. */
export function listHint(page: Page, letters?: string, finds?: string, plain = false): Line {
  const position = page.pages > 1 ? `Page ${page.page + 1} of ${page.pages}. ` : '';
  if (page.search) {
    return `${position}Matching “${visible(page.search, 40)}”: ${page.total}. Type other letters to search again.`;
  }
  if (page.pages <= 1) return undefined;
  const example = letters && finds && !plain ? `: “${letters}” finds ${finds}` : '';
  return `${position}Tap one, or type a few letters${example}.`;
}
