/** `/rate`: today's rates of one destination, as estimates. */
import type { Corridor } from '../../domain/corridor.ts';
import { flag } from '../format.ts';
import { inRows } from '../list.ts';
import { type Rows, screen, tap } from '../pieces.ts';
import type { Destinations, RateMessages } from '../rate-messages.ts';
import { bold, plain, visible } from '../rich.ts';
import { rateLine } from './ask-money.ts';
import { pageRow } from './list.ts';
import { placeName } from './names.ts';
import { buttons } from './words.ts';

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
  const name = plain(placeName(country.code, country.name), 24) || plain(country.code, 8) || '—';
  return `${flag(country.code) || '🌍'} ${name} (${plain(currency, 12)})`;
}
