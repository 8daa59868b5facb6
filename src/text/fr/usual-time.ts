/** What is usual on a route, said only where enough of our own deliveries tell. */
import type { Transfer } from '../../domain/transfer.ts';
import type { Line } from '../rich.ts';
import { formatDuration, plural } from './formats.ts';

/** How long it usually takes, and from what that is known; nothing where it is not known. */
export function usualTime({ usual }: Transfer): Line {
  if (!usual) return undefined;
  const minutes = Math.max(1, Math.ceil(usual.medianMs / 60_000));
  const span =
    minutes < 60 ? `environ ${plural(minutes, 'minute')}` : formatDuration(usual.medianMs);
  const transfers = `${usual.deliveries.toLocaleString('fr')} derniers transferts`;
  return `Arrive en général ${span} après que nous voyons votre paiement, d’après nos ${transfers} sur ce trajet.`;
}
