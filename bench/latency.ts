/**
 * From a status change at Chessa to the card's edit, with money in motion, at POLL_SCALE=1: the
 * whole bot over HTTP, on a stage whose payouts take about half a minute.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Spread, spread } from './spread.ts';
import { type CardPlace, openStageRig } from './stage-rig.ts';

/** What a card shows once a status has reached it. */
const shownAs: Readonly<Record<string, RegExp>> = {
  funds_received: /● Payment confirmed/,
  processing_payout: /◐ (On its way|The payout)|● Payout started/,
  completed: /● Delivered/,
};
const seen = /● Payment seen/;
const slow = 0.2;
const longestMs = 120_000;

/** Milliseconds from each change to the edit that shows it, over so many transfers. */
export async function measureLatency(transfers: number): Promise<Spread> {
  const rig = await openStageRig(slow, '1');
  const changedAtMs = new Map<string, number>();
  const stop = rig.chessa.subscribe(({ id, status }) => {
    const change = `${id} ${status}`;
    if (!changedAtMs.has(change)) changedAtMs.set(change, Date.now());
  });
  try {
    const cards = new Map<string, CardPlace>();
    for (let index = 0; index < transfers; index += 1) {
      const { orderId, card } = await rig.toDeposit(`Person ${index}`);
      cards.set(orderId, card);
      rig.chessa.applyScenario(orderId, 'exact');
    }
    const untilMs = Date.now() + longestMs;
    const isDelivered = (card: CardPlace) => rig.firstShownAtMs(card, /● Delivered/) !== undefined;
    while (![...cards.values()].every(isDelivered)) {
      if (Date.now() > untilMs) throw new Error('a transfer was not delivered in time');
      await wait(250);
    }
    return spread(latencies());
    /** Only what happened while the bot already knew of the money is money in motion. */
    function latencies(): number[] {
      return [...changedAtMs].flatMap(([change, atMs]) => {
        const [orderId = '', status = ''] = change.split(' ');
        const card = cards.get(orderId);
        const words = shownAs[status];
        if (!card || !words) return [];
        const movingAtMs = rig.firstShownAtMs(card, seen) ?? Number.POSITIVE_INFINITY;
        const shownAtMs = rig.firstShownAtMs(card, words);
        return shownAtMs !== undefined && movingAtMs < atMs ? [shownAtMs - atMs] : [];
      });
    }
  } finally {
    stop();
    await rig.close();
  }
}
