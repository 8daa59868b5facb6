/**
 * Messages that ring. Each attempt is written down before the call; an outcome that nobody learned
 * closes a plain push, since the card says the same, and repeats a push about a final state once,
 * marked as repeated.
 */
import type { Api } from 'grammy';
import { isFinal, type NoticeKind, type Transfer, type TransferState } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Notice, NoticeOutcome, Store } from '../store/store.ts';
import { toInlineKeyboard } from '../text/keyboard.ts';
import type { Messages } from '../text/messages.ts';
import { formatted } from './formatted.ts';
import type { CallOutcome } from './outcome.ts';

export interface PushDeps {
  readonly api: Api;
  readonly store: Store;
  readonly messages: (locale: string) => Messages;
  readonly log: Log;
  readonly now: () => number;
}

const sendLeaseMs = 45_000;
const afterUnknownMs = 2_000;
const aboutFinalStates: readonly NoticeKind[] = ['delivered', 'failed', 'refunded', 'do_not_pay'];

/** Tells whether a push with an unknown outcome goes out once more. */
function mayRepeat(kind: NoticeKind, unknownOutcomes: number): boolean {
  return aboutFinalStates.includes(kind) && unknownOutcomes < 2;
}

const goesOn: readonly TransferState[] = ['confirming', 'received', 'paying_out'];

/**
 * Tells whether news that waited, for a pause or for Telegram, would contradict what holds by now, or
 * say less. What overtook it has a push of its own.
 */
function isOvertaken(kind: NoticeKind, transfer: Transfer): boolean {
  const { state, closedAtMs, givenUpAtMs, review } = transfer;
  const movesAgain = state === 'completed' || state === 'refunded' || goesOn.includes(state);
  const isOpen = state === 'awaiting_deposit' && closedAtMs === undefined;
  switch (kind) {
    case 'held':
      return state === 'failed' || movesAgain;
    case 'failed':
      return movesAgain;
    case 'delivered':
      return state !== 'completed' && review?.end !== 'delivered';
    case 'deposit_seen':
    case 'late_deposit':
      return !goesOn.includes(state);
    case 'expires_soon':
      return !isOpen || givenUpAtMs !== undefined;
    case 'no_address':
      return state !== 'cancelled';
    case 'do_not_pay':
      return state !== 'review';
    case 'goes_on':
    case 'refund_dropped':
      return state === 'review' || isFinal(state);
    default:
      return false;
  }
}

/** Makes the function that sends one owed push. */
export function createPush(deps: PushDeps) {
  const { api, store, log, now } = deps;

  return async function push(notice: Notice): Promise<void> {
    if (notice.unknownOutcomes > 0 && !mayRepeat(notice.kind, notice.unknownOutcomes)) {
      return store.notices.settle(notice.id, { kind: 'closed', why: 'unknown' });
    }
    const transfer = await store.transfers.find(notice.transferId);
    if (!transfer) throw new Error(`a notice without a transfer: ${notice.transferId}`);
    if (isOvertaken(notice.kind, transfer)) {
      return store.notices.settle(notice.id, { kind: 'closed', why: 'overtaken' });
    }
    const hold = await store.notices.attempt(notice.id, now(), now() + sendLeaseMs);
    if (!hold) return;
    const sent = await send(notice, transfer);
    const outcome = settlement(notice, sent);
    if (outcome.kind === 'unreachable') await store.users.markUnreachable(notice.userId);
    if (sent.kind === 'refused') {
      log.error('push refused', { transfer: transfer.id, kind: notice.kind, why: sent.why });
    }
    await store.notices.settle(notice.id, outcome, hold);
  };

  async function send(notice: Notice, transfer: Transfer): Promise<CallOutcome<number>> {
    const user = await store.users.find(transfer.userId);
    const card = await store.cards.find(transfer.id);
    const messages = deps.messages(user?.locale ?? 'en');
    const screen = messages.notice(notice.kind, transfer, notice.unknownOutcomes > 0);
    return formatted(screen, log, async (entities) => {
      const sent = await api.sendMessage(transfer.userId, screen.text.text, {
        entities,
        reply_markup: toInlineKeyboard(screen.buttons),
        link_preview_options: { is_disabled: true },
        ...(card?.messageId !== undefined && {
          reply_parameters: { message_id: card.messageId, allow_sending_without_reply: true },
        }),
      });
      return sent.message_id;
    });
  }

  function settlement(notice: Notice, sent: CallOutcome<number>): NoticeOutcome {
    switch (sent.kind) {
      case 'accepted':
        return { kind: 'accepted', messageId: sent.value };
      case 'later':
        return { kind: 'retry', atMs: now() + sent.waitMs };
      case 'unreachable':
        return { kind: 'unreachable' };
      case 'unknown':
        return mayRepeat(notice.kind, notice.unknownOutcomes + 1)
          ? { kind: 'unknown', atMs: now() + afterUnknownMs }
          : { kind: 'closed', why: 'unknown' };
      case 'refused':
      case 'message_gone':
      case 'not_modified':
        return { kind: 'closed', why: 'refused' };
    }
  }
}
