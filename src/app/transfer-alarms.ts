/**
 * Alarms about single transfers: those in review, those in motion for longer than their stage
 * allows, and those that stopped and whose people cannot ask for their money themselves.
 */
import { isRefundable, type ReviewReason, type Transfer } from '../domain/transfer.ts';
import type { Alarms, Trouble } from '../notify/alarms.ts';
import type { Store } from '../store/store.ts';
import type { StuckTransfer } from '../store/transfer-records.ts';

export interface TransferAlarmsDeps {
  readonly alarms: Pick<Alarms, 'begin' | 'end'>;
  readonly store: Pick<Store, 'transfers' | 'alarms'>;
  /** Our clock. */
  readonly now: () => number;
  /** Our clock set right by Chessa's, by which the stages are meant. */
  readonly orderNow: () => number;
}

const perRead = 500;
const mostOpen = 5_000;
/** However still all is, what holds is compared with the alarms that are on so often. */
const everyMs = 60_000;

/** What is known of a transfer that counts as stuck; no trouble where its person can act. */
interface Judged {
  readonly version: number;
  readonly trouble: Trouble | undefined;
}

/**
 * Makes the function that begins and ends them by what holds now. It may be called every few seconds:
 * a transfer is read once, and again when it has changed.
 */
export function createTransferAlarms({ alarms, store, now, orderNow }: TransferAlarmsDeps) {
  let known: ReadonlyMap<string, Judged> = new Map();
  let comparedAtMs = Number.NEGATIVE_INFINITY;

  return async function look(): Promise<void> {
    const stuck = await listStuck();
    const isStill =
      stuck.length === known.size &&
      stuck.every(({ id, version }) => known.get(id)?.version === version);
    if (isStill && now() - comparedAtMs < everyMs) return;
    const judged = new Map<string, Judged>();
    for (const one of stuck) judged.set(one.id, await judge(one));
    for (const { trouble } of judged.values()) if (trouble) await alarms.begin(trouble);
    for (const { key } of await store.alarms.listOpen(mostOpen)) {
      const isOver = judged.get(key.slice(prefix.length))?.trouble === undefined;
      if (key.startsWith(prefix) && isOver) await alarms.end(key);
    }
    known = judged;
    comparedAtMs = now();
  };

  async function listStuck(): Promise<StuckTransfer[]> {
    const all: StuckTransfer[] = [];
    for (;;) {
      const page = await store.transfers.listStuck(orderNow(), perRead, all.length);
      all.push(...page);
      if (page.length < perRead) return all;
    }
  }

  async function judge({ id, version }: StuckTransfer): Promise<Judged> {
    const before = known.get(id);
    if (before?.version === version) return before;
    const transfer = await store.transfers.find(id);
    const isAlarm = transfer !== undefined && !isRefundable(transfer);
    return { version, trouble: isAlarm ? troubleOf(transfer) : undefined };
  }
}

const prefix = 'transfer:';

/** Where an address may be wrong, the word is another: somebody may be about to pay to it. */
const aboutAddresses: readonly ReviewReason[] = [
  'wrong_chain',
  'bad_address',
  'bad_tag',
  'address_in_use',
  'address_changed',
  'refund_to_other_address',
];

function troubleOf({ id, shortId, state, review }: Transfer): Trouble {
  const about = `${shortId} ${review?.reason ?? state}`;
  const isAddress = review !== undefined && aboutAddresses.includes(review.reason);
  const needsPerson = state === 'review' || state === 'held' || state === 'failed';
  const kind = isAddress ? 'address' : needsPerson ? 'review' : 'stuck';
  return { key: `${prefix}${id}`, kind, about };
}
