/** `/rate`: today's rates of one destination, as estimates. */
import type { Corridor } from '../../domain/corridor.ts';
import { corridorLabel, createDestinationRows } from '../destinations.ts';
import { screen } from '../pieces.ts';
import type { RateMessages } from '../rate-messages.ts';
import { bold, visible } from '../rich.ts';
import { rateLine } from './ask-money.ts';
import { pageRow } from './list.ts';
import { placeName } from './names.ts';
import { buttons } from './words.ts';

const placeOf = (corridor: Corridor) => {
  const { country } = corridor;
  return corridorLabel(corridor, placeName(country.code, country.name), '—');
};

const destinationRows = createDestinationRows(placeOf, pageRow);

export const rates: RateMessages = {
  which: (about) =>
    screen(
      [
        bold('Les cours du jour : pour quel pays ?'),
        about.unmatched === undefined
          ? undefined
          : `Je ne sais pas quel pays est « ${visible(about.unmatched, 40)} ». Touchez-le ici.`,
        about.pages > 1 ? `Page ${about.page + 1} sur ${about.pages}.` : undefined,
      ],
      ...destinationRows(about),
    ),
  there: ({ corridor, rates: found }) => {
    const place = placeOf(corridor);
    return screen(
      found.length > 0
        ? [
            bold(`${place} aujourd’hui, environ`),
            ...found.map((rate) => rateLine(rate, corridor.currency)),
            'Seul un devis est exact. Il montre tous les frais, ne coûte rien à regarder, et tient le temps que vous décidiez.',
          ]
        : [
            bold(`${place} : aucun cours à montrer pour le moment`),
            'Un devis vous donne quand même le prix exact, et ne coûte rien à regarder.',
          ],
      [buttons.send],
      [{ ...buttons.rates, label: 'Un autre pays' }],
    );
  },
};
