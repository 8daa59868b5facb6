/**
 * Buttons that act on a transfer. They work with or without a dialogue, long after it, and decide
 * by who presses. Every press is answered, so no spinner stays.
 */
import type { Press } from '../domain/press.ts';
import type { Transfer } from '../domain/transfer.ts';
import { answerPress, ignoringStale } from '../flows/ask.ts';
import type { KnownRecipients } from '../flows/recipients/known-recipients.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { MakeReceipt } from '../text/receipt-maker.ts';
import type { createAccept } from '../transfers/accept.ts';
import { amend } from '../transfers/amend.ts';
import type { BroughtForward, createBringForward } from '../transfers/bring-forward.ts';
import type { createRefund } from '../transfers/refund.ts';
import type { Share } from '../transfers/share.ts';
import type { createTellSent } from '../transfers/tell-sent.ts';
import { type BotContext, type PressOf, personOf, replacePressed } from './context.ts';
import type { createFreshCard } from './fresh-card.ts';
import { isStaleTap } from './middleware/freshness.ts';
import { createQuoteTaps } from './quote-taps.ts';
import { createSendReceipt } from './send-receipt.ts';
import { createShareProgress } from './share-progress.ts';
import { createShowQr } from './show-qr.ts';

export interface TapDeps {
  readonly store: Store;
  readonly recipients: KnownRecipients;
  readonly accept: ReturnType<typeof createAccept>;
  readonly refund: ReturnType<typeof createRefund>;
  readonly bringForward: ReturnType<typeof createBringForward>;
  readonly freshCard: ReturnType<typeof createFreshCard>;
  readonly tellSent: ReturnType<typeof createTellSent>;
  readonly makeReceipt: MakeReceipt;
  /** Absent where there is no public page. */
  readonly share?: Share;
  readonly log: Log;
  /** Lets the outbox look at once. */
  readonly changed: () => void;
  readonly now: () => number;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
}

