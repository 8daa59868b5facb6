/** What can be paused, in words: `Nigeria, Nigerian Naira (NG · NGN)` for `corridor:NG:NGN`. */
import { plain } from '../rich.ts';
import type { PauseView } from '../staff-messages.ts';
import { countryName, currencyName } from './formats.ts';

/** Names what a pause closes; its key where there are no words for it. */
export function pauseName({ key, institution }: Pick<PauseView, 'key' | 'institution'>): string {
  const [kind, ...parts] = key.split(':').map((part) => plain(part.replaceAll('_', ' '), 40));
  const [first = '', second = '', third = ''] = parts;
  switch (kind) {
    case 'everything':
      return 'Everything';
    case 'corridor':
      return corridorName(first, second);
    case 'way':
      return second
        ? `${wayName(third)} in ${corridorName(first, second)}`
        : `${wayName(first)} everywhere`;
    case 'institution':
      return `${plain(institution ?? third, 60)} in ${corridorName(first, second)}`;
    case 'asset':
      return `${first} on every network`;
    case 'network':
      return `Whatever is paid on ${first}`;
    case 'pay':
      return `${first} on ${second}`;
    default:
      return plain(key, 60);
  }
}

function corridorName(country: string, currency: string): string {
  const names = [countryName(country), currencyName(currency)].filter(Boolean).join(', ');
  return names ? `${names} (${country} · ${currency})` : `${country} · ${currency}`;
}

function wayName(way: string): string {
  if (way === 'bank') return 'Bank accounts';
  return way === 'mobile money' ? 'Mobile money' : plain(way, 40);
}
