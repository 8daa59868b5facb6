/** `/rate`: today's rates of one destination, as estimates. */
import type { Corridor } from '../../domain/corridor.ts';
import { corridorLabel, createDestinationRows } from '../destinations.ts';
import { screen } from '../pieces.ts';
import type { RateMessages } from '../rate-messages.ts';
import { bold, visible } from '../rich.ts';
import { rateLine } from './ask-money.ts';
import { pageRow } from './list.ts';
import { buttons } from './words.ts';

const placeOf = (corridor: Corridor) => {
  const { country } = corridor;
  return corridorLabel(corridor, country.name, 'Somewhere');
};

const destinationRows = createDestinationRows(placeOf, pageRow);

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
