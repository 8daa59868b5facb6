/** `/user` for staff: one person, their transfers, and whether they may begin anything new. */
import type { KnownRecipients } from '../../flows/recipients/known-recipients.ts';
import type { Store, User } from '../../store/store.ts';
import type { UserView } from '../../text/staff-messages.ts';
import { type BotContext, reply } from '../context.ts';
import type { Acts } from './acts.ts';
import type { Actor, StaffPart } from './desk.ts';

export interface StaffUserDeps {
  readonly store: Store;
  readonly recipients: Pick<KnownRecipients, 'list'>;
  readonly acts: Acts;
  readonly now: () => number;
}

const transfersShown = 10;
const casesShown = 5;

/** Makes `/user` and its buttons. Whoever calls them is staff. */
export function createStaffUser({ store, recipients, acts, now }: StaffUserDeps): StaffPart {
  async function user(ctx: BotContext, typed: string, actor: Actor): Promise<void> {
    const { staff } = ctx.messages;
    if (!typed) return void (await ctx.reply(staff.userUsage()));
    const known = await findUser(typed);
    if (!known) return void (await ctx.reply(staff.userNotFound(typed)));
    await reply(ctx, staff.user(await view(known, actor)));
  }

  /** What was typed after the button: the question stays open until it leads to somebody. */
  async function found(ctx: BotContext, _: string, typed: string, actor: Actor): Promise<boolean> {
    await user(ctx, typed, actor);
    return (await findUser(typed)) !== undefined;
  }

  async function userOf(ctx: BotContext, transferId: string, actor: Actor): Promise<void> {
    const transfer = await store.transfers.find(transferId);
    await user(ctx, transfer ? String(transfer.userId) : transferId, actor);
  }

  /** Blocks, or frees, once a reason was given. */
  function blocking(blocks: boolean) {
    return async (ctx: BotContext, id: string, why: string, actor: Actor): Promise<void> => {
      const { staff } = ctx.messages;
      const known = await findUser(id);
      if (!known) return void (await ctx.reply(staff.userNotFound(id)));
      const { userId } = known;
      const isBlocked = known.blocked !== undefined;
      if (isBlocked === blocks) return reply(ctx, staff.alreadyBlocked(userId, isBlocked));
      const act = blocks ? 'block' : 'unblock';
      await acts.record(ctx, actor, { act, about: `user:${userId}`, why });
      const block = { byUserId: actor.userId, atMs: now(), why };
      await store.users.block(userId, blocks ? block : undefined);
      await reply(ctx, blocks ? staff.blocked(userId) : staff.unblocked(userId));
    };
  }

  async function findUser(typed: string): Promise<User | undefined> {
    return /^[1-9]\d{0,14}$/.test(typed) ? store.users.find(Number(typed)) : undefined;
  }

  async function view(known: User, { role }: Actor): Promise<UserView> {
    const { userId, locale, firstSeenAtMs, lastSeenAtMs, unreachable, blocked } = known;
    const [transfers, list, cases] = await Promise.all([
      store.transfers.listByUser(userId, transfersShown),
      recipients.list(userId),
      store.cases.listByUser(userId, casesShown),
    ]);
    return {
      userId,
      locale,
      firstSeenAtMs,
      lastSeenAtMs,
      isUnreachable: unreachable === true,
      ...(blocked && { blocked }),
      transfers,
      recipients: list.map(({ payee, usedAtMs }) => ({ ...payee, usedAtMs })),
      cases: cases.filter(({ state }) => state !== 'closed'),
      mayBlock: role === 'admin',
    };
  }

  return {
    commands: { user },
    presses: {
      find_user: acts.asksWhy('find_user'),
      user_of: userOf,
      block: acts.asksWhy('block'),
      unblock: acts.asksWhy('unblock'),
    },
    texts: { find_user: found },
    answers: { block: blocking(true), unblock: blocking(false) },
  };
}
