/** Destinations as buttons, whose rates can be asked for. */
import type { Corridor } from '../domain/corridor.ts';
import { flag } from './format.ts';
import { inRows } from './list.ts';
import { type Rows, tap } from './pieces.ts';
import type { Destinations } from './rate-messages.ts';
import { plain } from './rich.ts';
import type { Button } from './screen.ts';

/** `🇳🇬 Nigeria (NGN)`; `nameless` stands for a country of which nothing can be shown. */
export function corridorLabel(
  { country, currency }: Corridor,
  name: string,
  nameless: string,
): string {
  const shown = plain(name, 24) || plain(country.code, 8) || nameless;
  return `${flag(country.code) || '🌍'} ${shown} (${plain(currency, 12)})`;
}

/** Makes the rows of a page of destinations in a language, the way to other pages last. */
export function createDestinationRows(
  labelOf: (corridor: Corridor) => string,
  pageRow: (
    page: { readonly page: number; readonly pages: number },
    to: (label: string, page: number) => Button,
  ) => readonly Button[],
) {
  const to = (label: string, target: number) => tap(label, { kind: 'rates', page: String(target) });
  return (about: Destinations): Rows => {
    const places = about.corridors.map((one) =>
      tap(labelOf(one), { kind: 'rate', corridor: `${one.country.code}-${one.currency}` }),
    );
    return [...inRows(places, 2), pageRow(about, to)];
  };
}
