/**
 * The simulator's panel beside the chat: the provider's orders, what happens to them, what fails,
 * and the time machine. It speaks to the simulator's control side only.
 */
import { byId, el, setText, showBadge } from './dom.js';
import { openLive } from './live.js';
import { createPanelOrders } from './panel-orders.js';
import { createPanelScenarios } from './panel-scenarios.js';
import { createPanelTelegram } from './panel-telegram.js';
import { createPanelTime } from './panel-time.js';
import { createSimulatorApi, words } from './simulator-api.js';

const connectionWords = { connecting: 'Connecting…', open: 'Connected', lost: 'Not reachable' };

/** Fills the panel and keeps it in step with the simulator. `act` says what goes wrong. */
export function createPanel({ notify, act }) {
  const api = createSimulatorApi();
  const parts = {};
  const refresh = coalesce(async () => {
    const answers = await act(() => Promise.all([api.state(), api.orders()]));
    if (answers) paint(parts, ...answers);
  });
  const run = async (work, said) => {
    const done = await act(work);
    if (done && said) notify.toast(said);
    if (done) await refresh();
  };
  parts.time = createPanelTime((body) => run(() => api.clock(body)));
  parts.orders = createPanelOrders({
    copy: notify.copy,
    pay: (order, { body, scenario }) =>
      run(
        () => (scenario ? api.scenario(order.id, scenario) : api.deposit(order.id, body)),
        scenario ? undefined : `A deposit arrives for ${order.shortId}`,
      ),
  });
  parts.scenarios = createPanelScenarios({
    apply: (orderId, name) =>
      run(
        () => (orderId ? api.scenario(orderId, name) : api.next(name)),
        orderId ? `Begins now: ${words(name)}` : `Waits for the next order: ${words(name)}`,
      ),
    fault: (name, count) => run(() => api.next(name, { count })),
    clearFaults: () => run(api.clearFaults),
  });
  const connection = el('span', { class: 'connection', role: 'status' });
  const { time, orders, scenarios } = parts;
  const telegram = createPanelTelegram({ act, toast: notify.toast });
  byId('panel').append(head(connection, time), orders.node, ...scenarios.nodes, telegram, foot());
  follow({ api, act, connection, scenarios, refresh });
}

/** Reads everything, and again at every event. */
function follow({ api, act, connection, scenarios, refresh }) {
  const load = async () => {
    const list = await act(api.scenarios);
    if (list) scenarios.show(list);
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

function paint({ time, orders: list, scenarios }, state, orders) {
  time.show({ nowMs: Date.parse(state.clock.now), scale: state.clock.scale });
  list.show(orders);
  scenarios.refresh({ orders, next: state.next, faults: state.faults });
  const open = orders.filter((order) => order.isOpen).length;
  showBadge(byId('panel-badge'), open, 'open orders');
}

function head(connection, time) {
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
