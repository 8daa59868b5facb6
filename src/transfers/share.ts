/** Links by which others follow a transfer: made for its person, opened by whoever has one. */
import { isShared, shared, unshared } from '../domain/share.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Store } from '../store/store.ts';
import { amend } from './amend.ts';

export interface ShareDeps {
  readonly store: Pick<Store, 'transfers' | 'tokens'>;
  /** Where others reach us, without a slash at the end. */
  readonly publicUrl: string;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
  /** A clock that is never set back. */
  readonly steadyNow: () => number;
}

/** What a genuine link names; whether it still counts is not said. */
export interface Linked {
  readonly transferId: string;
  readonly number: number;
}

const kind = 'progress';

/** However many look, the store is asked once in so long. */
const rememberedMs = 2_000;

/** Makes the functions. The caller knows whose transfer it is, and whether it may be shared. */
export function createShare(deps: ShareDeps) {
  const { store, publicUrl, orderNow } = deps;
  const memory = createMemory(deps);

  async function look({ transferId, number }: Linked): Promise<Transfer | undefined> {
    const transfer = await store.transfers.find(transferId);
    return transfer && isShared(transfer, number, orderNow()) ? transfer : undefined;
  }

  return {
    /** Shares the transfer, if it is not shared yet, and returns its link. */
    async begin(transfer: Transfer): Promise<string> {
      const { id, share } = await amend(store, transfer, shared);
      return `${publicUrl}/t/${await store.tokens.seal(kind, `${share?.number} ${id}`)}`;
    },

    /** From now on no link leads to it; another process may show it for two seconds more. */
    async stop(transfer: Transfer): Promise<void> {
      await amend(store, transfer, unshared);
      memory.forget(transfer.id);
    },

    /** What a token names, at the cost of no read; nothing unless this store made it. */
    async read(token: string): Promise<Linked | undefined> {
      const text = await store.tokens.open(kind, token);
      if (text === undefined) return undefined;
      const [number, transferId = ''] = text.split(' ');
      return { number: Number(number), transferId };
    },

    /** The transfer that a link leads to, as it was read within the last two seconds. */
    find: (linked: Linked) => memory.recall(linked, () => look(linked)),
  };
}

/** Begins, stops and opens what is shared. */
export type Share = ReturnType<typeof createShare>;

type Found = Promise<Transfer | undefined>;

/** What was read lately, by transfer and link. A failure is not remembered. */
function createMemory({ steadyNow }: Pick<ShareDeps, 'steadyNow'>) {
  const known = new Map<string, { readonly atMs: number; readonly number: number; found: Found }>();

  return {
    recall({ transferId, number }: Linked, look: () => Found): Found {
      for (const [id, { atMs }] of known) {
        if (steadyNow() - atMs < rememberedMs) break;
        known.delete(id);
      }
      const last = known.get(transferId);
      if (last?.number === number) return last.found;
      const found = look();
      known.delete(transferId);
      known.set(transferId, { atMs: steadyNow(), number, found });
      found.catch(() => known.delete(transferId));
      return found;
    },
    forget: (transferId: string) => known.delete(transferId),
  };
}
