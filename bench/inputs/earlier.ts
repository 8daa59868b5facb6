/** What a store holds before an input comes: as much of it as there can be. */
import type { CaseMessage, SupportCase } from '../../src/domain/support-case.ts';
import { dayOf } from '../../src/domain/tally.ts';
import type { Store } from '../../src/store/store.ts';
import { transferWith } from '../../test/support/transfer.ts';

/** Who writes; more people have the numbers that follow. */
export const person = 1_001;
export const staff = 7;
/** As long as one question to staff may be. */
export const longestWords = 'test words '.repeat(181).slice(0, 2_000);
/** Transfers of somebody who has sent for years. */
export const mostOfOnePerson = { people: 1, each: 500 };

interface Many {
  readonly people: number;
  readonly each: number;
}

/** Transfers that were delivered. */
export async function fillTransfers(store: Store, { people, each }: Many): Promise<void> {
  for (let n = 0; n < people * each; n += 1) {
    const id = n.toString(16).padStart(24, '0');
    const own = {
      id,
      orderId: `order-${id}`,
      shortId: id.slice(-8),
      userId: person + (n % people),
    };
    const { dueAtMs: _, payTo: __, ...over } = transferWith({ ...own, state: 'completed' });
    await store.transfers.create(over);
  }
}

/** Exchanges with staff as long as they are kept; `areAsked`: each person is about to write on. */
export async function fillCases(
  store: Store,
  { people, each, areAsked = false }: Many & { readonly areAsked?: boolean },
): Promise<void> {
  for (let n = 0; n < people * each; n += 1) {
    const userId = person + (n % people);
    const id = n.toString(16).padStart(8, '0');
    const messages = Array.from({ length: 40 }, (_, at): CaseMessage => {
      return { id: `m${at}`, atMs: at, from: 'person', byUserId: userId, text: longestWords };
    });
    const all: SupportCase = {
      id,
      revision: 0,
      userId,
      state: 'open',
      openedAtMs: n,
      messages,
      shownTo: [],
    };
    await store.cases.put(all);
    const draft = { caseId: id, askedAtMs: Date.now() };
    if (areAsked) await store.drafts.put(userId, 'support', draft);
  }
}

/** Three hundred counters on each of ninety days. */
export async function fillCounters(store: Store): Promise<void> {
  const keys = [
    ...['quoted', 'stage.accepted', 'stage.deposit_seen', 'stage.delivered'],
    ...['deposit_seen', 'confirmed', 'paying_out', 'delivered'].flatMap((stage) =>
      Array.from({ length: 49 }, (_, bucket) => `time.${stage}.${bucket}`),
    ),
    ...Array.from({ length: 100 }, (_, n) => `corridor.N${n % 10}:C${n}`),
  ];
  const today = dayOf(Date.now());
  for (let day = today - 89; day <= today; day += 1) {
    const draft = { caseId: 'abcd1234', askedAtMs: 0 };
    await store.drafts.put(staff, 'support', draft, { day, keys });
  }
  await store.drafts.delete(staff, 'support');
}

/** People who have sent often, and a broadcast whose audience is chosen. */
export async function fillAudience(store: Store): Promise<void> {
  const people = 200;
  await fillTransfers(store, { people, each: 50 });
  for (let n = 0; n < people; n += 1) {
    const user = { userId: person + n, locale: 'en', firstSeenAtMs: 0, lastSeenAtMs: Date.now() };
    await store.users.put(user, Date.now() + 1e9);
  }
  await store.broadcasts.put({
    id: 'abcd1234',
    revision: 0,
    state: 'draft',
    text: 'Test',
    byUserId: staff,
    createdAtMs: Date.now(),
    total: 0,
  });
}

/** What staff did. */
export async function fillActs(store: Store, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const act = { id: `a${n}`, atMs: n, byUserId: staff, act: 'note', about: '', why: 'x' };
    await store.audit.append(act);
  }
}
