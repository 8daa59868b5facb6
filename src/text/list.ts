/** A page of a list: its buttons, and how to find what is not on it. */
import type { Buttons } from './buttons.ts';
import { flag } from './format.ts';
import type { Page, Place } from './messages.ts';
import { type Rows, tap } from './pieces.ts';
import { type Line, plain, visible } from './rich.ts';
import type { Button } from './screen.ts';

/** What a language says around a list. */
export interface ListWords {
  readonly previous: string;
  readonly more: string;
  /** `Page 2 of 5.`, 1-based. */
  position(page: number, pages: number): string;
  matching(search: string, total: number): string;
  readonly searchAgain: string;
  /** How to find others, with an example where there is one: letters, and what they find. */
  howToFind(example?: { readonly letters: string; readonly finds: string }): string;
}

const shortLabel = 15;

/** Makes the lists of a language. */
export function createLists(words: ListWords, { answer }: Pick<Buttons, 'answer'>) {
  /** Buttons that lead to the pages before and after; `to` makes one. */
  function pageRow(
    { page, pages }: Pick<Page, 'page' | 'pages'>,
    to: (label: string, target: number) => Button,
  ): Button[] {
    const before = page > 0 ? [to(words.previous, page - 1)] : [];
    const after = page < pages - 1 ? [to(words.more, page + 1)] : [];
    return [...before, ...after];
  }

  /** The buttons of a page: two in a row while all labels are short, then the way to other pages. */
  function listRows(place: Place, page: Page): Rows {
    const buttons = page.choices.map(({ label, token }) =>
      answer(place, plain(label, 40) || '—', token),
    );
    const perRow = buttons.every(({ label }) => [...label].length <= shortLabel) ? 2 : 1;
    const { nonce, step } = place;
    const others = pageRow(page, (label, target) =>
      tap(label, { kind: 'page', nonce, step, page: target }),
    );
    return [...inRows(buttons, perRow), others];
  }

  /** How to search, with an example from the list itself; nothing where all is on one page. */
  function listHint(page: Page): Line {
    const position = page.pages > 1 ? `${words.position(page.page + 1, page.pages)} ` : '';
    if (page.search) {
      const found = words.matching(visible(page.search, 40), page.total);
      return `${position}${found} ${words.searchAgain}`;
    }
    return page.pages > 1 ? `${position}${words.howToFind(exampleOf(page))}` : undefined;
  }

  return { pageRow, listRows, listHint };
}

/** Buttons in rows of so many. */
export function inRows(buttons: readonly Button[], perRow: number): Button[][] {
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += perRow) rows.push(buttons.slice(at, at + perRow));
  return rows;
}

/** A page of countries, each with the flag of its token. */
export function withFlags(page: Page): Page {
  const choices = page.choices.map(({ token, label }) => {
    return { token, label: `${flag(token) || '🌍'} ${label}` };
  });
  return { ...page, choices };
}

function exampleOf({ choices }: Page) {
  const name = choices.at(-1)?.label ?? '';
  const letters = /^\p{L}{3}/u.exec(name)?.[0].toLowerCase();
  return letters ? { letters, finds: visible(name, 40) } : undefined;
}