/** Makes the handler of transfer buttons. False for a press that is not one of them. */
export function createTaps(deps: TapDeps) {
  const { store, now } = deps;
  const showQr = createShowQr(deps);
  const sendReceipt = createSendReceipt(deps);
  const shareProgress = createShareProgress(deps);
  const quote = createQuoteTaps({ ...deps, notTheirs });

  return async function tapped(ctx: BotContext, press: Press): Promise<boolean> {
    if (await isStaleTap(ctx, press, now())) return true;
    switch (press.kind) {
      case 'confirm':
        await quote.confirm(ctx, press);
        return true;
      case 'cancel_quote':
        await quote.cancelQuote(ctx, press);
        return true;
      case 'confirm_refund':
        await confirmRefund(ctx, press);
        return true;
      case 'said_sent':
        await saidSent(ctx, press);
        return true;
      case 'wont_pay':
      case 'will_pay':
        await decidePaying(ctx, press);
        return true;
      case 'show_qr':
        await qr(ctx, press);
        return true;
      case 'hide_qr':
        await answerPress(ctx);
        await ignoringStale(() => ctx.deleteMessage());
        return true;
      case 'status':
        await status(ctx, press);
        return true;
      case 'look_now':
        await lookNow(ctx, press);
        return true;
      case 'receipt':
        await receipt(ctx, press);
        return true;
      case 'share':
      case 'stop_sharing':
        await share(ctx, press);
        return true;
      default:
        return false;
    }
  };

  async function confirmRefund(ctx: BotContext, press: PressOf<'confirm_refund'>): Promise<void> {
    const outcome = await deps.refund.confirm({ ...press, userId: personOf(ctx) });
    switch (outcome.kind) {
      case 'done':
        await answerPress(ctx);
        await ignoringStale(() => ctx.editMessageReplyMarkup());
        return deps.freshCard(ctx, outcome.transfer);
      case 'already':
        await answerPress(ctx, ctx.messages.toast.questionAnswered());
        return ignoringStale(() => ctx.editMessageReplyMarkup());
      case 'changed': {
        await answerPress(ctx, ctx.messages.toast.valuesChanged());
        const { transfer } = outcome;
        return ignoringStale(() => replacePressed(ctx, ctx.messages.refund.askAgain(transfer)));
      }
      case 'not_yours':
        return notTheirs(ctx, press.transferId);
    }
  }

  async function saidSent(ctx: BotContext, press: PressOf<'said_sent'>): Promise<void> {
    const transfer = await own(ctx, press.transferId);
    if (!transfer) return;
    const saidSentAtMs = deps.orderNow();
    let isFirst = false;
    const newest = await amend(store, transfer, (now) => {
      isFirst = now.saidSentAtMs === undefined;
      return now.state === 'awaiting_deposit' ? { ...now, saidSentAtMs } : undefined;
    });
    if (isFirst && newest.saidSentAtMs !== undefined) deps.tellSent(newest);
    await answerLooking(ctx, await deps.bringForward(newest));
  }

  /** "I won't pay" hides the address, and can be taken back; money is watched for either way. */
  async function decidePaying(
    ctx: BotContext,
    press: PressOf<'wont_pay' | 'will_pay'>,
  ): Promise<void> {
    const transfer = await own(ctx, press.transferId);
    if (!transfer) return;
    if (transfer.state !== 'awaiting_deposit') {
      return answerPress(ctx, ctx.messages.toast.cannotCancel());
    }
    const nowMs = deps.orderNow();
    await amend(store, transfer, ({ givenUpAtMs, ...newest }) => {
      if (newest.state !== 'awaiting_deposit') return undefined;
      if (press.kind === 'wont_pay') return { ...newest, givenUpAtMs: nowMs };
      // Nobody hurried while it was given up; now somebody is about to pay.
      return { ...newest, dueAtMs: now() };
    });
    await answerPress(ctx);
    deps.changed();
  }

  async function lookNow(ctx: BotContext, press: PressOf<'look_now'>): Promise<void> {
    const transfer = await own(ctx, press.transferId);
    if (transfer) await answerLooking(ctx, await deps.bringForward(transfer));
  }

  async function answerLooking(ctx: BotContext, forward: BroughtForward): Promise<void> {
    const { toast } = ctx.messages;
    await answerPress(ctx, forward === 'looking' ? toast.looking() : toast.lookedJustNow());
  }

  async function status(ctx: BotContext, press: PressOf<'status'>): Promise<void> {
    const transfer = await own(ctx, press.transferId);
    if (!transfer) return;
    await answerPress(ctx);
    await deps.bringForward(transfer);
    await deps.freshCard(ctx, transfer);
  }

  async function qr(ctx: BotContext, press: PressOf<'show_qr'>): Promise<void> {
    const transfer = await own(ctx, press.transferId);
    if (transfer) await showQr(ctx, transfer);
  }

  async function receipt(ctx: BotContext, press: PressOf<'receipt'>): Promise<void> {
    const transfer = await own(ctx, press.transferId);
    if (transfer) await sendReceipt(ctx, transfer);
  }

  async function share(ctx: BotContext, press: PressOf<'share' | 'stop_sharing'>): Promise<void> {
    const transfer = await own(ctx, press.transferId);
    if (transfer) await shareProgress(ctx, press.kind, transfer);
  }

  /** The presser's own transfer; for everybody else's the press gets a neutral answer. */
  async function own(ctx: BotContext, transferId: string): Promise<Transfer | undefined> {
    const transfer = await store.transfers.find(transferId);
    if (transfer?.userId === personOf(ctx)) return transfer;
    await notTheirs(ctx, transferId);
    return undefined;
  }

  async function notTheirs(ctx: BotContext, transferId: string): Promise<void> {
    deps.log.warn('press on a transfer that is not theirs', { transfer: transferId });
    await answerPress(ctx, ctx.messages.toast.noLonger());
  }
}
