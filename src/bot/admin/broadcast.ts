/** `/broadcast` for those who act: words, preview, whom for, count, and how far it has come. */
import {
  type Audience,
  asksTransfers,
  type Broadcast,
  isFor,
  longestBroadcast,
  mostBroadcastLines,
  stepTo,
} from '../../domain/broadcast.ts';
import { ignoringStale, screenOptions } from '../../flows/ask.ts';
import type { Store } from '../../store/store.ts';
import type { Screen } from '../../text/screen.ts';
import { type BotContext, replacePressed, reply } from '../context.ts';
import type { Acts } from './acts.ts';
import type { Actor, StaffPart, StaffWork } from './desk.ts';

export interface StaffBroadcastDeps {
  readonly store: Pick<Store, 'broadcasts' | 'transfers' | 'users'>;
  readonly acts: Acts;
  /** 8 hexadecimal digits. */
  readonly newId: () => string;
  readonly now: () => number;
}

const pageSize = 200;
const transfersRead = 50;
const listedUnknown = 100;
const codes = { language: /^[a-z]{2,3}$/, corridor: /^[A-Z]{2}:[A-Z]{3,5}$/ } as const;

/** Makes `/broadcast` and its buttons. */
export function createStaffBroadcast(deps: StaffBroadcastDeps): StaffPart {
  const { store, acts, now } = deps;
  const { broadcasts } = store;

  async function command(ctx: BotContext, _: string, actor: Actor): Promise<void> {
    const [underWay] = await broadcasts.listUnfinished();
    if (underWay) {
      await ctx.reply(ctx.messages.staff.broadcastUnderWay());
      return sendPanel(ctx, underWay);
    }
    await acts.ask(actor, 'bc_text', deps.newId());
    await reply(ctx, ctx.messages.staff.askBroadcast());
  }

  async function typedText(ctx: BotContext, id: string, text: string, actor: Actor) {
    const isBlank = ctx.messages.broadcast(text).text.text.trim() === '';
    const lines = text.split('\n').length;
    if (isBlank || text.length > longestBroadcast || lines > mostBroadcastLines) {
      const characters = isBlank ? 0 : text.length;
      await reply(ctx, ctx.messages.staff.badBroadcast({ characters, lines }));
      return false;
    }
    const draft: Broadcast = {
      id,
      revision: 0,
      state: 'draft',
      text,
      byUserId: actor.userId,
      createdAtMs: now(),
      total: 0,
    };
    // Delivered once more after a crash, it is there already.
    await broadcasts.put(draft);
    await reply(ctx, ctx.messages.broadcast(text));
    await reply(ctx, ctx.messages.staff.askAudience(draft));
    return true;
  }

  function onDraft(work: (ctx: BotContext, draft: Broadcast, actor: Actor) => Promise<void>) {
    return async (ctx: BotContext, id: string, actor: Actor): Promise<void> => {
      const draft = await broadcasts.find(id);
      if (draft?.state !== 'draft') return reply(ctx, ctx.messages.staff.broadcastGone());
      await work(ctx, draft, actor);
    };
  }

  /** Counts who it is for; whom a count found before, and who was not written to, is forgotten. */
  async function choose(ctx: BotContext, draft: Broadcast, audience: Audience, actor: Actor) {
    await broadcasts.unaddress(draft.id);
    await address(draft.id, audience);
    const { waiting: total } = await broadcasts.counts(draft.id);
    const chosen = { ...draft, audience, total };
    if (!(await broadcasts.put(chosen))) return reply(ctx, ctx.messages.staff.broadcastGone());
    if (total === 0) return reply(ctx, ctx.messages.staff.nobody(chosen));
    await acts.ask(actor, 'bc_count', draft.id);
    await reply(ctx, ctx.messages.staff.askCount(chosen, audience));
  }

  /** Everybody it is for and who can be reached, page by page. */
  async function address(id: string, audience: Audience): Promise<void> {
    let from: string | undefined;
    do {
      const page = await store.users.listPage(pageSize, from);
      const chosen: number[] = [];
      for (const { userId, locale, unreachable } of page.users) {
        if (unreachable) continue;
        const transfers = asksTransfers(audience)
          ? await store.transfers.listByUser(userId, transfersRead)
          : [];
        if (isFor(audience, { locale, transfers })) chosen.push(userId);
      }
      await broadcasts.address(id, chosen);
      from = page.next;
    } while (from !== undefined);
  }

  const chooses = (audience: Audience) =>
    onDraft((ctx, draft, actor) => choose(ctx, draft, audience, actor));

  const asksCode = (kind: 'language' | 'corridor') =>
    onDraft(async (ctx, { id }, actor) => {
      await acts.ask(actor, `bc_${kind}`, id);
      await reply(ctx, ctx.messages.staff.askAudienceCode(kind));
    });

  /** The count's own question takes the place of this one, so it is not closed. */
  const typedCode =
    (kind: 'language' | 'corridor') =>
    async (ctx: BotContext, id: string, typed: string, actor: Actor): Promise<boolean> => {
      const code = kind === 'language' ? typed.toLowerCase() : typed.toUpperCase();
      if (!codes[kind].test(code)) {
        await reply(ctx, ctx.messages.staff.badAudienceCode(kind));
        return false;
      }
      const audience: Audience =
        kind === 'language' ? { kind, locale: code } : { kind, corridor: code };
      await chooses(audience)(ctx, id, actor);
      return false;
    };

  async function typedCount(ctx: BotContext, id: string, typed: string, actor: Actor) {
    const draft = await broadcasts.find(id);
    if (!draft || draft.total === 0) {
      await reply(ctx, ctx.messages.staff.broadcastGone());
      return true;
    }
    if (draft.state !== 'draft') {
      await sendPanel(ctx, draft);
      return true;
    }
    if (typed.replace(/[\s,.]/g, '') !== String(draft.total)) {
      await reply(ctx, ctx.messages.staff.wrongCount(draft));
      return false;
    }
    const why = `${draft.total} people: ${draft.text.slice(0, 200)}`;
    await acts.record(ctx, actor, { act: 'broadcast', about: `broadcast:${id}`, why });
    const running: Broadcast = { ...draft, state: 'running' };
    if (await broadcasts.put(running)) await sendPanel(ctx, running);
    return true;
  }

  /** A new message that shows how far it has come; it is edited from now on. */
  async function sendPanel(ctx: BotContext, { id }: Broadcast): Promise<void> {
    const shown = await view(ctx, id);
    if (!shown || !ctx.chat) return;
    const { text } = shown.screen;
    const message = await ctx.reply(text.text, screenOptions(shown.screen));
    const panel = { chatId: ctx.chat.id, messageId: message.message_id };
    await amend(id, (newest) => ({ ...newest, panel }));
  }

  async function view(
    ctx: BotContext,
    id: string,
  ): Promise<{ broadcast: Broadcast; screen: Screen } | undefined> {
    const broadcast = await broadcasts.find(id);
    if (!broadcast) return undefined;
    const counts = await broadcasts.counts(id);
    return { broadcast, screen: ctx.messages.staff.broadcastPanel(broadcast, counts) };
  }

  /** The sender writes too, when it ends. */
  async function amend(
    id: string,
    step: (newest: Broadcast) => Broadcast | undefined,
  ): Promise<boolean> {
    for (let tries = 0; tries < 5; tries += 1) {
      const newest = await broadcasts.find(id);
      const next = newest && step(newest);
      if (!next) return false;
      if (await broadcasts.put(next)) return true;
    }
    return false;
  }

  const panel: StaffWork = async (ctx, id) => {
    const shown = await view(ctx, id);
    if (!shown) return reply(ctx, ctx.messages.staff.broadcastGone());
    await ignoringStale(() => replacePressed(ctx, shown.screen));
  };

  const steps =
    (state: 'running' | 'paused' | 'stopped'): StaffWork =>
    async (ctx, id, actor) => {
      const about = `broadcast:${id}`;
      await acts.record(ctx, actor, { act: `broadcast_${state}`, about });
      await amend(id, (newest) => stepTo(newest, state));
      await panel(ctx, id, actor);
    };

  const unknown: StaffWork = async (ctx, id) => {
    const broadcast = await broadcasts.find(id);
    if (!broadcast) return reply(ctx, ctx.messages.staff.broadcastGone());
    const userIds = await broadcasts.listUnknown(id, listedUnknown + 1);
    const more = userIds.length > listedUnknown;
    const listed = userIds.slice(0, listedUnknown);
    await reply(ctx, ctx.messages.staff.unknownSends(broadcast, listed, more));
  };

  return {
    commands: { broadcast: command },
    presses: {
      broadcast: command,
      bc_all: chooses({ kind: 'all' }),
      bc_open: chooses({ kind: 'open' }),
      bc_language: asksCode('language'),
      bc_corridor: asksCode('corridor'),
      bc_choose: onDraft((ctx, draft) => reply(ctx, ctx.messages.staff.askAudience(draft))),
      bc_panel: panel,
      bc_pause: steps('paused'),
      bc_resume: steps('running'),
      bc_stop: steps('stopped'),
      bc_unknown: unknown,
    },
    texts: {
      bc_text: typedText,
      bc_language: typedCode('language'),
      bc_corridor: typedCode('corridor'),
      bc_count: typedCount,
    },
  };
}
