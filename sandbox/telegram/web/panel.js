/**
 * The panel beside the chat: the provider's orders, what happens to them, what fails, how it
 * answers, and the time machine. It speaks to the control sides of Chessa and Telegram only.
 */
import { byId, el, setText, showBadge } from './dom.js';
import { openLive } from './live.js';
import { createPanelActive } from './panel-active.js';
import { createPanelBot } from './panel-bot.js';
import { createPanelOrders } from './panel-orders.js';
import { createPanelScenarios } from './panel-scenarios.js';
import { createPanelSettings } from './panel-settings.js';
import { createPanelTelegram } from './panel-telegram.js';
import { createPanelTime } from './panel-time.js';
import { createSimulatorApi, words } from './simulator-api.js';

const connectionWords = { connecting: 'Connecting…', open: 'Connected', lost: 'Not reachable' };
/** Faults end by being met, which no event tells. */
const watchMs = 2000;

/**
 * Fills the panel and keeps it in step with the simulator. `act` says what goes wrong;
 * `personOnScreen()` is the id of whoever's chat is open, if one is.
 */
export function createPanel({ notify, act, personOnScreen }) {
  const api = createSimulatorApi();
  const known = { isTroubled: false };
  const refresh = coalesce(async () => {
    const answers = await act(() =>
      Promise.all([api.state(), api.orders(), api.settings(), api.troubles(), api.bot()]),
    );
    if (answers) known.isTroubled = paint(parts, ...answers);
  });
  const run = async (work, said) => {
    const done = await act(work);
    if (done && said) notify.toast(said);
    if (done) await refresh();
  };
  const parts = createParts({ api, run, notify, personOnScreen });
  const connection = el('span', { class: 'connection', role: 'status' });
  const { time, active, orders, scenarios, telegram, settings, bot } = parts;
  byId('panel').append(
    head(connection, time, active),
    orders.node,
    ...scenarios.nodes,
    telegram.node,
    settings.node,
    bot.node,
    foot(),
  );
  setInterval(() => {
    if (known.isTroubled && document.visibilityState === 'visible') void refresh();
  }, watchMs);
  follow({ api, act, connection, parts, refresh });
}

function createParts({ api, run, notify, personOnScreen }) {
  return {
    time: createPanelTime((body) => run(() => api.clock(body))),
    active: createPanelActive({ toNormal: () => run(api.toNormal, 'All is back to normal') }),
    orders: createPanelOrders({
      copy: notify.copy,
      pay: (order, { body, scenario, said = `A deposit arrives for ${order.shortId}` }) =>
        run(
          () => (scenario ? api.scenario(order.id, scenario) : api.deposit(order.id, body)),
          scenario ? undefined : said,
        ),
    }),
    scenarios: createPanelScenarios({
      apply: (orderId, name) =>
        run(
          () => (orderId ? api.scenario(orderId, name) : api.next(name)),
          orderId ? `Begins now: ${words(name)}` : `Waits for the next order: ${words(name)}`,
        ),
      fault: (name, count) => run(() => api.next(name, { count })),
      lasting: (name) => run(() => api.next(name)),
    }),
    telegram: createPanelTelegram({
      begin: (name) => run(() => api.trouble(name, personOnScreen()), words(name)),
    }),
    settings: createPanelSettings({ change: (patch) => run(() => api.configure(patch)) }),
    bot: createPanelBot({ restart: () => run(api.restartBot, 'The bot was started anew') }),
  };
}

/** Reads everything, and again at every event. */
function follow({ api, act, connection, parts, refresh }) {
  const load = async () => {
    const lists = await act(() => Promise.all([api.scenarios(), api.troubles()]));
    if (lists) {
      parts.scenarios.show(lists[0]);
      parts.telegram.show(lists[1].troubles);
    }
    await refresh();
  };
  openLive({
    path: api.eventsPath,
    kinds: ['order'],
    onEvent: refresh,
    onState: (state) => {
      connection.dataset.state = state;
      setText(connection, connectionWords[state]);
    },
    onOpen: load,
  });
}

/** Returns whether anything goes wrong at the moment. */
function paint(parts, state, orders, settings, troubles, bot) {
  const { now, scale, skewMs } = state.clock;
  parts.time.show({ nowMs: Date.parse(now), scale, skewMs });
  const waiting = state.next.flatMap((names) =>
    names.map((name) => ({ name, waitsFor: 'the next order' })),
  );
  const active = [...state.active, ...waiting, ...troubles.active];
  parts.active.show(active);
  parts.orders.show(orders);
  parts.scenarios.refresh(orders);
  parts.settings.show(settings);
  parts.bot.show(bot);
  const open = orders.filter((order) => order.isOpen).length;
  showBadge(byId('panel-badge'), open, 'open orders');
  return active.length > 0 || !bot.isRunning;
}

function head(connection, time, active) {
  return el(
    'header',
    { class: 'panel-head' },
    el('div', { class: 'panel-title' }, el('h2', {}, 'Simulator'), connection),
    el(
      'p',
      { class: 'panel-about' },
      'Plays the payout service and the blockchain. No real money.',
    ),
    time.node,
    active.node,
  );
}

function foot() {
  return el(
    'p',
    { class: 'panel-foot' },
    'Addresses here are made up. Never send real money to them.',
  );
}

/** Runs `work` now, and once more afterwards however often it was asked for meanwhile. */
function coalesce(work) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    await work();
    running = false;
    if (again) {
      again = false;
      run();
    }
  };
}
