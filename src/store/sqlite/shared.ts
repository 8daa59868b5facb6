/** What processes share, where there is one alone: it may be forgotten when that one ends. */
import { longestPauseMs, type Slowed, shareAt, slowedMore } from '../line-pace.ts';
import type { Store } from '../store.ts';

/** A place further away than this was taken before the clock was set back. */
const furthestMs = 60_000;

interface Note {
  readonly text: string;
  readonly untilMs: number;
}

/** Makes the part of the store that processes share. */
export function createShared(now: () => number): Store['shared'] {
  const next = new Map<string, number>();
  const slowed = new Map<string, Slowed>();
  const held = new Map<string, { readonly owner: string; readonly untilMs: number }>();
  const boards = new Map<string, Map<string, Note>>();
  /** A pause longer than any that can be asked for was begun before the clock was set back. */
  const pausedForMs = (line: string) => {
    const leftMs = (slowed.get(line)?.fromMs ?? 0) - now();
    return leftMs > 0 && leftMs <= longestPauseMs ? leftMs : 0;
  };
  return {
    async reserve(line, everyMs) {
      const nowMs = now();
      const forMs = pausedForMs(line);
      if (forMs > 0) return { kind: 'paused', forMs };
      const waitMs = (next.get(line) ?? 0) - nowMs;
      const placeMs = waitMs > 0 && waitMs < furthestMs ? waitMs : 0;
      next.set(line, nowMs + placeMs + everyMs / shareAt(slowed.get(line), nowMs));
      return { kind: 'place', waitMs: placeMs };
    },
    async slow(line, pauseMs) {
      slowed.set(line, slowedMore(slowed.get(line), now(), Math.min(pauseMs, longestPauseMs)));
    },
    async paceOf(line) {
      return { share: shareAt(slowed.get(line), now()), pausedForMs: pausedForMs(line) };
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
    async post(board, owner, text, forMs) {
      const notes = boards.get(board) ?? new Map<string, Note>();
      boards.set(board, notes.set(owner, { text, untilMs: now() + forMs }));
    },
    async listPosted(board) {
      const notes = [...(boards.get(board)?.values() ?? [])];
      return notes.filter(({ untilMs }) => untilMs > now()).map(({ text }) => text);
    },
  };
}
