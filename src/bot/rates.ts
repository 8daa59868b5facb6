/** `/rate`: what one coin is worth at a destination today, as an estimate, before anybody asks for a quote. */
import type { Chessa } from '../chessa/client.ts';
import type { Failure } from '../chessa/failure.ts';
import type { Configuration, Corridor } from '../domain/corridor.ts';
import type { Press } from '../domain/press.ts';
import type { Result } from '../domain/result.ts';
import { matchOptions } from '../domain/search.ts';
import { answerPress, ignoringStale } from '../flows/ask.ts';
import { countryNames } from '../text/messages-for.ts';
import type { Screen } from '../text/screen.ts';
import { type BotContext, replacePressed, reply } from './context.ts';

export interface RatesDeps {
  readonly configuration: () => Promise<Result<Configuration, Failure>>;
  readonly getRate: Chessa['getRate'];
  /** What people can pay with, where the configuration does not say. */
  readonly fundingAssets: readonly { readonly asset: string; readonly chain: string }[];
}

const aPage = 8;
const mostAssets = 4;

/** Makes the command and the handler of its buttons, which is false for other presses. */
export function createRates({ configuration, getRate, fundingAssets }: RatesDeps) {
  async function command(ctx: BotContext, typed: string): Promise<void> {
    await reply(ctx, await screenFor(ctx, (corridors, all) => chosen(ctx, corridors, all, typed)));
  }

  async function tapped(ctx: BotContext, press: Press): Promise<boolean> {
    if (press.kind !== 'rates' && press.kind !== 'rate') return false;
    await answerPress(ctx);
    const screen = await screenFor(ctx, async (corridors, all) => {
      if (press.kind === 'rates') return page(ctx, corridors, numberOf(press.page));
      const corridor = corridors.find((one) => tokenOf(one) === press.corridor);
      return corridor ? there(ctx, corridor, all) : page(ctx, corridors, 0);
    });
    // From the welcome the list is a message of its own, so that the welcome stays.
    if (press.kind === 'rates' && press.page === '0') await reply(ctx, screen);
    else await ignoringStale(() => replacePressed(ctx, screen));
    return true;
  }

  /** What `show` makes of the destinations; where there are none, why. */
  async function screenFor(
    ctx: BotContext,
    show: (corridors: readonly Corridor[], all: Configuration) => Promise<Screen> | Screen,
  ): Promise<Screen> {
    const read = await configuration();
    if (!read.ok || read.value.corridors.length === 0) return ctx.messages.send.noConfiguration();
    const { locale, send } = ctx.messages;
    const nameOf = ({ country }: Corridor) => send.countryName(country.code, country.name);
    const corridors = read.value.corridors
      .filter(isNamed)
      .sort((one, other) => nameOf(one).localeCompare(nameOf(other), locale));
    return show(corridors, read.value);
  }

  function chosen(
    ctx: BotContext,
    corridors: readonly Corridor[],
    all: Configuration,
    typed: string,
  ): Promise<Screen> | Screen {
    if (typed.trim() === '') return page(ctx, corridors, 0);
    const options = corridors.map((corridor) => {
      const { code, name } = corridor.country;
      return { value: corridor.currency, label: name, also: countryNames(code), corridor };
    });
    const [first, second] = matchOptions(options, typed);
    return first && !second ? there(ctx, first.corridor, all) : page(ctx, corridors, 0, typed);
  }

  function page(
    ctx: BotContext,
    corridors: readonly Corridor[],
    wanted: number,
    unmatched?: string,
  ): Screen {
    const pages = Math.ceil(corridors.length / aPage);
    const at = Math.min(wanted, pages - 1);
    const shown = corridors.slice(at * aPage, (at + 1) * aPage);
    const about = { corridors: shown, page: at, pages };
    return ctx.messages.rates.which({ ...about, ...(unmatched && { unmatched }) });
  }

  async function there(
    ctx: BotContext,
    corridor: Corridor,
    { fundingAssets: told = fundingAssets }: Configuration,
  ): Promise<Screen> {
    const assets = [...new Set(told.map(({ asset }) => asset))].slice(0, mostAssets);
    const found = await Promise.all(
      assets.map(async (asset) => ({ asset, rate: await getRate(asset, corridor.currency) })),
    );
    const rates = found.flatMap(({ asset, rate }) =>
      rate.ok ? [{ asset, rate: rate.value }] : [],
    );
    return ctx.messages.rates.there({ corridor, rates });
  }

  return { command, tapped };
}

/** A corridor as part of a button. */
function tokenOf({ country, currency }: Corridor): string {
  return `${country.code}-${currency}`;
}

function numberOf(page: string): number {
  return /^\d{1,4}$/.test(page) ? Number(page) : 0;
}

/** What stands in a button is letters and digits; a destination without them is not listed. */
function isNamed(corridor: Corridor): boolean {
  return /^[\w-]{1,48}$/.test(tokenOf(corridor));
}

export type Rates = ReturnType<typeof createRates>;
