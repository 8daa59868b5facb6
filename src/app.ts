/**
 * The composition root: builds every part, hands each what it needs, and starts and stops them in
 * order. Two streams meet in the store: updates from Telegram go through inbox, lanes and the bot;
 * looks at Chessa go through queue, tracker and the outbox.
 */
import { randomUUID } from 'node:crypto';
import { Api } from 'grammy';
import { createAlarmWatch } from './app/alarm-watch.ts';
import { openBacking } from './app/backing.ts';
import { type App, createLifecycle } from './app/lifecycle.ts';
import { createClockMark, createOnwardClock, steadyNow } from './app/onward-clock.ts';
import { createPeopleSide } from './app/people-side.ts';
import { telegramClient } from './app/telegram-client.ts';
import { createVitals } from './app/vitals.ts';
import { createVitalsBoard } from './app/vitals-board.ts';
import { measureJobs, watchLog } from './app/watched.ts';
import { type Limits, limits as usualLimits } from './bot/middleware/limits.ts';
import { type PlainFetch, plainFetch } from './bot/plain-fetch.ts';
import { createTelegramClock } from './bot/telegram-clock.ts';
import { createNoticeFetch } from './bot/telegram-fetch.ts';
import { createTell } from './bot/tell.ts';
import { createChessa } from './chessa/client.ts';
import { createReadConfiguration } from './chessa/read-configuration.ts';
import { createConfigurations } from './chessa/remembered-configuration.ts';
import { watchChessa } from './chessa/watched.ts';
import type { Report } from './chessa/wire-values.ts';
import type { Config } from './config.ts';
import { setRight } from './domain/server-clock.ts';
import { createPrometheus } from './http/prometheus.ts';
import type { Log } from './log.ts';
import { createAlarms } from './notify/alarms.ts';
import { createBroadcasts } from './notify/broadcasts.ts';
import { createShowCard } from './notify/card.ts';
import { createDeliver } from './notify/deliver.ts';
import { createPush } from './notify/push.ts';
import { createForget } from './retention/forget.ts';
import { createRetention } from './retention/retention.ts';
import { keepTrails } from './store/trailing.ts';
import { messagesFor } from './text/messages-for.ts';
import { createAccept } from './transfers/accept.ts';
import { createBringForward } from './transfers/bring-forward.ts';
import { createFund } from './transfers/fund.ts';
import { createListWatch } from './transfers/list-watch.ts';
import { createOpen } from './transfers/open.ts';
import { createRecall } from './transfers/recall.ts';
import { createRefund } from './transfers/refund.ts';
import { createRelease } from './transfers/release.ts';
import { createSweep } from './transfers/sweep.ts';
import { createTrack } from './transfers/track.ts';

/** What the process gives to the program. */
export interface Surroundings {
  readonly log: Log;
  readonly fetch: typeof globalThis.fetch;
  /** For asking Telegram for updates; Node's own client when left out. */
  readonly poll?: PlainFetch;
  readonly now: () => number;
  readonly random: () => number;
  /** The usual ones when left out. */
  readonly limits?: Limits;
}

