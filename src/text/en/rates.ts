/** `/rate`: today's rates of one destination, as estimates. */
import type { Corridor } from '../../domain/corridor.ts';
import { flag } from '../format.ts';
import type { Destinations, RateMessages } from '../rate-messages.ts';
import { bold, plain, visible } from '../rich.ts';
import type { Button } from '../screen.ts';
import { rateLine } from './ask-money.ts';
import { type Rows, screen, sendButton, tap } from './words.ts';

/** Leads to the first page of the destinations. */
export const ratesButton: Button = tap('Rates', { kind: 'rates', page: '0' });

export const rates: RateMessages = {
  which: (about) =>
    screen(
      [
        bold('Today’s rates: for which country?'),
        about.unmatched === undefined
          ? undefined
          : `I cannot tell which country “${visible(about.unmatched, 40)}” is. Please tap it here.`,
        about.pages > 1 ? `Page ${about.page + 1} of ${about.pages}.` : undefined,
      ],
      ...destinationRows(about),
    ),
  there: ({ corridor, rates: found }) => {
    const place = placeOf(corridor);
    return screen(
      found.length > 0
        ? [
            bold(`${place} today, about`),
            ...found.map((rate) => rateLine(rate, corridor.currency)),
            'Only a quote is exact. It shows every fee, costs nothing to look at, and holds while you decide.',
          ]
        : [
            bold(`${place}: there is no rate to show right now`),
            'A quote tells you the exact price all the same, and costs nothing to look at.',
          ],
      [sendButton],
      [tap('Another country', { kind: 'rates', page: '0' })],
    );
  },
};

function destinationRows({ corridors, page, pages }: Destinations): Rows {
  const buttons = corridors.map((corridor) => {
    const corridorToken = `${corridor.country.code}-${corridor.currency}`;
    return tap(placeOf(corridor), { kind: 'rate', corridor: corridorToken });
  });
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += 2) rows.push(buttons.slice(at, at + 2));
  const to = (label: string, target: number) => tap(label, { kind: 'rates', page: String(target) });
  const before = page > 0 ? [to('‹ Previous', page - 1)] : [];
  const after = page < pages - 1 ? [to('More ›', page + 1)] : [];
  return [...rows, [...before, ...after]];
}

/** `🇳🇬 Nigeria (NGN)`. */
function placeOf({ country, currency }: Corridor): string {
  const name = plain(country.name, 24) || plain(country.code, 8) || 'Somewhere';
  return `${flag(country.code) || '🌍'} ${name} (${plain(currency, 12)})`;
}
