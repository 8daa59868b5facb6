/** `/stats` for staff: figures of some days, from counters that the commits keep. */
import { InputFile } from 'grammy';
import { inSlices } from '../../domain/paced.ts';
import { type Stats, statsSteps } from '../../domain/stats.ts';
import { type DayCount, dayOf } from '../../domain/tally.ts';
import type { Store } from '../../store/store.ts';
import { curvesPicture } from '../../text/curves.ts';
import type { Messages } from '../../text/messages.ts';
import { type BotContext, reply } from '../context.ts';
import type { StaffPart } from './desk.ts';

const usualDays = 7;
const mostDays = 90;
const daysPerRead = 7;

/** Makes `/stats` and its buttons, which name days. */
export function createStaffStats({
  store,
  now,
}: {
  readonly store: Pick<Store, 'stats'>;
  readonly now: () => number;
}): StaffPart {
  async function stats(ctx: BotContext, typed: string): Promise<void> {
    const days = typed === '' ? usualDays : Number(/^\d{1,3}$/.exec(typed)?.[0]);
    if (!(days >= 1 && days <= mostDays)) {
      return void (await ctx.reply(ctx.messages.staff.statsUsage()));
    }
    const today = dayOf(now());
    const from = today - days + 1;
    const figures = await inSlices(statsSteps(await counted(from, today), from, today));
    const picture = days > 1 ? await drawn(figures, ctx.messages) : undefined;
    await reply(ctx, ctx.messages.staff.stats(figures));
    if (picture) await ctx.replyWithPhoto(new InputFile(picture, 'curves.png'));
  }

  /** A busy quarter has tens of thousands of counters, so they come in parts. */
  async function counted(from: number, to: number): Promise<DayCount[]> {
    const counts: DayCount[] = [];
    for (let day = from; day <= to; day += daysPerRead) {
      counts.push(...(await store.stats.list(day, Math.min(to, day + daysPerRead - 1))));
    }
    return counts;
  }

  return { commands: { stats }, presses: { stats } };
}

function drawn(figures: Stats, { staff }: Messages): Promise<Uint8Array> {
  const { title, days, quotes, delivered } = staff.statsCurves(figures);
  return curvesPicture({
    title,
    days,
    curves: [
      { name: quotes, values: figures.days.map(({ quoted }) => quoted), colour: '#2f6fde' },
      { name: delivered, values: figures.days.map((day) => day.delivered), colour: '#1f9d55' },
    ],
  });
}
