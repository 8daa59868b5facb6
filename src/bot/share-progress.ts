/** "Share progress": the link to a transfer's page into the chat of its person, and its end. */
import { mayShare } from '../domain/share.ts';
import type { Transfer } from '../domain/transfer.ts';
import { answerPress, ignoringStale } from '../flows/ask.ts';
import type { Share } from '../transfers/share.ts';
import { type BotContext, replacePressed, reply } from './context.ts';

export interface ShareProgressDeps {
  /** Absent where there is no public page. */
  readonly share?: Share;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
}

/** Makes the function that does either with the presser's own transfer. */
export function createShareProgress({ share, orderNow }: ShareProgressDeps) {
  return async function shareProgress(
    ctx: BotContext,
    act: 'share' | 'stop_sharing',
    transfer: Transfer,
  ): Promise<void> {
    if (!share) return answerPress(ctx, ctx.messages.toast.noLonger());
    if (act === 'stop_sharing') {
      await share.stop(transfer);
      await answerPress(ctx);
      const stopped = ctx.messages.share.stopped(transfer);
      return ignoringStale(() => replacePressed(ctx, stopped));
    }
    if (!mayShare(transfer, orderNow())) return answerPress(ctx, ctx.messages.share.notNow());
    const link = await share.begin(transfer);
    await answerPress(ctx);
    await reply(ctx, ctx.messages.share.link(transfer, link));
  };
}
