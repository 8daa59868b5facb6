/**
 * The composition root: builds every part, hands each what it needs, and starts and stops them in
 * order. Two streams meet in the store: updates from Telegram go through inbox, lanes and the bot;
 * looks at Chessa go through queue, tracker and the outbox.
 */
import { randomBytes } from 'node:crypto';
import { Api, type ApiClientOptions } from 'grammy';
import { createStaffOrder } from './bot/admin/order.ts';
import { createCommands } from './bot/commands/commands.ts';
import { createBot } from './bot/create-bot.ts';
import { createDispatch } from './bot/dispatch.ts';
import { createFreshCard } from './bot/fresh-card.ts';
import { createIntake, type IntakeEnd, type StopSignal } from './bot/intake.ts';
import { createRecipientTaps } from './bot/recipient-taps.ts';
import { showCommands } from './bot/show-commands.ts';
import { createTaps } from './bot/taps.ts';
import {
  createDialogueFetch,
  createNoticeFetch,
  type TelegramFetch,
} from './bot/telegram-fetch.ts';
import { createTell } from './bot/tell.ts';
import { createChessa } from './chessa/client.ts';
import { createConfigurations } from './chessa/remembered-configuration.ts';
import type { Config } from './config.ts';
import { flowVersion } from './flows/flow-version.ts';
import { createKnownRecipients } from './flows/recipients/known-recipients.ts';
import { createRefundFlow } from './flows/refund.ts';
import { createSendDialogue } from './flows/send/dialogue.ts';
import { createRecipientStep } from './flows/send/recipient-step.ts';
import { createSendFlow } from './flows/send/send.ts';
import { type OpsServer, startOpsServer } from './http/ops-server.ts';
import type { Log } from './log.ts';
import { createShowCard } from './notify/card.ts';
import { createDeliver } from './notify/deliver.ts';
import { createPush } from './notify/push.ts';
import { createBudget, type Turn } from './queue/budget.ts';
import { createLocalQueue } from './queue/local.ts';
import { openStore } from './store/open.ts';
import { messagesFor } from './text/messages-for.ts';
import { createAccept } from './transfers/accept.ts';
import { createBringForward } from './transfers/bring-forward.ts';
import { createFund } from './transfers/fund.ts';
import { createQuote } from './transfers/quote.ts';
import { createRefund } from './transfers/refund.ts';
import { createSweep } from './transfers/sweep.ts';
import { createTrack } from './transfers/track.ts';

/** What the process gives to the program. */
export interface Surroundings {
  readonly log: Log;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly random: () => number;
}

/** The running program. */
export interface App {
  /**
   * Begins to follow transfers and to take updates; Telegram is asked until it answers. Rejects
   * when the operators' port cannot be opened.
   */
  start(): Promise<void>;
  /** Takes no new work, finishes what is in hand within ten seconds, closes the store. */
  stop(): Promise<void>;
  /** Resolves when polling ended: by `stop`, or because only the operator can mend it. */
  ended(): Promise<IntakeEnd>;
}

/** Our clock is trusted unless it differs from Chessa's by more than an answer's way can explain. */
const clockToleranceMs = 5_000;
/** How long work in hand may take to end when the program stops. */
const drainMs = 10_000;

/** A poll and its longest pause take far less. */
const stuckAfterMs = 150_000;

