/** Everything that can happen to an order, as buttons with a sentence each, in groups. */
import { el, setText } from './dom.js';
import { words } from './simulator-api.js';

const groupTitles = {
  payment: 'Payment',
  payout: 'Payout',
  refund: 'Refund',
  address: 'Deposit address',
  answer: 'Strange answers',
};
const counts = [1, 2, 5, 20];

/**
 * Makes the sections of scenarios and faults. `apply(orderId, name)` gives a scenario to an order,
 * or to the next one where `orderId` is undefined; `fault(name, count)` spoils the next calls,
 * `clearFaults()` ends that. `show(scenarios)` takes the list once; `refresh({ orders, next,
 * faults })` what changes.
 */
export function createPanelScenarios({ apply, fault, clearFaults }) {
  const target = el('select', {}, nextOption());
  const waiting = el('p', { class: 'waiting' });
  const groups = el('div', {});
  const faults = createFaults({ fault, clearFaults });
  const known = { orders: [] };
  const disable = () => {
    const chosen = known.orders.find((order) => order.id === target.value);
    for (const button of groups.querySelectorAll('[data-early]')) {
      button.disabled = chosen?.address !== undefined;
    }
  };
  target.addEventListener('change', disable);
  const section = el(
    'section',
    { 'aria-labelledby': 'scenarios-title' },
    el('h3', { id: 'scenarios-title' }, 'What happens'),
    el('label', { class: 'target' }, 'to ', target),
    waiting,
    groups,
  );
  return {
    nodes: [section, faults.node],
    show(scenarios) {
      const choose = (name) => apply(target.value || undefined, name);
      groups.replaceChildren(
        ...Object.entries(groupTitles).map(([group, title]) => {
          const inGroup = scenarios.filter((scenario) => scenario.group === group);
          return groupOf(title, inGroup, choose);
        }),
      );
      faults.show(scenarios.filter((scenario) => scenario.group === 'line'));
      disable();
    },
    refresh({ orders, next, faults: pending }) {
      known.orders = orders;
      fillTarget(target, orders);
      disable();
      const names = next.map((one) => one.map(words).join(' and '));
      setText(waiting, names.length > 0 ? `Waits for the next order: ${names.join('; ')}` : '');
      faults.pending(pending);
    },
  };
}

function nextOption() {
  return el('option', { value: '' }, 'the next order');
}

/** Filled again only where the open orders differ, so that an opened list stays open. */
function fillTarget(target, orders) {
  const open = orders.filter((order) => order.isOpen);
  const keys = open.map((order) => order.id).join();
  if (target.dataset.keys === keys) return;
  const before = target.value;
  target.dataset.keys = keys;
  const options = open.map((order) =>
    el('option', { value: order.id }, `${order.shortId}, ${order.receives}`),
  );
  target.replaceChildren(nextOption(), ...options);
  target.value = open.some((order) => order.id === before) ? before : '';
}

/** The section of the line: calls that go wrong, whatever they are about. */
function createFaults({ fault, clearFaults }) {
  const count = el(
    'select',
    {},
    counts.map((number) =>
      el('option', { value: String(number) }, number === 1 ? 'call' : `${number} calls`),
    ),
  );
  const waiting = el('span', { role: 'status' });
  const clear = el(
    'button',
    { type: 'button', class: 'text-button', onclick: clearFaults },
    'Clear',
  );
  const row = el('p', { class: 'waiting with-button' }, waiting, clear);
  const groups = el('div', {});
  const node = el(
    'section',
    { 'aria-labelledby': 'faults-title' },
    el('h3', { id: 'faults-title' }, 'What fails at the provider'),
    el('label', { class: 'target' }, 'on the next ', count),
    row,
    groups,
  );
  row.hidden = true;
  return {
    node,
    show: (scenarios) =>
      groups.replaceChildren(
        groupOf('Line and server', scenarios, (name) => fault(name, Number(count.value))),
      ),
    pending(faults) {
      row.hidden = faults.length === 0;
      const said = faults.map((one) => `${words(one.kind)} ×${one.count ?? 1}`);
      setText(waiting, said.length > 0 ? `Waiting: ${said.join(', ')}` : '');
    },
  };
}

function groupOf(title, scenarios, choose) {
  const items = scenarios.map(({ name, sentence, moment }) => ({
    name: capital(words(name)),
    sentence,
    choice: name,
    isEarly: moment === 'before_funding',
  }));
  return buttonGroup(title, items, ({ choice }) => choose(choice));
}

/** A group that opens: one button an item, with its `name` and its `sentence`. */
export function buttonGroup(title, items, choose) {
  const buttons = items.map((item) =>
    el(
      'button',
      {
        type: 'button',
        class: 'scenario',
        onclick: () => choose(item),
        data: item.isEarly ? { early: '' } : {},
      },
      el('strong', {}, item.name),
      el('span', {}, item.sentence),
    ),
  );
  return el(
    'details',
    { class: 'group' },
    el('summary', {}, title, el('span', { class: 'count' }, String(items.length))),
    el('div', { class: 'scenarios' }, buttons),
  );
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
