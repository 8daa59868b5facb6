/**
 * The log of one chat: bubbles in order, pills between days, and a view that stays where the
 * reader is: at the end while they are at the end, and where they scrolled to otherwise.
 */
import { createBubble } from './bubble.js';
import { el } from './dom.js';
import { dayName, sameDay } from './time.js';

const nearEndPx = 90;

/**
 * Makes the log's contents. `scroller` scrolls, `list` holds the messages, `toEnd` is the round
 * button that leads down. `actions` and `names` are handed to the bubbles.
 */
export function createThread({ scroller, list, toEnd, actions, names }) {
  const bubbles = new Map();
  const view = { atEnd: true, below: 0 };
  const scrollToEnd = (behavior = 'instant') =>
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  const follow = () => {
    if (view.atEnd) scrollToEnd();
  };
  const showBelow = () => {
    toEnd.hidden = view.atEnd;
    toEnd.dataset.count = view.below > 0 ? String(view.below) : '';
  };
  scroller.addEventListener('scroll', () => {
    view.atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEndPx;
    if (view.atEnd) view.below = 0;
    showBelow();
  });
  new ResizeObserver(follow).observe(list);
  new ResizeObserver(follow).observe(scroller);
  toEnd.addEventListener('click', () => scrollToEnd('smooth'));
  list.addEventListener('keydown', (event) => moveFocus(event, list, actions));

  const put = (message) => {
    const known = bubbles.get(message.message_id);
    if (known) return known.update(message);
    const bubble = createBubble(message, actions, names);
    bubble.message = message;
    bubbles.set(message.message_id, bubble);
    list.append(bubble.node);
    return undefined;
  };
  const arrange = () => arrangeBubbles(list, [...bubbles.values()]);
  return {
    /** Shows another chat, from its end. */
    replace(messages) {
      list.setAttribute('aria-busy', 'true');
      bubbles.clear();
      list.replaceChildren();
      for (const message of messages) put(message);
      arrange();
      view.atEnd = true;
      view.below = 0;
      showBelow();
      scrollToEnd();
      list.removeAttribute('aria-busy');
    },
    /** Adds a message or changes it in place. */
    put(message) {
      const isNew = !bubbles.has(message.message_id);
      put(message);
      if (!isNew) return;
      arrange();
      if (!message.fromBot) view.atEnd = true;
      else if (!view.atEnd) view.below += 1;
      showBelow();
      follow();
    },
    remove(messageIds) {
      for (const id of messageIds) {
        bubbles.get(id)?.node.remove();
        bubbles.delete(id);
      }
      arrange();
    },
    /** Brings a message into view and lets it flash. */
    jump(messageId) {
      const node = bubbles.get(messageId)?.node;
      if (!node) return;
      node.scrollIntoView({ block: 'center', behavior: 'smooth' });
      node.classList.add('flash');
      setTimeout(() => node.classList.remove('flash'), 1500);
      node.focus({ preventScroll: true });
    },
    follow,
  };
}

/** Marks the first and last of each run by one side, and puts a pill where a day begins. */
function arrangeBubbles(list, bubbles) {
  for (const pill of list.querySelectorAll('.day')) pill.remove();
  let before;
  for (const bubble of bubbles) {
    const { message, node } = bubble;
    const newDay = !before || !sameDay(before.message.date * 1000, message.date * 1000);
    if (newDay) node.before(dayPill(message.date * 1000));
    const joins = before && !newDay && before.message.fromBot === message.fromBot;
    node.classList.toggle('first', !joins);
    before?.node.classList.toggle('last', !joins);
    before = bubble;
  }
  before?.node.classList.add('last');
  for (const { node } of bubbles) node.setAttribute('tabindex', node === before?.node ? '0' : '-1');
}

function dayPill(atMs) {
  return el('div', { class: 'day' }, el('span', {}, dayName(atMs, Date.now())));
}

/** Arrow keys walk over the messages, R replies; buttons inside keep their own keys. */
function moveFocus(event, list, actions) {
  const current = event.target.closest('.message');
  if (!current || event.target !== current) return;
  const all = [...list.querySelectorAll('.message')];
  const at = all.indexOf(current);
  const target = { ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1) };
  if (event.key in target) {
    event.preventDefault();
    target[event.key]?.focus();
  } else if (event.key.toLowerCase() === 'r' && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    actions.reply(Number(current.dataset.id));
  }
}
