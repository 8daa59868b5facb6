/** The side of the program that people talk to: from Telegram's updates to dialogues and buttons. */
import { randomBytes } from 'node:crypto';
import type { Api } from 'grammy';
import type { Vitals } from '../bot/admin/panel-view.ts';
import { createRoles } from '../bot/admin/roles.ts';
import { createMemoryAllowance } from '../bot/allowance.ts';
import { createChatMenus } from '../bot/chat-menus.ts';
import { createCommands } from '../bot/commands/commands.ts';
import { createBot } from '../bot/create-bot.ts';
import { createEntrance } from '../bot/entrance.ts';
import { createFreshCard } from '../bot/fresh-card.ts';
import type { IntakeNews, StopSignal } from '../bot/intake.ts';
import { introduce } from '../bot/introduce.ts';
import { createLanguage } from '../bot/language.ts';
import { createLimitedCalls, type Limits } from '../bot/middleware/limits.ts';
import { createNewestFlow } from '../bot/newest-flow.ts';
import type { PlainFetch } from '../bot/plain-fetch.ts';
import { createPrivacy } from '../bot/privacy.ts';
import { createRates } from '../bot/rates.ts';
import { createReceive } from '../bot/receive.ts';
import { createRecipientTaps } from '../bot/recipient-taps.ts';
import { createSupport } from '../bot/support.ts';
import { createTaps } from '../bot/taps.ts';
import { createDialogueFetch } from '../bot/telegram-fetch.ts';
import type { Chessa } from '../chessa/client.ts';
import type { Configurations } from '../chessa/remembered-configuration.ts';
import { createRememberedRates } from '../chessa/remembered-rates.ts';
import type { Config } from '../config.ts';
import { ok } from '../domain/result.ts';
import { flowVersion } from '../flows/flow-version.ts';
import { createKnownRecipients } from '../flows/recipients/known-recipients.ts';
import { createRefundFlow } from '../flows/refund.ts';
import { createSendDialogue } from '../flows/send/dialogue.ts';
import { createRecipientStep } from '../flows/send/recipient-step.ts';
import { createSendFlow } from '../flows/send/send.ts';
import { createShortcut } from '../flows/send/shortcut.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { createForget } from '../retention/forget.ts';
import type { Store } from '../store/store.ts';
import { languages, messagesFor, spoken } from '../text/messages-for.ts';
import { createReceiptMaker } from '../text/receipt-maker.ts';
import type { createAccept } from '../transfers/accept.ts';
import type { createBringForward } from '../transfers/bring-forward.ts';
import type { Open } from '../transfers/open.ts';
import { createQuote } from '../transfers/quote.ts';
import type { Recall } from '../transfers/recall.ts';
import type { createRefund } from '../transfers/refund.ts';
import type { createRelease } from '../transfers/release.ts';
import { createTellSent } from '../transfers/tell-sent.ts';
import { createPublicSide } from './public-side.ts';
import { createStaffSide } from './staff-side.ts';
import { telegramClient } from './telegram-client.ts';
import { createWayIn } from './way-in.ts';

export interface PeopleSideDeps {
  readonly config: Config;
  readonly around: {
    readonly log: Log;
    /** For Telegram. */
    readonly fetch: PlainFetch;
    /** For asking it for updates. */
    readonly poll: PlainFetch;
    readonly now: () => number;
    readonly random: () => number;
    /** A clock that is never set back. */
    readonly steadyNow: () => number;
    readonly sleep: (ms: number) => Promise<void>;
    readonly limits: Limits;
    readonly metrics: Metrics;
  };
  readonly store: Store;
  readonly chessa: Chessa;
  readonly configuration: Configurations['current'];
  readonly accept: ReturnType<typeof createAccept>;
  readonly refund: ReturnType<typeof createRefund>;
  readonly bringForward: ReturnType<typeof createBringForward>;
  readonly quoteShown: Recall['shown'];
  /** What staff have closed. */
  readonly open: Open;
  readonly release: ReturnType<typeof createRelease>;
  /** The client for messages that nobody waits for in a dialogue. */
  readonly pushApi: Api;
  readonly forget: ReturnType<typeof createForget>;
  readonly vitals: () => Promise<Vitals>;
  /** Told how updates come. */
  readonly news: (news: IntakeNews) => Promise<void>;
  /** Lets the outbox look at once. */
  readonly changed: () => void;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
  /** Our clock set right by Telegram's. */
  readonly telegramNow: () => number;
}

