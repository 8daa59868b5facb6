/**
 * `/admin` with a thousand transfers and with a hundred thousand, in turns on two stores of the same
 * kind: what it costs must not grow with them.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPanelView } from '../src/bot/admin/panel-view.ts';
import type { TransferState } from '../src/domain/transfer.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { createOpen } from '../src/transfers/open.ts';
import { transferWith } from '../test/support/transfer.ts';
import { inTurns, type RateFigures } from './in-turns.ts';

const viewsARound = 100;
const atOnce = 200;
/** As many need staff in both, so that the list of them, at most a hundred, is as long. */
const stuck = 150;

/** Panels a second: `ours` with many transfers, `bare` with few. On the embedded store, or on Redis. */
export async function measurePanel(
  { few, many }: { readonly few: number; readonly many: number },
  redisUrls?: { readonly few: string; readonly many: string },
): Promise<RateFigures> {
  const small = await openFilled(few, redisUrls?.few);
  const large = await openFilled(many, redisUrls?.many);
  try {
    return await inTurns(20, { ours: large.views, bare: small.views });
  } finally {
    await Promise.all([small.close(), large.close()]);
  }
}

async function openFilled(count: number, redisUrl?: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'panel-'));
  const kept = redisUrl ? { redisUrl, dataKeys: [randomBytes(32)] } : {};
  const store = await openStore({ dataDir, now: Date.now, ...kept });
  await fill(store, count);
  const view = createPanelView({
    store,
    open: createOpen({ store, fundingAssets: [] }),
    vitals: async () => ({ provider: { state: 'answers' }, outboxBehindMs: 0, budgets: [] }),
    now: Date.now,
    orderNow: Date.now,
  });
  return {
    async views(): Promise<number> {
      for (let n = 0; n < viewsARound; n += 1) await view('admin');
      return viewsARound;
    },
    async close(): Promise<void> {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function fill(store: Store, count: number): Promise<void> {
  const states: readonly TransferState[] = ['completed', 'awaiting_deposit', 'expired', 'refunded'];
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, async (_, n) => {
      const id = (from + n).toString(16).padStart(24, '0');
      const state = from + n < stuck ? 'review' : (states[n % states.length] ?? 'completed');
      const own = { id, userId: 1_000 + n, orderId: `order-${id}`, shortId: id.slice(-8) };
      await store.transfers.create(transferWith({ ...own, state, payTo: undefined }));
    });
    await Promise.all(some);
  }
}
