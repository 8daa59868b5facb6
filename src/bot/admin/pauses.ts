/** `/pause` and `/resume` for staff: what is closed to new quotes, and what people read about it. */
import { createHash } from 'node:crypto';
import type { Failure } from '../../chessa/failure.ts';
import type { Configuration } from '../../domain/corridor.ts';
import {
  findKey,
  institutionNames,
  nearKeys,
  type Pause,
  pausable,
  splitKey,
} from '../../domain/pause.ts';
import type { Result } from '../../domain/result.ts';
import type { PauseView } from '../../text/staff-messages.ts';
import type { Open } from '../../transfers/open.ts';
import { type BotContext, reply } from '../context.ts';
import type { Acts } from './acts.ts';
import type { Actor, StaffPart, StaffWork } from './desk.ts';

export interface PausesDeps {
  readonly open: Open;
  /** Everything that could be sent to, paused or not. */
  readonly configuration: () => Promise<Result<Configuration, Failure>>;
  readonly fundingAssets: Parameters<typeof pausable>[1];
  readonly acts: Acts;
  readonly now: () => number;
}

const shortestSentence = 3;
const longestSentence = 300;

/** Makes `/pause`, `/resume` and their buttons. Whoever calls them is staff. */
export function createStaffPauses(deps: PausesDeps): StaffPart {
  const { open, acts, now } = deps;

  const namesNow = async () => namesIn(await deps.configuration());

  async function list(ctx: BotContext, _: string, { role }: Actor): Promise<void> {
    const pauses = (await open.list()).map(viewWith(await namesNow()));
    await reply(ctx, ctx.messages.staff.pauses(pauses, role === 'admin'));
  }

  const pause: StaffWork = async (ctx, typed, actor) => {
    const { staff } = ctx.messages;
    const read = await deps.configuration();
    const keys = read.ok ? pausable(read.value, deps.fundingAssets) : ['everything'];
    const names = namesIn(read);
    const { name, key, rest: sentence } = splitKey(typed, keys, names);
    if (!key && !read.ok) return reply(ctx, staff.pausableUnknown(name));
    if (!key) return reply(ctx, staff.unknownPause(name, nearKeys(name, keys, names)));
    if (sentence.length < shortestSentence || sentence.length > longestSentence) {
      return reply(ctx, staff.noSentence(name));
    }
    const was = (await open.list()).find((one) => one.key === key);
    await acts.record(ctx, actor, { act: 'pause', about: `pause:${key}`, why: sentence });
    const made: Pause = { key, sentence, byUserId: actor.userId, atMs: now() };
    await open.put(made);
    const viewOf = viewWith(names);
    await reply(ctx, staff.paused(viewOf(made), was && viewOf(was)));
  };

  const resume: StaffWork = async (ctx, typed, actor) => {
    const { staff } = ctx.messages;
    const pauses = await open.list();
    const key = findKey(
      typed,
      pauses.map((one) => one.key),
    );
    const found = pauses.find((one) => one.key === key || tokenOf(one.key) === typed);
    if (!found) return reply(ctx, staff.notPaused(typed));
    await acts.record(ctx, actor, { act: 'resume', about: `pause:${found.key}` });
    await open.remove(found.key);
    await reply(ctx, staff.resumed(viewWith(await namesNow())(found)));
  };

  return {
    commands: {
      pause: (ctx, typed, actor) => (typed ? pause : list)(ctx, typed, actor),
      resume: (ctx, typed, actor) => (typed ? resume : list)(ctx, typed, actor),
    },
    presses: { pauses: list, resume },
  };
}

/** What institutions are called, as far as it is known. */
function namesIn(read: Result<Configuration, Failure>): ReadonlyMap<string, string> {
  return read.ok ? institutionNames(read.value) : new Map();
}

function viewWith(names: ReadonlyMap<string, string>) {
  return (pause: Pause): PauseView => {
    const institution = names.get(pause.key);
    return { ...pause, token: tokenOf(pause.key), ...(institution && { institution }) };
  };
}

/** A name for a pause in callback data. */
function tokenOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
