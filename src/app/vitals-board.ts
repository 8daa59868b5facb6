/**
 * What every process knows of itself, seen by all: each leaves it in the store every few seconds,
 * so that one panel and one set of alarms speak of the whole.
 */
import type { Vitals } from '../bot/admin/panel-view.ts';
import type { Store } from '../store/store.ts';
import type { WatchedVitals } from './vitals.ts';

export interface VitalsBoardDeps {
  readonly store: { readonly shared: Pick<Store['shared'], 'post' | 'listPosted'> };
  readonly vitals: Pick<WatchedVitals, 'read'>;
  /** Names this process. */
  readonly owner: string;
}

/** What one process tells. */
export type ProcessVitals = Vitals & {
  /** When a call of its was answered last. */
  readonly answeredAtMs?: number;
  /** For how long each budget has been used up without a break. */
  readonly exhaustedForMs: Readonly<Record<string, number>>;
};

const board = 'vitals';
/** A process that was silent for longer is gone. */
const holdsMs = 15_000;

/** Makes the board. `read` leaves this process's own first, so that there is always one. */
export function createVitalsBoard({ store, vitals, owner }: VitalsBoardDeps) {
  return {
    async read(): Promise<ProcessVitals> {
      await store.shared.post(board, owner, JSON.stringify(vitals.read()), holdsMs);
      const posted = await store.shared.listPosted(board);
      return together(posted.map((text): ProcessVitals => JSON.parse(text)));
    },
  };
}

export type VitalsBoard = ReturnType<typeof createVitalsBoard>;

/** Many processes as one. Pure. */
function together(all: readonly ProcessVitals[]): ProcessVitals {
  const names = [...new Set(all.flatMap(({ budgets }) => budgets.map(({ name }) => name)))];
  const answeredAtMs = Math.max(...all.map((one) => one.answeredAtMs ?? 0));
  return {
    provider: providerOf(all, answeredAtMs),
    ...(answeredAtMs > 0 && { answeredAtMs }),
    outboxBehindMs: Math.max(0, ...all.map((one) => one.outboxBehindMs)),
    budgets: names.map((name) => {
      const same = all.flatMap(({ budgets }) => budgets.filter((one) => one.name === name));
      const used = same.reduce((sum, one) => sum + one.used, 0);
      return { name, used, of: Math.max(...same.map((one) => one.of)) };
    }),
    exhaustedForMs: Object.fromEntries(
      names.map((name) => [name, Math.max(...all.map((one) => one.exhaustedForMs[name] ?? 0))]),
    ),
  };
}

/** One that waits in vain counts, unless another was answered since. */
function providerOf(all: readonly ProcessVitals[], answeredAtMs: number): Vitals['provider'] {
  const { provider: unknown } = all[0] ?? { provider: { state: 'not_asked' as const } };
  const troubled = all.find(({ provider: { state, sinceMs = 0 } }) => {
    return (state === 'silent' || state === 'refuses_us') && sinceMs >= answeredAtMs;
  });
  const well = all
    .map(({ provider }) => provider)
    .filter(({ state }) => state === 'answers')
    .sort((one, other) => (one.sinceMs ?? 0) - (other.sinceMs ?? 0));
  return troubled?.provider ?? well[0] ?? unknown;
}
