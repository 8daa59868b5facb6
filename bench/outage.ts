/**
 * Chessa away for a while with many orders open: whether its return is met by more calls than
 * the budget, who is looked at first, and how soon all who have news are told.
 */
import type { Transfer } from '../src/domain/transfer.ts';
import { callsPerSecond } from './many-samples.ts';
import { openManyTransfers } from './many-transfers.ts';
import { mostInASecond } from './scale.ts';

export interface OutageFigures {
  readonly open: number;
  readonly moving: number;
  /** Calls in the first minute after the return, and most of them in one second. */
  readonly firstMinute: { readonly calls: number; readonly mostInASecond: number };
  /** Of the first so many orders looked at, as many as are in motion: how many are. */
  readonly movingFirst: number;
  /** Milliseconds from the return until all in motion were told, and the least that calls allow. */
  readonly movingTold: { readonly tookMs: number; readonly leastMs: number };
  /** The same for deposits that came meanwhile: a walk at half the budget finds them. */
  readonly paidTold: { readonly tookMs: number; readonly leastMs: number };
}

const minute = 60_000;
/** An order whose steps were missed is read with its history. */
const callsEach = 2;

const leastMs = (calls: number) => (1_000 * calls) / callsPerSecond;

/**
 * `moving` transfers were paid before Chessa goes away, `moving` more as soon as it is. Its return is followed
 * for `afterMs`.
 */
export async function measureOutage(
  open: number,
  moving: number,
  awayMs: number,
  afterMs: number,
): Promise<OutageFigures> {
  const every = Math.floor(open / (2 * moving));
  const isMoving = (index: number) => index < open && index % (2 * every) === 0;
  const isPaid = (index: number) => index < open && index % (2 * every) === every;
  const inMotion = (transfer: Transfer, index: number): Transfer =>
    isMoving(index) ? confirming(transfer) : transfer;
  const many = await openManyTransfers(open, 0, inMotion);
  try {
    const { clock, orders, provider, told } = many;
    const beganMs = clock.now();
    const backMs = beganMs + awayMs;
    provider.behaviour.isAway = true;
    orders.forEach((order, index) => {
      if (isMoving(index)) order.paidAtMs = Math.max(order.createdAtMs, beganMs - 5_000);
      // Money that comes while the order can still be paid.
      if (isPaid(index)) order.paidAtMs = Math.max(beganMs + 1, order.createdAtMs + 30_000);
    });
    await many.start();
    await clock.runUntil(backMs);
    provider.behaviour.isAway = false;
    const callsBefore = provider.calls.length;
    await clock.runUntil(backMs + afterMs);
    const calls = provider.calls.slice(callsBefore);
    const soon = calls.filter(({ atMs }) => atMs < backMs + minute);
    const looked = [...new Set(calls.flatMap(({ path }) => path.split('/')[3] ?? []))];
    const movingIds = new Set(orders.filter((_, index) => isMoving(index)).map(({ id }) => id));
    const paidIds = new Set(orders.filter((_, index) => isPaid(index)).map(({ id }) => id));
    const tookMs = (ids: ReadonlySet<string>) => {
      const news = new Map(told.map(({ orderId, atMs }) => [orderId, atMs] as const));
      return Math.max(...[...ids].map((id) => news.get(id) ?? Infinity)) - backMs;
    };
    return {
      open,
      moving: movingIds.size,
      firstMinute: {
        calls: soon.length,
        mostInASecond: mostInASecond(soon.map(({ atMs }) => atMs)),
      },
      movingFirst: looked.slice(0, movingIds.size).filter((id) => movingIds.has(id)).length,
      movingTold: { tookMs: tookMs(movingIds), leastMs: leastMs(callsEach * movingIds.size) },
      paidTold: {
        tookMs: tookMs(paidIds),
        leastMs: leastMs(callsEach * (movingIds.size + paidIds.size) + 2 * (open / 100)),
      },
    };
  } finally {
    await many.close();
  }
}

/** One whose payment was seen just before. */
function confirming(transfer: Transfer): Transfer {
  const seenAtMs = (transfer.lookedAtMs ?? transfer.createdAtMs) - 1_000;
  return {
    ...transfer,
    state: 'confirming',
    orderStatus: 'waiting_for_confirmations',
    deposits: [{ id: `d-${transfer.orderId}`, amount: '32.47', asset: 'USDC', chain: 'Solana' }],
    stages: [...transfer.stages, { stage: 'deposit_seen', atMs: seenAtMs }],
  };
}
