/** The store that contract tests work on: fresh for each, and opened again when they say so. */
import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../../src/store/store.ts';

export interface StoreHarness {
  /** The store's clock; tests move it. */
  readonly clock: { nowMs: number };
  /** Opens the store, or opens it again after a close: what was stored is there. */
  open(): Promise<Store>;
  /** Every byte that whoever steals the storage would read. The store may be open. */
  dump(): Promise<Buffer>;
  /** Removes everything. The store is closed. */
  dispose(): Promise<void>;
}

/**
 * A fresh store for each test, put away after it. `store()` closes and opens it again before each use
 * where `restarting` says so; `live` is whichever is open now.
 */
export function useStore(openFresh: () => Promise<StoreHarness>, restarting = false) {
  const at = {} as { harness: StoreHarness; store: Store };
  beforeEach(async () => {
    at.harness = await openFresh();
    at.store = await at.harness.open();
  });
  afterEach(async () => {
    await at.store.close();
    await at.harness.dispose();
  });
  return {
    live: new Proxy({} as Store, { get: (_, part) => at.store[part as keyof Store] }),
    clock: () => at.harness.clock,
    dump: () => at.harness.dump(),
    async store(): Promise<Store> {
      if (restarting) await this.reopen();
      return at.store;
    },
    async reopen(): Promise<void> {
      await at.store.close();
      at.store = await at.harness.open();
    },
  };
}
