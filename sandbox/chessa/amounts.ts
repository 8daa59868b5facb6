/** How amounts of stored orders are written on the wire. */
import { padded } from './pricing.ts';
import type { Settings } from './settings.ts';

/** Text of 8 decimals as documented, or one of the readings that clients must survive. */
export function wireAmount(amount: string, settings: Settings): string | number {
  switch (settings.amountShape) {
    case 'documented':
      return padded(amount);
    case 'number':
      return Number(amount);
    case 'exponent':
      return Number(amount).toExponential();
  }
}
