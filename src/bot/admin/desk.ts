/**
 * The way in for staff: their commands, their buttons, and the reasons they type. Whoever is no
 * staff passes through as if none of it existed.
 */
import type { NextFunction } from 'grammy';
import { decodePress } from '../../domain/press.ts';
import {
  isAllowed,
  type Role,
  type StaffButton,
  type StaffCommand,
  type StaffQuestion,
  staffButtons,
  staffCommands,
  staffQuestions,
} from '../../domain/staff.ts';
import { answerPress } from '../../flows/ask.ts';
import type { Store } from '../../store/store.ts';
import { commandOf, type Typed } from '../command.ts';
import { type BotContext, personOf, reply } from '../context.ts';

/** Somebody of staff who does something now. */
export interface Actor {
  readonly userId: number;
  readonly role: Role;
}

/** One thing that staff do. `given` is what was typed behind a command, or what a button names. */
export type StaffWork = (ctx: BotContext, given: string, actor: Actor) => Promise<void>;

/** A thing that needs a reason: `why` is the text that was typed for it. */
export type StaffAnswer = (
  ctx: BotContext,
  about: string,
  why: string,
  actor: Actor,
) => Promise<void>;

/**
 * A thing that takes any text. It judges the text itself, and says when it does not fit: false keeps
 * the question open.
 */
export type StaffText = (
  ctx: BotContext,
  about: string,
  text: string,
  actor: Actor,
) => Promise<boolean>;

/** What one subject brings: commands, buttons, acts that wait for a reason or for any text, by name. */
export interface StaffPart {
  readonly commands?: Readonly<Partial<Record<StaffCommand, StaffWork>>>;
  readonly presses?: Readonly<Partial<Record<StaffButton, StaffWork>>>;
  readonly answers?: Readonly<Partial<Record<StaffQuestion, StaffAnswer>>>;
  readonly texts?: Readonly<Partial<Record<StaffQuestion, StaffText>>>;
}

export interface DeskDeps {
  readonly store: Pick<Store, 'drafts'>;
  readonly roleOf: (userId: number) => Role | undefined;
  readonly parts: readonly StaffPart[];
  /** Shows somebody of staff their menu, if they do not have it yet. */
  readonly showMenu: (actor: Actor) => Promise<void>;
  readonly now: () => number;
}

const whyHoldsMs = 10 * 60_000;
const shortestWhy = 3;
const longestWhy = 300;

/**
 * Makes the desk: `take`, the middleware for buttons and reasons, and `command`, which tells whether
 * it answered. Commands come by the way of all commands, so that a dialogue in which they are sent
 * asks its question again.
 */
export function createDesk(deps: DeskDeps) {
  const { store, roleOf, now } = deps;
  const commands = Object.assign({}, ...deps.parts.map((part) => part.commands ?? {}));
  const presses = Object.assign({}, ...deps.parts.map((part) => part.presses ?? {}));
  const answers = Object.assign({}, ...deps.parts.map((part) => part.answers ?? {}));
  const texts = Object.assign({}, ...deps.parts.map((part) => part.texts ?? {}));

  async function take(ctx: BotContext, next: NextFunction): Promise<void> {
    const actor = actorOf(ctx);
    if (!actor) return next();
    await deps.showMenu(actor);
    const press = decodePress(ctx.callbackQuery?.data ?? '');
    if (press?.kind === 'staff') return pressed(ctx, press.act, press.about, actor);
    return ctx.message && !commandOf(ctx) ? typed(ctx, actor, next) : next();
  }

  async function command(ctx: BotContext, { name, argument }: Typed): Promise<boolean> {
    const actor = actorOf(ctx);
    if (!actor) return false;
    await store.drafts.delete(actor.userId, 'staff');
    const work: StaffWork | undefined = own(commands, name);
    const right = own(staffCommands, name);
    if (!work || !right) return false;
    if (!isAllowed(actor.role, right)) await reply(ctx, ctx.messages.staff.actsOnly());
    else await work(ctx, argument.trim(), actor);
    return true;
  }

  function actorOf(ctx: BotContext): Actor | undefined {
    const userId = personOf(ctx);
    const role = roleOf(userId);
    return role && { userId, role };
  }

  async function pressed(ctx: BotContext, act: string, about: string, actor: Actor) {
    if (act === 'leave') return leave(ctx, actor);
    const work: StaffWork | undefined = own(presses, act);
    const right = own(staffButtons, act);
    const { noLonger, looking } = ctx.messages.toast;
    if (!work || !right) return answerPress(ctx, noLonger());
    await answerPress(ctx, act === 'look' ? looking() : undefined);
    if (!isAllowed(actor.role, right)) return reply(ctx, ctx.messages.staff.actsOnly());
    await work(ctx, about, actor);
  }

  async function leave(ctx: BotContext, { userId }: Actor): Promise<void> {
    await store.drafts.delete(userId, 'staff');
    await answerPress(ctx);
    await reply(ctx, ctx.messages.staff.whyNotAsked());
  }

  /** The reason for an act that waits for one. Anything else that is typed passes. */
  async function typed(ctx: BotContext, actor: Actor, next: NextFunction): Promise<void> {
    const draft = await store.drafts.find(actor.userId, 'staff');
    const answer: StaffAnswer | undefined = draft && own(answers, draft.act);
    const takesText: StaffText | undefined = draft && own(texts, draft.act);
    const right = draft && own(staffQuestions, draft.act);
    if (!draft || !right || !(answer ?? takesText)) return next();
    // Who could act when the question was asked may not any more.
    if (!isAllowed(actor.role, right)) {
      await store.drafts.delete(actor.userId, 'staff');
      return reply(ctx, ctx.messages.staff.actsOnly());
    }
    const sentAtMs = (ctx.message?.date ?? 0) * 1_000;
    const isLate = now() - draft.askedAtMs > whyHoldsMs || now() - sentAtMs > whyHoldsMs;
    if (isLate) {
      await store.drafts.delete(actor.userId, 'staff');
      return reply(ctx, ctx.messages.staff.whyNotAsked());
    }
    const why = (ctx.message?.text ?? '').trim();
    if (takesText) {
      if (!(await takesText(ctx, draft.about, why, actor))) return;
    } else if (why.length < shortestWhy || why.length > longestWhy) {
      return reply(ctx, ctx.messages.staff.badWhy());
    }
    await answer?.(ctx, draft.about, why, actor);
    await store.drafts.delete(actor.userId, 'staff');
  }
  return { take, command };
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
