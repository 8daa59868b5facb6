/** A small change to a transfer that must not be lost to somebody who was faster. */
import type { Transfer } from '../domain/transfer.ts';
import type { Store } from '../store/store.ts';

const mostTries = 5;

/**
 * Applies `change` to the newest version of a transfer until it is the one that was written.
 * `change` returns `undefined` when there is nothing (more) to do. Returns the newest transfer.
 * Throws when others are faster five times in a row.
 */
export async function amend(
  store: Pick<Store, 'transfers'>,
  transfer: Transfer,
  change: (newest: Transfer) => Transfer | undefined,
): Promise<Transfer> {
  let newest = transfer;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const changed = change(newest);
    if (!changed) return newest;
    const committed = await store.transfers.commit(changed);
    if (committed.kind === 'committed') return committed.transfer;
    if (committed.kind === 'stale') newest = committed.transfer;
  }
  throw new Error(`a transfer changed too fast to be amended: ${transfer.id}`);
}
