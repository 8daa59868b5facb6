/**
 * The way in: keeps a source of updates going, by polling or by webhook, until it is stopped or
 * only the operator can mend it. Whatever else fails is sat out.
 */
import { type Api, GrammyError } from 'grammy';
import type { Log } from '../log.ts';

/** How grammY's calls are told to stop. */
export type StopSignal = Parameters<Api['getUpdates']>[1];

/** Why no more updates come. All but `stopped` need the operator. */
export type IntakeEnd = {
  readonly kind: 'stopped' | 'webhook_set' | 'webhook_taken' | 'token_refused';
};

/** What staff may have to know: updates come, somebody else fetches them, or why there are none. */
export type IntakeNews = 'receiving' | 'other_poller' | Exclude<IntakeEnd['kind'], 'stopped'>;

/** What a source may use while it works. */
export interface Hand {
  readonly signal: StopSignal;
  /** Waits, or less when the program stops. */
  readonly pause: (ms: number) => Promise<void>;
}

/** One way of getting updates. Its steps may throw: they are repeated after a while. */
export interface Source {
  /** What a failed step means, for the log. */
  readonly trouble: string;
  /** Repeated until it works, before anything else. Says when it makes no sense to go on. */
  begin(hand: Hand): Promise<IntakeEnd | undefined>;
  /** Repeated for ever. Takes two minutes at most. */
  next(hand: Hand): Promise<IntakeEnd | undefined>;
}

export interface IntakeDeps {
  readonly source: Source;
  /** What has to work before the source begins; repeated until it does. */
  readonly prepare: (signal: StopSignal) => Promise<void>;
  /** Told how it goes, before anything else is done. */
  readonly news?: (news: IntakeNews) => Promise<void>;
  readonly log: Log;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1; spreads retries. */
  readonly random: () => number;
}

export interface Intake {
  /** Goes on until it is stopped or cannot. */
  run(): Promise<IntakeEnd>;
  /** Begins no new step and cuts the one under way. */
  stop(): void;
  /**
   * When a step began or ended last, or until when it was told to wait; absent before the first.
   * Minutes ago means that it is stuck.
   */
  progressedAtMs(): number | undefined;
}

/** Makes the intake. */
export function createIntake(deps: IntakeDeps): Intake {
  const { source, prepare, log, now, sleep, random } = deps;
  const stopper = new AbortController();
  // grammY's own type for signals is narrower than the standard's; it only listens for `abort`.
  const signal = stopper.signal as StopSignal;
  const stopped = new Promise<void>((resolve) => {
    stopper.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const hand: Hand = { signal, pause: (ms) => Promise.race([sleep(ms), stopped]) };
  let progressedAtMs: number | undefined;
  let told: IntakeNews | undefined;

  /** Repeats one step until it works; returns when there is no going on. */
  async function persist(
    step: () => Promise<IntakeEnd | undefined>,
  ): Promise<IntakeEnd | undefined> {
    for (let failures = 0; !stopper.signal.aborted; failures += 1) {
      progressedAtMs = now();
      try {
        const end = await step();
        progressedAtMs = now();
        return end;
      } catch (problem) {
        if (stopper.signal.aborted) break;
        const end = endOf(problem);
        if (end) return end;
        if (isOtherPoller(problem)) await tell('other_poller');
        log.warn(source.trouble, { failures, why: reasonOf(problem) }, problem);
        const waitMs = pauseMs(failures, problem, random());
        progressedAtMs = now() + waitMs;
        await hand.pause(waitMs);
      }
    }
    return { kind: 'stopped' };
  }

  async function run(): Promise<IntakeEnd> {
    let end = await persist(async () => void (await prepare(signal)));
    end ??= await persist(() => source.begin(hand));
    while (!end) {
      end = await persist(() => source.next(hand));
      if (!end) await tell('receiving');
    }
    if (end.kind !== 'stopped') {
      log.error(sentences[end.kind]);
      await tell(end.kind);
    }
    return end;
  }

  /** News that cannot be kept must not stop the updates. */
  async function tell(news: IntakeNews): Promise<void> {
    if (news === 'receiving' && told === news) return;
    told = news;
    await deps.news?.(news).catch((problem: unknown) => {
      told = undefined;
      log.error('staff could not be told how updates come', { news }, problem);
    });
  }

  return { run, stop: () => stopper.abort(), progressedAtMs: () => progressedAtMs };
}

const sentences = {
  webhook_set:
    'This bot has a webhook, so its updates go elsewhere. If that is not wanted any more, remove it with deleteWebhook and start again.',
  webhook_taken:
    'The updates of this bot go to an address that is not ours. If nobody of yours did that, somebody else has its token: revoke it with /revoke at @BotFather, put the new one into TELEGRAM_BOT_TOKEN and start again. If it was one of yours, remove it with deleteWebhook first.',
  token_refused:
    'Telegram does not know this bot token. Copy it again from @BotFather into TELEGRAM_BOT_TOKEN.',
};

/** Refusals that no repetition mends. Telegram answers 404 to a token of another form. */
function endOf(problem: unknown): IntakeEnd | undefined {
  if (!(problem instanceof GrammyError)) return undefined;
  if (problem.error_code === 401 || problem.error_code === 404) return { kind: 'token_refused' };
  const isWebhook = problem.error_code === 409 && /webhook/i.test(problem.description);
  return isWebhook ? { kind: 'webhook_set' } : undefined;
}

function isOtherPoller(problem: unknown): boolean {
  return problem instanceof GrammyError && problem.error_code === 409;
}

function reasonOf(problem: unknown): string {
  if (!(problem instanceof GrammyError)) return 'no answer, or the store is away';
  if (isOtherPoller(problem)) return 'another program fetches the updates of this bot';
  return `refused with ${problem.error_code}`;
}

/** Longer after each failure, up to half a minute and spread, or as long as Telegram says. */
function pauseMs(failures: number, problem: unknown, random: number): number {
  const told = problem instanceof GrammyError ? problem.parameters.retry_after : undefined;
  if (told !== undefined) return told * 1_000;
  return Math.min(30_000, 1_000 * 2 ** failures) * (0.5 + random / 2);
}
