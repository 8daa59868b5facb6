/**
 * The configuration as the rest of the program uses it: read at most every five minutes, and the
 * last good copy for as long as the provider does not answer, over restarts too.
 */
import type { Configuration } from '../domain/corridor.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Chessa } from './client.ts';
import { packCorridors, unpackConfiguration } from './configuration-pack.ts';
import type { Failure } from './failure.ts';

/** A configuration and when the provider gave it, in epoch milliseconds. */
export type DatedConfiguration = Configuration & { readonly readAtMs: number };

/** What {@link createConfigurations} needs. */
export interface ConfigurationsOptions {
  readonly chessa: Pick<Chessa, 'configuration'>;
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
   * What can be sent to now. `unavailable` only without a copy young enough; `misconfigured`
   * whenever the provider refuses our credentials, as no call would work then.
   */
  current(): Promise<Result<DatedConfiguration, Failure>>;
}

const freshMs = 5 * 60_000;
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

  const keep = async (configuration: DatedConfiguration) => {
    if (kept?.hash === configuration.hash && isYounger(kept.atMs, rewriteMs)) return;
    await options.put(writeKept(configuration));
    kept = { hash: configuration.hash, atMs: configuration.readAtMs };
  };

  const renew = async (): Promise<Result<DatedConfiguration, Failure>> => {
    if (!recalled) {
      copy ??= readKept(await options.find());
      recalled = true;
      if (copy && isYounger(copy.readAtMs, freshMs)) return ok(copy);
    }
    if (failed && isYounger(failed.atMs, pauseMs)) return instead(failed.failure);
    const answer = await chessa.configuration();
    if (!answer.ok) {
      failed = { failure: answer.failure, atMs: now() };
      return instead(answer.failure);
    }
    failed = undefined;
    copy = { ...answer.value, readAtMs: now() };
    await keep(copy);
    return ok(copy);
  };

  return {
    async current() {
      if (copy && isYounger(copy.readAtMs, freshMs)) return ok(copy);
      running ??= renew().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

function writeKept({ readAtMs, corridors }: DatedConfiguration): string {
  return `${readAtMs}\n${packCorridors(corridors)}`;
}

/** A copy that an older program wrote in another form is as good as none. */
function readKept(text: string | undefined): DatedConfiguration | undefined {
  const [, readAtMs, packed] = /^(\d{10,16})\n(.*)$/s.exec(text ?? '') ?? [];
  const configuration = packed === undefined ? undefined : unpackConfiguration(packed);
  return configuration && { ...configuration, readAtMs: Number(readAtMs) };
}
