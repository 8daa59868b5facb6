/**
 * The configuration as the rest of the program uses it: read at most every five minutes, and the
 * last good copy for as long as the provider does not answer, over restarts too.
 */
import type { Configuration } from '../domain/corridor.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Chessa } from './client.ts';
import type { Failure } from './failure.ts';
import { readKept, writeKept } from './kept-configuration.ts';
import type { ReadConfiguration } from './read-configuration.ts';

/** A configuration and when the provider gave it, in epoch milliseconds. */
export type DatedConfiguration = Configuration & { readonly readAtMs: number };

/** What {@link createConfigurations} needs. */
export interface ConfigurationsOptions {
  readonly chessa: Pick<Chessa, 'configuration'>;
  readonly read: ReadConfiguration;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The text that `put` kept last, over restarts. */
  readonly find: () => Promise<string | undefined>;
  readonly put: (text: string) => Promise<void>;
  /** An older copy is not used any more; default 24 hours. */
  readonly maxAgeMs?: number;
}

/** Gives the configuration. */
export interface Configurations {
  /**
   * What can be sent to now, asked for anew where it is older than `freshMs` (at most, and unless
   * told otherwise, five minutes). `unavailable` only without a copy young enough; `misconfigured`
   * whenever the provider refuses our credentials, as no call would work then.
   */
  current(freshMs?: number): Promise<Result<DatedConfiguration, Failure>>;
}

const maxFreshMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** After a failure people get the copy at once for this long, and do not all wait for the next. */
const pauseMs = 30_000;
/** An unchanged copy is written again only so often. */
const rewriteMs = 60 * 60_000;

/** Makes {@link Configurations}. Callers at the same time share one request. */
export function createConfigurations(options: ConfigurationsOptions): Configurations {
  const { chessa, now, maxAgeMs = dayMs } = options;
  let copy: DatedConfiguration | undefined;
  let kept: { readonly hash: string; readonly atMs: number } | undefined;
  let failed: { readonly failure: Failure; readonly atMs: number } | undefined;
  let recalled = false;
  let running: Promise<Result<DatedConfiguration, Failure>> | undefined;

  const isYounger = (atMs: number | undefined, limitMs: number) =>
    atMs !== undefined && now() >= atMs && now() - atMs < limitMs;

  /** The failure, or the copy in its stead where that may be. */
  const instead = (failure: Failure): Result<DatedConfiguration, Failure> =>
    copy && failure.kind !== 'misconfigured' && isYounger(copy.readAtMs, maxAgeMs)
      ? ok(copy)
      : refused(failure);

  const keep = async (text: string, { hash, readAtMs }: DatedConfiguration) => {
    if (kept?.hash === hash && isYounger(kept.atMs, rewriteMs)) return;
    const small = await writeKept({ text, readAtMs });
    if (small !== undefined) await options.put(small);
    kept = { hash, atMs: readAtMs };
  };

  const recall = async (): Promise<DatedConfiguration | undefined> => {
    const known = await readKept(await options.find());
    const read = known && (await options.read(known.text));
    return read?.ok ? { ...read.value, readAtMs: known?.readAtMs ?? 0 } : undefined;
  };

  const renew = async (freshMs: number): Promise<Result<DatedConfiguration, Failure>> => {
    if (!recalled) {
      copy ??= await recall();
      recalled = true;
      if (copy && isYounger(copy.readAtMs, freshMs)) return ok(copy);
    }
    if (failed && isYounger(failed.atMs, pauseMs)) return instead(failed.failure);
    const answer = await chessa.configuration();
    const read = answer.ok ? await options.read(answer.value) : answer;
    if (!answer.ok || !read.ok) {
      const failure = read.ok ? ({ kind: 'unavailable' } as const) : read.failure;
      failed = { failure, atMs: now() };
      return instead(failure);
    }
    failed = undefined;
    copy = { ...read.value, readAtMs: now() };
    await keep(answer.value, copy);
    return ok(copy);
  };

  return {
    async current(freshMs = maxFreshMs) {
      const limitMs = Math.min(freshMs, maxFreshMs);
      if (copy && isYounger(copy.readAtMs, limitMs)) return ok(copy);
      running ??= renew(limitMs).finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
