/** A page of a list: its buttons, and how to find what is not on it. */
import type { Choice, Page, Place } from '../messages.ts';
import { type Line, plain, visible } from '../rich.ts';
import type { Button } from '../screen.ts';
import { answer, type Rows, tap } from './words.ts';

const shortLabel = 15;

/** The buttons of a page: two in a row while all labels are short, then the way to other pages. */
export function listRows(place: Place, page: Page): Rows {
  const buttons = page.choices.map(({ label, token }) =>
    answer(place, plain(label, 40) || '—', token),
  );
  const perRow = buttons.every(({ label }) => [...label].length <= shortLabel) ? 2 : 1;
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += perRow) rows.push(buttons.slice(at, at + perRow));
  return [...rows, pageRow(place, page)];
}

function pageRow({ nonce, step }: Place, { page, pages }: Page): Button[] {
  const to = (label: string, target: number) =>
    tap(label, { kind: 'page', nonce, step, page: target });
  const before = page > 0 ? [to('‹ Previous', page - 1)] : [];
  const after = page < pages - 1 ? [to('More ›', page + 1)] : [];
  return [...before, ...after];
}

/** The same page with other labels. */
export function relabelled(page: Page, labelOf: (choice: Choice) => string): Page {
  const choices = page.choices.map((choice) => ({ ...choice, label: labelOf(choice) }));
  return { ...page, choices };
}

/** How to search, with an example from the list itself; nothing where all is on one page. */
export function listHint(page: Page): Line {
  const position = page.pages > 1 ? `Page ${page.page + 1} of ${page.pages}. ` : '';
  if (page.search) {
    const found = `Matching “${visible(page.search, 40)}”: ${page.total}.`;
    return `${position}${found} Type other letters to search again.`;
  }
  return page.pages > 1 ? `${position}Tap one, or type a few letters${example(page)}.` : undefined;
}

function example({ choices }: Page): string {
  const name = choices.at(-1)?.label ?? '';
  const letters = /^\p{L}{3}/u.exec(name)?.[0].toLowerCase();
  return letters ? `: “${letters}” finds ${visible(name, 40)}` : '';
}
