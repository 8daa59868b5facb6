/**
 * Forgets what may not be kept of one person: everything that is over, when they asked for it, and
 * otherwise what is too old. What money still depends on stays until it is over. Safe to repeat,
 * and to be killed at any point.
 */
import type { Chessa } from '../chessa/client.ts';
import {
  forgetAnswersAtMs,
  forgetCaseAtMs,
  forgetPersonAtMs,
  forgetTransferAtMs,
  isSettled,
  withoutPerson,
} from '../domain/retention.ts';
import { unshared } from '../domain/share.ts';
import type { SupportCase } from '../domain/support-case.ts';
import { isRefundable, type Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import { draftKinds } from '../store/person-records.ts';
import type { Store, User } from '../store/store.ts';

export interface ForgetDeps {
  readonly store: Pick<
    Store,
    'users' | 'drafts' | 'recipients' | 'transfers' | 'cases' | 'conversations'
  >;
  readonly chessa: Pick<Chessa, 'deactivateRecipient'>;
  readonly log: Log;
  readonly now: () => number;
}

/** The lane that the caller is in: nothing else of this person runs meanwhile. */
export interface OwnLane {
  readonly lane: string;
  readonly fence: number;
}

/** What became of it. `waits`: what keeps the rest; both are 0 when only its time has not come. */
export type Forgotten =
  | { readonly kind: 'all' }
  | { readonly kind: 'waits'; readonly transfers: number; readonly cases: number };

const perRead = 100;
const hourMs = 3_600_000;
/** A transfer that is not over is looked at again after so long, where nobody waits for it. */
const openAgainMs = 30 * 24 * hourMs;
/** Telegram brings an update again for a day. */
const tombstoneMs = 48 * hourMs;

/** Makes the function. It also sets when the person is looked after next. */
export function createForget(deps: ForgetDeps) {
  const { store, now } = deps;

  return async function forget(user: User, own: OwnLane): Promise<Forgotten> {
    const { userId, lastSeenAtMs } = user;
    const nowMs = now();
    const isAsked = user.deletionAskedAtMs !== undefined;
    const isOver = (atMs: number) => isAsked || nowMs >= atMs;
    const transfers = await forgetTransfers(userId, nowMs, isOver);
    if (isAsked) for (const one of transfers.kept) await endLink(one);
    const cases = await forgetCases(userId, isOver);
    const answers = isOver(forgetAnswersAtMs(lastSeenAtMs));
    const recipientIds = answers ? await forgetAnswers(user, own, transfers.kept) : [];
    putAway([...transfers.recipientIds, ...recipientIds], transfers.kept);
    const isEmpty = transfers.kept.length === 0 && cases.length === 0;
    if (isEmpty && isOver(forgetPersonAtMs(lastSeenAtMs))) {
      await store.users.forget(userId);
      return { kind: 'all' };
    }
    const nextAtMs = isAsked
      ? nowMs + hourMs
      : Math.min(
          answers ? forgetPersonAtMs(lastSeenAtMs) : forgetAnswersAtMs(lastSeenAtMs),
          ...transfers.kept.map((one) => (isSettled(one) ? forgetTransferAtMs(one) : Infinity)),
          ...cases.map((one) => (isWaited(one) ? Infinity : forgetCaseAtMs(one))),
          nowMs + openAgainMs,
        );
    await store.users.lookAt(userId, Math.max(nextAtMs, nowMs + hourMs));
    const open = transfers.kept.filter((one) => !isSettled(one));
    return { kind: 'waits', transfers: open.length, cases: cases.filter(isWaited).length };
  };

  /** Takes the person out of what is over. Returns what is kept, and Chessa's ids of who was paid. */
  async function forgetTransfers(
    userId: number,
    nowMs: number,
    isOver: (atMs: number) => boolean,
  ): Promise<{ kept: Transfer[]; recipientIds: string[] }> {
    const kept: Transfer[] = [];
    const recipientIds: string[] = [];
    for (;;) {
      const page = await store.transfers.listByUser(userId, perRead, kept.length);
      for (const transfer of page) {
        const isGone =
          isSettled(transfer) &&
          isOver(forgetTransferAtMs(transfer)) &&
          (await unlink(transfer, nowMs));
        if (isGone) recipientIds.push(transfer.payee.recipientId);
        else kept.push(transfer);
      }
      if (page.length < perRead) return { kept, recipientIds };
    }
  }

  /** Whoever was faster has news of it, so it is not over: it stays for the next time. */
  async function unlink(transfer: Transfer, nowMs: number): Promise<boolean> {
    const erased = withoutPerson(transfer, nowMs);
    return (await store.transfers.commit(erased, { unlink: true })).kind === 'committed';
  }

  /** What is kept is shown to nobody else. Whoever was faster has news of it: the next time, then. */
  async function endLink(transfer: Transfer): Promise<void> {
    const ended = unshared(transfer);
    if (ended) await store.transfers.commit(ended);
  }

  /** Questions that wait for nobody. Returns the others. */
  async function forgetCases(
    userId: number,
    isOver: (atMs: number) => boolean,
  ): Promise<SupportCase[]> {
    const cases = await store.cases.listByUser(userId, perRead);
    const over = cases.filter((one) => !isWaited(one) && isOver(forgetCaseAtMs(one)));
    for (const { id } of over) await store.cases.delete(id, userId);
    const kept = cases.filter((one) => !over.includes(one));
    return over.length > 0 && cases.length === perRead ? forgetCases(userId, isOver) : kept;
  }

  /**
   * Dialogues, drafts and recipients; but not where money is to be sent back to, while somebody is
   * about to say so. Returns Chessa's ids of the recipients.
   */
  async function forgetAnswers(
    { userId, deletionAskedAtMs }: User,
    own: OwnLane,
    kept: readonly Transfer[],
  ): Promise<readonly string[]> {
    const recipients = await store.recipients.list(userId, perRead);
    for (const { id } of recipients) await store.recipients.delete(userId, id);
    const refund = await store.drafts.find(userId, 'refund');
    const isNeeded = kept.some((one) => one.id === refund?.transferId && isRefundable(one));
    const gone = draftKinds.filter((kind) => kind !== 'refund' || !isNeeded);
    for (const kind of gone) await store.drafts.delete(userId, kind);
    // Left alone, a dialogue is forgotten after a week by itself.
    if (deletionAskedAtMs !== undefined && !isNeeded) await forgetDialogue(own);
    return recipients.map(({ payee }) => payee.recipientId);
  }

  async function forgetDialogue({ lane, fence }: OwnLane): Promise<void> {
    const record = await store.conversations.read(lane);
    if (record?.state === undefined) return;
    const { takenUpdateId } = record;
    await store.conversations.write(lane, fence, { takenUpdateId }, now() + tombstoneMs);
  }

  /** Asks Chessa to put recipients away whom nothing needs any more. Nobody waits for it. */
  function putAway(recipientIds: readonly string[], kept: readonly Transfer[]): void {
    const needed = new Set(kept.map(({ payee }) => payee.recipientId));
    const all = [...new Set(recipientIds)].filter((id) => !needed.has(id));
    putAwayEach(all).catch((bug: unknown) => deps.log.error('putting away failed', {}, bug));
  }

  async function putAwayEach(recipientIds: readonly string[]): Promise<void> {
    for (const id of recipientIds) {
      const put = await deps.chessa.deactivateRecipient(id);
      if (!put.ok) deps.log.warn('a recipient was not put away', { why: put.failure.kind });
    }
  }
}

function isWaited({ state }: SupportCase): boolean {
  return state === 'open';
}
