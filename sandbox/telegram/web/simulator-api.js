/** The control sides of the sandbox over HTTP, and the provider's orders in the words of the panel. */
import { minus, plus, times } from './decimal.js';
import { requestJson } from './people-api.js';

const root = '/chessa/sandbox';
const telegram = '/sandbox/telegram';

/** Makes the client; each method resolves with the answer or rejects with words to show. */
export function createSimulatorApi() {
  const bot = () => requestJson('GET', '/sandbox/bot');
  const restartBot = () => requestJson('POST', '/sandbox/bot/restart', {});
  const post = (path, body) => requestJson('POST', `${root}${path}`, body);
  return {
    eventsPath: `${root}/events`,
    state: () => requestJson('GET', `${root}/state`),
    scenarios: async () => (await requestJson('GET', `${root}/scenarios`)).scenarios,
    orders: async () => (await requestJson('GET', `${root}/orders?all`)).orders.map(orderView),
    deposit: (id, body) => post(`/orders/${id}/deposit`, body),
    scenario: (id, name) => post(`/orders/${id}/scenario`, { name }),
    next: (name, options) => post('/next', { name, ...options }),
    settings: () => requestJson('GET', `${root}/settings`),
    configure: (patch) => post('/settings', patch),
    clock: (body) => post('/clock', body),
    troubles: () => requestJson('GET', `${telegram}/troubles`),
    trouble: (name, personId) => requestJson('POST', `${telegram}/troubles`, { name, personId }),
    async toNormal() {
      await Promise.all([post('/normal', {}), requestJson('POST', `${telegram}/normal`, {})]);
      const { isRunning } = await bot();
      if (!isRunning) await restartBot();
      return true;
    },
    bot,
    restartBot,
  };
}

const tones = {
  created: 'wait',
  waiting_for_funding: 'wait',
  completed: 'good',
  refunded: 'good',
  failed: 'bad',
  underpaid: 'bad',
  expired: 'bad',
  cancelled: 'bad',
};
const planWords = {
  expire: 'expires',
  deposit: 'deposit arrives',
  readdress: 'address changes',
};
const rareLooks =
  'A late deposit arrives. Looks are rare by now: press “Check now”, or jump ahead.';
const unpaid = new Set(['created', 'waiting_for_funding']);

/** An order of the simulator as the panel shows it. */
function orderView(order) {
  const status = order.status.toLowerCase().replaceAll(' ', '_');
  const asset = order.originAsset;
  return {
    id: order.id,
    shortId: order.shortId,
    recipient: order.accountName || 'a recipient',
    institution: `${order.institutionName} ${masked(order.accountNumber)}`,
    receives: `${grouped(order.destinationAmount)} ${order.destinationAsset}`,
    pays: `${order.expectedAmount} ${asset}`,
    chain: order.chain,
    address: order.address,
    tag: order.tag || undefined,
    statusWords: words(order.status),
    tone: tones[status] ?? 'move',
    isOpen: order.open,
    createdAtMs: Date.parse(order.createdAt),
    scenarios: order.scenarios.map(words),
    refund: order.refund,
    deposits: order.deposits.map((deposit) => ({
      words: `${deposit.amount} ${deposit.asset}`,
      atMs: Date.parse(deposit.at),
    })),
    history: order.history.map(step),
    planned: order.planned
      .filter(({ what }) => what !== 'expire' || unpaid.has(status))
      .map(({ what, at }) => step({ status: planWords[what] ?? what, at })),
    payments: order.address ? paymentsOf(order, status) : undefined,
  };
}

/**
 * Which deposits are offered: the main one, and others. None where the order has its money and
 * another deposit would only confuse; a held one can be topped up.
 */
function paymentsOf(order, status) {
  const { expectedAmount: expected, originAsset: asset } = order;
  const came = order.deposits.reduce((sum, deposit) => plus(sum, deposit.amount), '0');
  const missing = minus(expected, came);
  const short = times(expected, '0.97');
  const over = plus(expected, '5');
  if (unpaid.has(status)) {
    return {
      main: { words: 'Deposit arrives', about: `exactly ${expected} ${asset}`, body: {} },
      others: [
        { words: `Short: ${short}`, body: { amount: short } },
        { words: `Over: ${over}`, body: { amount: over } },
        { words: 'Late', about: 'after the order expired', scenario: 'late_now' },
      ],
    };
  }
  // Money that is on its way back is no part of a payment any more.
  const goesBack = order.refund !== undefined && order.refund.status !== 'failed';
  if (status === 'underpaid' && missing !== undefined && !goesBack) {
    const about = `the missing ${missing} ${asset}`;
    return { main: { words: 'The rest arrives', about, body: { amount: missing } }, others: [] };
  }
  if (status === 'expired' && order.deposits.length === 0) {
    const about = `exactly ${expected} ${asset}`;
    return {
      main: { words: 'Late deposit arrives', about, body: {}, said: rareLooks },
      others: [],
    };
  }
  return { others: [{ words: `Once more: ${expected}`, body: {} }] };
}

function step({ status, at }) {
  return { status: words(status), atMs: Date.parse(at) };
}

/** "waiting_for_funding" as "waiting for funding". */
export function words(name) {
  return name.replaceAll(/[_-]/g, ' ');
}

function masked(number) {
  return number ? `••••${number.slice(-4)}` : '';
}

/** "50000.5" as "50,000.5", without passing through a binary number. */
function grouped(amount) {
  const [whole, part] = String(amount).split('.');
  const withCommas = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? withCommas : `${withCommas}.${part}`;
}
