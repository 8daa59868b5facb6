/** The provider's orders: who gets what, where each stands, and "Deposit arrives". */
import { el, icon } from './dom.js';
import { clockTime, fullDateTime } from './time.js';

const firstSteps = [
  'In the chat press START, then “Send money”.',
  'Answer the questions, and confirm the quote.',
  'Then press “Deposit arrives” here, and watch the chat.',
];

/**
 * Makes the section. `pay(order, payment)` lets money arrive, `copy(text)` copies. `show(orders)`
 * takes all orders; open ones stand on top, then the newest.
 */
export function createPanelOrders(actions) {
  const list = el('ul', { class: 'orders' });
  const count = el('span', { class: 'count' });
  const empty = el(
    'div',
    { class: 'panel-empty' },
    el('strong', {}, 'No orders yet'),
    el(
      'ol',
      {},
      firstSteps.map((words) => el('li', {}, words)),
    ),
  );
  const title = el('h3', { id: 'orders-title' }, 'Orders', count);
  const node = el('section', { 'aria-labelledby': 'orders-title' }, title, empty, list);
  const cards = new Map();
  return {
    node,
    show(orders) {
      const sorted = [...orders].sort(
        (a, b) => b.isOpen - a.isOpen || b.createdAtMs - a.createdAtMs,
      );
      empty.hidden = sorted.length > 0;
      count.textContent = sorted.length > 0 ? String(sorted.length) : '';
      for (const order of sorted) place(cards, order, actions);
      const wanted = sorted.map((order) => cards.get(order.id).node);
      const isSame =
        wanted.length === list.children.length &&
        wanted.every((node, at) => list.children[at] === node);
      if (!isSame) list.replaceChildren(...wanted);
    },
  };
}

/** A card is painted again only where its order differs, so that focus and opened parts stay. */
function place(cards, order, actions) {
  const seen = JSON.stringify(order);
  const card = cards.get(order.id) ?? { node: el('li', { class: 'order' }) };
  if (card.seen === seen) return;
  const focusKey = card.node.contains(document.activeElement)
    ? document.activeElement.dataset.key
    : undefined;
  const wasOpen = card.node.querySelector('details')?.open ?? order.isOpen;
  card.seen = seen;
  card.node.classList.toggle('closed', !order.isOpen);
  card.node.replaceChildren(...contents(order, wasOpen, actions));
  if (focusKey) {
    const again = card.node.querySelector(`[data-key="${focusKey}"]`);
    (again ?? card.node.querySelector('[data-key]'))?.focus();
  }
  cards.set(order.id, card);
}

function contents(order, isHistoryOpen, actions) {
  return [
    el(
      'div',
      { class: 'order-head' },
      el('strong', { class: 'order-id' }, order.shortId),
      el('span', { class: `status ${order.tone}` }, order.statusWords),
    ),
    el('p', { class: 'order-sum' }, el('strong', {}, order.receives), ` to ${order.recipient}`),
    el('p', { class: 'order-line' }, order.institution),
    el('p', { class: 'order-line' }, `Paid with ${order.pays} on ${order.chain}`),
    order.address && addressRow(order, actions.copy),
    order.tag && el('p', { class: 'order-line' }, `Tag ${order.tag}`),
    order.scenarios.length > 0 && line(`Scenario: ${order.scenarios.join(', ')}`),
    ...order.deposits.map((deposit) => line(`Arrived: ${deposit.words}`)),
    order.refund && line(`Refund ${order.refund.status} to ${order.refund.address}`),
    ...paymentButtons(order, actions.pay, historyOf(order, isHistoryOpen)),
  ].filter(Boolean);
}

function line(text) {
  return el('p', { class: 'order-line' }, text);
}

function addressRow(order, copy) {
  return el(
    'button',
    {
      type: 'button',
      class: 'address',
      title: 'Copy the deposit address',
      data: { key: 'address' },
      onclick: () => copy(order.address),
    },
    el('span', {}, order.address),
    icon('copy'),
  );
}

/** What comes where the main button was must not be met by the second tap of a double one. */
function paymentButtons(order, pay, history) {
  const { main, others = [] } = order.payments ?? {};
  const rest = others.length > 0 && otherButtons(order, others, pay);
  return main ? [mainButton(order, main, pay), rest, history] : [history, rest];
}

function mainButton(order, payment, pay) {
  return el(
    'button',
    { type: 'button', class: 'deposit', data: { key: 'main' }, onclick: () => pay(order, payment) },
    icon('deposit'),
    el('span', {}, payment.words, el('small', {}, payment.about)),
  );
}

function otherButtons(order, payments, pay) {
  return el(
    'div',
    { class: 'variants', role: 'group', 'aria-label': 'Other deposits' },
    payments.map((payment) =>
      el(
        'button',
        {
          type: 'button',
          class: 'small',
          title: payment.about,
          data: { key: payment.words },
          onclick: () => pay(order, payment),
        },
        payment.words,
      ),
    ),
  );
}

function historyOf(order, isOpen) {
  const row = (kind) => (one) =>
    el(
      'li',
      { class: kind },
      el('span', {}, kind === 'planned' ? `next: ${one.status}` : one.status),
      el('time', { title: fullDateTime(one.atMs) }, clockTime(one.atMs)),
    );
  return el(
    'details',
    { class: 'history', open: isOpen },
    el('summary', { data: { key: 'history' } }, `History (${order.history.length})`),
    el('ol', {}, order.history.map(row('done')), order.planned.map(row('planned'))),
  );
}
