/** `/privacy` and its buttons: what is kept of a person, and its deletion on a second tap. */
import type { Press } from '../domain/press.ts';
import { isSettled } from '../domain/retention.ts';
import { answerPress, ignoringStale } from '../flows/ask.ts';
import type { createForget } from '../retention/forget.ts';
import type { Store, User } from '../store/store.ts';
import type { StillNeeded } from '../text/privacy-messages.ts';
import type { Screen } from '../text/screen.ts';
import { dropMenu } from './chat-menus.ts';
import { type BotContext, personOf, replacePressed, reply } from './context.ts';
import { isStaleTap } from './middleware/freshness.ts';

export interface PrivacyDeps {
  readonly store: Pick<Store, 'users' | 'transfers' | 'cases'>;
  readonly forget: ReturnType<typeof createForget>;
  readonly now: () => number;
}

/** Quotes are limited by the hour, so what is older than these is over. */
const lookedAt = 100;

/** Makes the command and the handler of its buttons, which is false for other presses. */
export function createPrivacy({ store, forget, now }: PrivacyDeps) {
  async function about(ctx: BotContext): Promise<Screen> {
    const { deletionAskedAtMs } = await userOf(ctx);
    const needed = deletionAskedAtMs === undefined ? undefined : await stillNeeded(ctx);
    return ctx.messages.privacy.about(needed);
  }

  async function tapped(ctx: BotContext, press: Press): Promise<boolean> {
    const words = ctx.messages.privacy;
    switch (press.kind) {
      case 'privacy':
        await show(ctx, await about(ctx));
        return true;
      case 'ask_delete':
        await show(ctx, words.askDelete(await stillNeeded(ctx)));
        return true;
      case 'delete_data':
        if (await isStaleTap(ctx, press, now())) return true;
        await show(ctx, await deleted(ctx));
        return true;
      case 'keep_data':
        await keep(ctx);
        await show(ctx, words.kept());
        return true;
      default:
        return false;
    }
  }

  /** The wish is written down first: whatever comes in between, it is done. */
  async function deleted(ctx: BotContext): Promise<Screen> {
    const { lane, fence } = ctx.run;
    const nowMs = now();
    const user: User = { deletionAskedAtMs: nowMs, ...(await userOf(ctx)) };
    await store.users.put(user, nowMs);
    const forgotten = await forget(user, { lane, fence });
    const words = ctx.messages.privacy;
    if (forgotten.kind !== 'all') return words.deletedLater(forgotten);
    await dropMenu(ctx.api, user);
    return words.deleted();
  }

  async function keep(ctx: BotContext): Promise<void> {
    const { deletionAskedAtMs: _, ...user } = await userOf(ctx);
    await store.users.put(user, now());
  }

  async function stillNeeded(ctx: BotContext): Promise<StillNeeded> {
    const userId = personOf(ctx);
    const transfers = await store.transfers.listByUser(userId, lookedAt);
    const cases = await store.cases.listByUser(userId, lookedAt);
    return {
      transfers: transfers.filter((transfer) => !isSettled(transfer)).length,
      cases: cases.filter(({ state }) => state === 'open').length,
    };
  }

  /** Whoever writes is stored before anything is done. */
  async function userOf(ctx: BotContext): Promise<User> {
    const user = await store.users.find(personOf(ctx));
    if (!user) throw new Error('somebody acts whom nobody stored');
    return user;
  }

  async function show(ctx: BotContext, screen: Screen): Promise<void> {
    await answerPress(ctx);
    await ignoringStale(() => replacePressed(ctx, screen));
  }

  return { command: async (ctx: BotContext) => reply(ctx, await about(ctx)), tapped };
}

export type Privacy = ReturnType<typeof createPrivacy>;
