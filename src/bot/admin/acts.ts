/** What all acts of staff share: a reason is asked for, and all is written down. */
import type { StaffQuestion } from '../../domain/staff.ts';
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

  /** The next text of this person is taken as the answer. */
  async function ask({ userId }: Actor, act: StaffQuestion, about: string): Promise<void> {
    await store.drafts.put(userId, 'staff', { act, about, askedAtMs: now() });
  }

  /** Asks for the reason of an act. */
  function asksWhy(act: StaffQuestion): StaffWork {
    return async (ctx, about, actor) => {
      await ask(actor, act, about);
      await reply(ctx, ctx.messages.staff.askWhy(act, about));
    };
  }

  return { record, ask, asksWhy };
}

export type Acts = ReturnType<typeof createActs>;
