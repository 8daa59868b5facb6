/** Everything that can happen to an order, and what fails at the provider, in groups of buttons. */
import { buttonGroup } from './button-group.js';
import { el } from './dom.js';

const orderGroups = {
  payment: 'Payment',
  payout: 'Payout',
  refund: 'Refund',
  address: 'Deposit address',
  answer: 'Strange answers',
};
const lastingGroups = {
  outage: 'Until back to normal',
  change: 'What is on offer changes',
};
const counts = [1, 2, 5, 20];

/**
 * Makes the sections of scenarios and faults. `apply(orderId, name)` gives a scenario to an order,
 * or to the next one where `orderId` is undefined; `fault(name, count)` spoils the next calls,
 * `lasting(name)` all until back to normal. `show(scenarios)` takes the list once, `refresh(orders)`
 * whenever orders change.
 */
export function createPanelScenarios({ apply, fault, lasting }) {
  const target = el('select', {}, nextOption());
  const groups = el('div', {});
  const faults = createFaults({ fault, lasting });
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
    groups,
  );
  return {
    nodes: [section, faults.node],
    show(scenarios) {
      const choose = ({ name }) => apply(target.value || undefined, name);
      groups.replaceChildren(...groupsOf(orderGroups, scenarios, choose));
      faults.show(scenarios);
      disable();
    },
    refresh(orders) {
      known.orders = orders;
      fillTarget(target, orders);
      disable();
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

/** The section of the line and the server: calls that go wrong, whatever they are about. */
function createFaults({ fault, lasting }) {
  const count = el(
    'select',
    {},
    counts.map((number) =>
      el('option', { value: String(number) }, number === 1 ? 'call' : `${number} calls`),
    ),
  );
  const single = el('div', {});
  const others = el('div', {});
  const node = el(
    'section',
    { 'aria-labelledby': 'faults-title' },
    el('h3', { id: 'faults-title' }, 'What fails at Chessa'),
    el('label', { class: 'target' }, 'on the next ', count),
    single,
    others,
  );
  return {
    node,
    show(scenarios) {
      const spoil = ({ name }) => fault(name, Number(count.value));
      single.replaceChildren(...groupsOf({ line: 'Line and server' }, scenarios, spoil));
      others.replaceChildren(...groupsOf(lastingGroups, scenarios, ({ name }) => lasting(name)));
    },
  };
}

function groupsOf(titles, scenarios, choose) {
  return Object.entries(titles).map(([group, title]) => {
    const items = scenarios
      .filter((scenario) => scenario.group === group)
      .map((scenario) => ({ ...scenario, isEarly: scenario.moment === 'before_funding' }));
    return buttonGroup(title, items, choose);
  });
}