/** Builds it; nothing is fetched before the intake runs. */
export function createPeopleSide(deps: PeopleSideDeps) {
  const { config, store, chessa, configuration, accept, refund, bringForward } = deps;
  const { open, changed, orderNow } = deps;
  const { log, fetch, poll, now, random, sleep, limits, metrics } = deps.around;
  const roleOf = createRoles(config);
  const isStaff = (userId: number) => roleOf(userId) !== undefined;
  const version = flowVersion();
  const newId = () => randomBytes(12).toString('hex');
  const newNonce = () => randomBytes(4).toString('hex');
  const dialogueFetch = createDialogueFetch({ fetch, poll, sleep, now, log });

  const limited = createLimitedCalls({
    limits,
    createAllowance: createMemoryAllowance,
    isStaff,
    chessaRps: config.chessa.rps,
  });
  const { quoteMinutes } = config;
  const quote = limited.quotes(
    createQuote({ chessa, store, log, now, orderNow, newId, quoteMinutes }),
  );
  const recipients = createKnownRecipients({ store, chessa, newId });
  const toWhom = createRecipientStep({ store, recipients, newNonce, now });
  const getRate = createRememberedRates({ getRate: chessa.getRate, now });
  const offered = async (maxAgeMs?: number) => {
    const read = await configuration(maxAgeMs);
    return read.ok ? ok(await open.narrow(read.value)) : read;
  };
  const { fundingAssets } = config;
  const dialogue = createSendDialogue({
    store,
    getRate,
    toWhom,
    checkAccount: limited.nameChecks(chessa.checkAccount),
    configuration: offered,
    isBlocked: open.isBlocked,
    quote: async (request) => (await open.forQuote(request)) ?? quote(request),
    shown: deps.quoteShown,
    fundingAssets,
    now,
  });
  const asked = { configuration: offered, fundingAssets };
  const shortcut = createShortcut({ ...asked, recipients, toWhom, dialogue });
  const rates = createRates({ ...asked, getRate });
  const { desk, menus, board } = createStaffSide({
    ...deps,
    recipients,
    roleOf,
    newNonce,
    log,
    now,
    sleep,
  });
  const support = createSupport({ store, chessa, board, newCaseId: newNonce, log, now });
  const chatMenus = createChatMenus({ messagesFor, isStaff, log });
  const language = createLanguage({ store, messagesFor, languages, chatMenus, now });
  const privacy = createPrivacy({ store, forget: deps.forget, now });
  const { share, page } = createPublicSide({ ...deps.around, config, store, orderNow });
  const freshCard = createFreshCard({ store, changed, now, sleep });
  const { bot, handle } = createBot({
    token: config.telegram.botToken,
    botConfig: { client: telegramClient(config, dialogueFetch) },
    store,
    messagesFor,
    dialogue,
    sendFlow: createSendFlow({ dialogue, messagesFor }),
    refundFlow: createRefundFlow({ store, messagesFor, newNonce }),
    flowVersion: version,
    recipientTaps: createRecipientTaps({ store, recipients, dialogue }),
    tapped: createTaps({
      store,
      recipients,
      accept,
      refund,
      bringForward,
      freshCard,
      tellSent: createTellSent({ chessa, log }),
      makeReceipt: createReceiptMaker(),
      share,
      log,
      changed,
      now,
      orderNow,
    }),
    accept,
    commands: {
      ...createCommands({ store, recipients, accept, bringForward, freshCard, shortcut }),
      support: support.command,
      privacy: privacy.command,
      rate: rates.command,
      language: language.command,
    },
    desk,
    support,
    privacy,
    rates,
    language,
    chatMenus,
    log,
    now,
    orderNow,
    telegramNow: deps.telegramNow,
  });
  const takesUpdates = config.role !== 'worker';
  const newestFlow =
    config.redisUrl && takesUpdates
      ? createNewestFlow({ settings: store.settings, version, log, now })
      : undefined;
  const { admit, dispatch } = createEntrance({
    api: bot.api,
    store,
    handle,
    messagesFor,
    limits,
    createAllowance: createMemoryAllowance,
    isStaff,
    log,
    now,
    sleep,
    metrics,
    shared: newestFlow && { mayRun: newestFlow.isNewest },
  });
  const { take } = dispatch;
  /** Updates can be handled once the bot knows who it is. */
  const prepare = async (signal: StopSignal) => {
    bot.botInfo = await bot.api.getMe(signal);
    await introduce(bot.api, spoken, log);
    await dispatch.start();
    // A menu is a courtesy: nobody waits for it.
    menus.refresh().catch((problem: unknown) => log.warn('menus of staff', {}, problem));
    log.info('ready', { bot: bot.botInfo.username });
  };
  const receive = createReceive({ store, admit, take, now });
  const wayIn = createWayIn({
    config,
    api: bot.api,
    store,
    receive,
    prepare,
    owner: newId(),
    mayPoll: newestFlow?.isNewest,
    news: deps.news,
    log,
    metrics,
    now,
    sleep,
    random,
  });
  const doors = [wayIn.door ?? [], page ?? []].flat();
  return { intake: wayIn.intake, doors, dispatch, newestFlow };
}
