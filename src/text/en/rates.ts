/** `/rate`: today's rates of one destination, as estimates. */
import type { Corridor } from '../../domain/corridor.ts';
import { flag } from '../format.ts';
import { inRows } from '../list.ts';
import { type Rows, screen, tap } from '../pieces.ts';
import type { Destinations, RateMessages } from '../rate-messages.ts';
import { bold, plain, visible } from '../rich.ts';
import { rateLine } from './ask-money.ts';
import { pageRow } from './list.ts';
import { buttons } from './words.ts';

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
      [buttons.send],
      [{ ...buttons.rates, label: 'Another country' }],
    );
  },
};

function destinationRows(about: Destinations): Rows {
  const places = about.corridors.map((corridor) => {
    const corridorToken = `${corridor.country.code}-${corridor.currency}`;
    return tap(placeOf(corridor), { kind: 'rate', corridor: corridorToken });
  });
  const to = (label: string, target: number) => tap(label, { kind: 'rates', page: String(target) });
  return [...inRows(places, 2), pageRow(about, to)];
}

/** `🇳🇬 Nigeria (NGN)`. */
function placeOf({ country, currency }: Corridor): string {
  const name = plain(country.name, 24) || plain(country.code, 8) || 'Somewhere';
  return `${flag(country.code) || '🌍'} ${name} (${plain(currency, 12)})`;
}
