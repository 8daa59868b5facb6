/** What processes share, where there is one alone: it may be forgotten when that one ends. */
import type { Store } from '../store.ts';

/** A place further away than this was taken before the clock was set back. */
const furthestMs = 60_000;

/** Makes the part of the store that processes share. */
export function createShared(now: () => number): Store['shared'] {
  const next = new Map<string, number>();
  const held = new Map<string, { readonly owner: string; readonly untilMs: number }>();
  return {
    async reserve(line, everyMs) {
      const nowMs = now();
      const waitMs = (next.get(line) ?? 0) - nowMs;
      const placeMs = waitMs > 0 && waitMs < furthestMs ? waitMs : 0;
      next.set(line, nowMs + placeMs + everyMs);
      return placeMs;
    },
    async hold(what, owner, forMs) {
      const other = held.get(what);
      if (other && other.owner !== owner && other.untilMs > now()) return false;
      held.set(what, { owner, untilMs: now() + forMs });
      return true;
    },
    async release(what, owner) {
      if (held.get(what)?.owner === owner) held.delete(what);
    },
  };
}
