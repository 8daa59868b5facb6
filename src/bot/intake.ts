/**
 * The way in: fetches updates by long polling and stores each batch before the next fetch, which
 * confirms it to Telegram. A kill at any point loses nothing: what was not stored comes again.
 */
import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from '../log.ts';
import type { InboxUpdate, Store } from '../store/store.ts';
import { isActedOn, laneOf } from './admission.ts';

/** How grammY's calls are told to stop. */
export type StopSignal = Parameters<Api['getUpdates']>[1];

export interface IntakeDeps {
  readonly api: Pick<Api, 'getUpdates' | 'getWebhookInfo'>;
  /** What has to work before the first fetch; repeated like a fetch until it does. */
  readonly prepare: (signal: StopSignal) => Promise<void>;
  readonly store: Pick<Store, 'inbox'>;
  /** Picks from each batch what is worked on. */
  readonly admit: (batch: readonly Update[]) => Promise<Update[]>;
  /** Gets the updates that are new, after they were stored. */
  readonly take: (updates: readonly InboxUpdate[]) => void;
  readonly log: Log;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1; spreads retries. */
  readonly random: () => number;
}

/** Why polling ended. All but `stopped` need the operator. */
export type IntakeEnd = { readonly kind: 'stopped' | 'webhook_set' | 'token_refused' };

export interface Intake {
  /** Polls until it is stopped or cannot go on. */
  run(): Promise<IntakeEnd>;
  /** Begins no new poll and cuts the one under way. */
  stop(): void;
  /**
   * When it last began to ask or got an answer, or until when it was told to wait; absent before
   * the first. Minutes ago means that polling is stuck.
   */
  progressedAtMs(): number | undefined;
}

/** What the bot acts on; Telegram sends nothing else. */
const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** Makes the intake. A webhook that somebody set is never removed here: that is theirs to decide. */
export function createIntake(deps: IntakeDeps): Intake {
  const { api, prepare, admit, store, take, log, now, sleep, random } = deps;
  const stopper = new AbortController();
  // grammY's own type for signals is narrower than the standard's; it only listens for `abort`.
  const signal = stopper.signal as StopSignal;
  const stopped = new Promise<void>((resolve) => {
    stopper.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  let offset: number | undefined;
  let progressedAtMs: number | undefined;

  async function poll(): Promise<undefined> {
    const asked = { offset, limit: 100, timeout: 30, allowed_updates: allowedUpdates };
    const updates = await api.getUpdates(asked, signal);
    progressedAtMs = now();
    if (updates.length === 0) return;
    const admitted = await admit(updates.filter(isActedOn));
    const fresh = await store.inbox.accept(admitted.map((update) => toInbox(update, now())));
    // Only now may the next fetch confirm them.
    offset = Math.max(...updates.map(({ update_id }) => update_id)) + 1;
    take(fresh);
  }

  async function checkWebhook(): Promise<IntakeEnd | undefined> {
    const { url } = await api.getWebhookInfo(signal);
    return url ? { kind: 'webhook_set' } : undefined;
  }

  /** Repeats one step until it works; returns when polling has to end. */
  async function persist(
    step: () => Promise<IntakeEnd | undefined>,
  ): Promise<IntakeEnd | undefined> {
    for (let failures = 0; !stopper.signal.aborted; failures += 1) {
      progressedAtMs = now();
      try {
        return await step();
      } catch (problem) {
        if (stopper.signal.aborted) break;
        const end = endOf(problem);
        if (end) return end;
        log.warn('updates could not be fetched', { failures, why: reasonOf(problem) }, problem);
        const waitMs = pauseMs(failures, problem, random());
        progressedAtMs = now() + waitMs;
        await Promise.race([sleep(waitMs), stopped]);
      }
    }
    return { kind: 'stopped' };
  }

  async function run(): Promise<IntakeEnd> {
    let end = await persist(async () => void (await prepare(signal)));
    end ??= await persist(checkWebhook);
    while (!end) end = await persist(poll);
    if (end.kind !== 'stopped') log.error(sentences[end.kind]);
    return end;
  }

  return { run, stop: () => stopper.abort(), progressedAtMs: () => progressedAtMs };
}

const sentences = {
  webhook_set:
    'This bot has a webhook, so its updates go elsewhere. If that is not wanted any more, remove it with deleteWebhook and start again.',
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

function reasonOf(problem: unknown): string {
  if (!(problem instanceof GrammyError)) return 'no answer, or the store is away';
  if (problem.error_code === 409) return 'another program fetches the updates of this bot';
  return `refused with ${problem.error_code}`;
}

/** Longer after each failure, up to half a minute and spread, or as long as Telegram says. */
function pauseMs(failures: number, problem: unknown, random: number): number {
  const told = problem instanceof GrammyError ? problem.parameters.retry_after : undefined;
  if (told !== undefined) return told * 1_000;
  return Math.min(30_000, 1_000 * 2 ** failures) * (0.5 + random / 2);
}

function toInbox(update: Update, receivedAtMs: number): Omit<InboxUpdate, 'attempts'> {
  const body = JSON.stringify(update);
  return { updateId: update.update_id, lane: laneOf(update), receivedAtMs, body };
}