/** Builds the program on the store that the settings name. Throws `StoreRefused` with a sentence for operators. */
export async function createApp(config: Config, around: Surroundings): Promise<App> {
  const { fetch, poll = plainFetch, random, limits = usualLimits } = around;
  const clock = createOnwardClock({ wall: around.now, steady: steadyNow });
  const { now } = clock;
  const prometheus = createPrometheus(now);
  const vitals = createVitals({ now });
  const metrics = vitals.watch(prometheus.metrics);
  const log = watchLog(around.log, metrics);
  const backing = await openBacking(config, { log, metrics, now, steadyNow, sleep });
  const { queue, budget } = backing;
  const store = keepTrails(backing.store, () => orderNow());
  const clockMark = createClockMark({ clock, settings: store.settings, log });
  await clockMark.read();
  prometheus.measureWith(() => measureJobs(queue, metrics));

  const report: Report = (event, about) => log.warn(event, about);
  const callBudget = budget('chessa', config.chessa.rps);
  const client = createChessa({
    baseUrl: config.chessa.apiUrl,
    clientId: config.chessa.clientId,
    clientSecret: config.chessa.clientSecret,
    fetch,
    now,
    steadyNow,
    sleep,
    random,
    turn: callBudget.turn,
    slow: callBudget.slow,
    report,
  });
  const chessa = watchChessa(client, metrics, steadyNow);
  const configurations = createConfigurations({
    chessa,
    read: createReadConfiguration(report),
    now,
    find: () => store.settings.find('configuration'),
    put: (text) => store.settings.put('configuration', text),
  });

  const telegramClock = createTelegramClock({ fetch, poll, now });
  const telegramNow = () => setRight(now(), telegramClock.offsetMs());
  /** By Chessa's clock its times are meant. Until its first answer Telegram's is better than ours. */
  const orderNow = () => setRight(now(), chessa.clockOffsetMs() ?? telegramClock.offsetMs());

  // Telegram's own 429 is about a chat, so the budget of pushes is never slowed.
  const { turn: pushTurn } = budget('telegram_push', config.telegram.pushRps);
  const pushApi = (turn: () => Promise<unknown>) => {
    const client = telegramClient(config, createNoticeFetch({ fetch: telegramClock.fetch, turn }));
    return new Api(config.telegram.botToken, client);
  };
  const noticeApi = pushApi(pushTurn);
  const broadcasts = createBroadcasts({
    api: pushApi(() => pushTurn('late')),
    panelApi: noticeApi,
    store,
    messagesFor,
    owner: randomUUID(),
    log,
    now: steadyNow,
  });

  const deliver = createDeliver({
    store,
    showCard: createShowCard({
      api: noticeApi,
      store,
      messages: messagesFor,
      log,
      now,
      orderNow,
      offersShare: config.publicSide !== undefined,
    }),
    push: createPush({ api: noticeApi, store, messages: messagesFor, log, now }),
    log,
    now,
    metrics,
  });

  const pacing = { now, orderNow, random, pollScale: config.pollScale };
  const open = createOpen({ store, fundingAssets: config.fundingAssets });
  const accept = createAccept({
    store,
    queue,
    now,
    orderNow,
    mostOpen: (userId) => (config.adminIds.includes(userId) ? undefined : limits.openFunded),
    closed: open.forConfirm,
  });
  const alarms = createAlarms({
    api: noticeApi,
    store,
    chatId: config.alarmChatId,
    messages: messagesFor('en').staff,
    log,
    now,
  });
  const tellsOfStore = config.role !== 'worker';
  const owner = randomUUID();
  const board = createVitalsBoard({ store, vitals, owner });
  const alarmWatch = createAlarmWatch({
    ...{ alarms, board, store, owner, tellsOfStore, log, now, orderNow },
    measureBudgets: callBudget.measure,
  });
  const fund = createFund({ chessa, store, log, ...pacing });
  const refund = createRefund({ chessa, store, queue, log, ...pacing });
  const recall = createRecall({ chessa, store, log, ...pacing });
  const bringForward = createBringForward({ store, queue, now, steadyNow });
  const track = createTrack({
    chessa,
    store,
    log,
    ...pacing,
    fund: fund.step,
    refund: refund.step,
    recall: recall.step,
    changed: deliver.poke,
    unknownStatus: alarmWatch.unknownStatus,
    metrics,
  });
  const sweep = createSweep({ store, queue, log, now, callsPerSecond: config.chessa.rps, metrics });
  const listWatch = createListWatch({
    chessa,
    store,
    queue,
    log,
    ...pacing,
    owner: randomUUID(),
    callsPerSecond: config.chessa.rps,
    metrics,
  });

  const forget = createForget({ store, chessa, log, now });
  const retention = createRetention({
    store,
    forget,
    tellDeleted: createTell({ api: noticeApi, store, messagesFor }).deleted,
    owner: randomUUID(),
    log,
    now,
  });

  const people = createPeopleSide({
    config,
    around: { ...telegramClock, log, now, random, steadyNow, sleep, limits, metrics },
    store,
    chessa,
    configuration: configurations.current,
    accept,
    refund,
    bringForward,
    quoteShown: recall.shown,
    open,
    release: createRelease({ chessa, store, queue, ...pacing }),
    pushApi: noticeApi,
    forget,
    vitals: board.read,
    news: alarmWatch.intake,
    changed: deliver.poke,
    orderNow,
    telegramNow,
  });
  return createLifecycle({
    config,
    store,
    queue,
    track,
    sweep,
    listWatch,
    deliver,
    broadcasts,
    retention,
    alarmWatch,
    ...people,
    clockMark,
    prometheus,
    log,
    now,
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