/** Builds the program on the embedded store. Throws `StoreRefused` with a sentence for operators. */
export async function createApp(config: Config, around: Surroundings): Promise<App> {
  const { log, fetch, now, random } = around;
  const store = await openStore({ dataDir: config.dataDir, dataKeys: config.dataKeys, now });
  const newId = () => randomBytes(12).toString('hex');
  const newNonce = () => randomBytes(4).toString('hex');

  const chessa = createChessa({
    baseUrl: config.chessa.apiUrl,
    clientId: config.chessa.clientId,
    clientSecret: config.chessa.clientSecret,
    fetch,
    now,
    sleep,
    random,
    turn: budget(config.chessa.rps),
    report: (event, about) => log.warn(event, about),
  });
  const configurations = createConfigurations({
    chessa,
    now,
    find: () => store.settings.find('configuration'),
    put: (text) => store.settings.put('configuration', text),
  });

  /** Our clock set right by Chessa's, by which its times are meant. */
  const orderNow = () => {
    const offsetMs = chessa.clockOffsetMs();
    return Math.abs(offsetMs) > clockToleranceMs ? now() + offsetMs : now();
  };

  const queue = createLocalQueue({
    now,
    onError: (job, problem) => log.error('job failed', { kind: job.kind, id: job.id }, problem),
  });

  const noticeApi = new Api(
    config.telegram.botToken,
    client(config, createNoticeFetch({ fetch, turn: budget(config.telegram.pushRps) })),
  );
  const dialogueFetch = createDialogueFetch({ fetch, sleep, now, log });

  const deliver = createDeliver({
    store,
    showCard: createShowCard({
      api: noticeApi,
      store,
      messages: messagesFor,
      log,
      now,
      orderNow,
    }),
    push: createPush({ api: noticeApi, store, messages: messagesFor, log, now }),
    log,
    now,
  });

  const pacing = { now, orderNow, random, pollScale: config.pollScale };
  const accept = createAccept({ store, queue, now, orderNow });
  const fund = createFund({ chessa, store, log, ...pacing });
  const refund = createRefund({ chessa, store, queue, log, ...pacing });
  const bringForward = createBringForward({ store, queue, now });
  const track = createTrack({
    chessa,
    store,
    log,
    ...pacing,
    fund: fund.step,
    refund: refund.step,
    changed: deliver.poke,
  });
  const sweep = createSweep({ store, queue, log, now });

  const recipients = createKnownRecipients({ store, newId });
  const dialogue = createSendDialogue({
    store,
    chessa,
    toWhom: createRecipientStep({ store, recipients, newNonce, now }),
    checkAccount: (_, account) => chessa.checkAccount(account),
    configuration: configurations.current,
    quote: createQuote({
      chessa,
      store,
      log,
      orderNow,
      newId,
      quoteMinutes: config.quoteMinutes,
    }),
    fundingAssets: config.fundingAssets,
  });
  const freshCard = createFreshCard({ store, changed: deliver.poke, now });
  const { bot, handle } = createBot({
    token: config.telegram.botToken,
    botConfig: { client: client(config, dialogueFetch) },
    store,
    messagesFor,
    dialogue,
    sendFlow: createSendFlow({ dialogue, messagesFor }),
    refundFlow: createRefundFlow({ store, messagesFor, newNonce }),
    flowVersion: flowVersion(),
    recipientTaps: createRecipientTaps({ store, recipients, dialogue }),
    tapped: createTaps({
      store,
      recipients,
      accept,
      refund,
      bringForward,
      freshCard,
      log,
      changed: deliver.poke,
      now,
      orderNow,
    }),
    accept,
    commands: createCommands({ store, recipients, accept, bringForward, freshCard }),
    staff: createStaffOrder({ store, chessa, bringForward, now }),
    isAdmin: (userId) => config.adminIds.includes(userId),
    log,
    now,
  });
  const tell = createTell({ api: bot.api, store, messagesFor });
  const dispatch = createDispatch({ store, handle, tell, log, now, sleep });
  const { take } = dispatch;
  /** Updates can be handled once the bot knows who it is. */
  const prepare = async (signal: StopSignal) => {
    bot.botInfo = await bot.api.getMe(signal);
    await showCommands(bot.api, messagesFor('en'), log);
    await dispatch.start();
    log.info('ready', { bot: bot.botInfo.username });
  };
  const intake = createIntake({ api: bot.api, prepare, store, take, log, now, sleep, random });
  const isAlive = () => now() - (intake.progressedAtMs() ?? now()) < stuckAfterMs;
  const isReady = () => store.settings.find('ready').then(() => true);
  let ops: OpsServer | undefined;
  let polling: Promise<IntakeEnd> | undefined;

  return {
    async start() {
      ops = await startOpsServer({ ...config.ops, isAlive, isReady, now });
      queue.start(({ id }) => track(id));
      await sweep.start();
      deliver.start();
      polling = intake.run();
    },
    ended: async () => (await polling) ?? { kind: 'stopped' },
    async stop() {
      intake.stop();
      await polling;
      sweep.stop();
      await dispatch.drain(drainMs);
      await queue.stop();
      await deliver.stop();
      await ops?.stop();
      await store.close();
      log.info('stopped');
    },
  };
}

/** Turns of at most so many a second, by a clock that is never set back. */
function budget(perSecond: number): Turn {
  return createBudget({ perSecond, now: () => performance.now(), sleep });
}

/** Telegram's address and our `fetch`, as grammY wants them. */
function client(config: Config, fetch: TelegramFetch): ApiClientOptions {
  return {
    apiRoot: config.telegram.apiRoot,
    fetch: fetch as ApiClientOptions['fetch'],
    canUseWebhookReply: () => false,
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
