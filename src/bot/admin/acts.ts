/** What all acts of staff share: only some may act, a reason is asked for, and all is written down. */
import type { Store } from '../../store/store.ts';
import { type BotContext, reply } from '../context.ts';
import type { Actor, StaffWork } from './desk.ts';

export interface ActsDeps {
  readonly store: Pick<Store, 'audit' | 'drafts'>;
  readonly now: () => number;
}

/** Makes the helpers. */
export function createActs({ store, now }: ActsDeps) {
  /**
   * Writes an act down, before it is done: an act without a record cannot be. An update that is run
   * again after a crash writes it once.
   */
  async function record(
    ctx: BotContext,
    actor: Actor,
    act: { readonly act: string; readonly about: string; readonly why?: string },
  ): Promise<void> {
    const id = `${ctx.update.update_id}.${act.act}`;
    await store.audit.append({ ...act, id, atMs: now(), byUserId: actor.userId });
  }

  /** Lets only those act who may; others are told so. */
  function actsOnly(work: StaffWork): StaffWork {
    return async (ctx, given, actor) => {
      if (actor.role === 'admin') return work(ctx, given, actor);
      await reply(ctx, ctx.messages.staff.actsOnly());
    };
  }

  /** Asks for the reason of an act; the next text of this person is taken as it. */
  function asksWhy(act: string): StaffWork {
    return actsOnly(async (ctx, about, { userId }) => {
      await store.drafts.put(userId, 'staff', { act, about, askedAtMs: now() });
      await reply(ctx, ctx.messages.staff.askWhy(act, about));
    });
  }

  return { record, actsOnly, asksWhy };
}

export type Acts = ReturnType<typeof createActs>;
