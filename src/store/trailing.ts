/** The store with every state of a transfer noted in its trail as it is written. */
import { withTrail } from '../domain/trail.ts';
import type { Store } from './store.ts';

/** The same store. `now` is the clock that transfers are created by. */
export function keepTrails(store: Store, now: () => number): Store {
  const { transfers } = store;
  return {
    ...store,
    transfers: {
      ...transfers,
      create: (transfer) => transfers.create(withTrail(transfer, now())),
      commit: (next, extras) => transfers.commit(withTrail(next, now()), extras),
    },
  };
}
