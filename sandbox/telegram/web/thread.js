/** The log of one chat: bubbles in order, and pills between days. */
import { createBubble } from './bubble.js';
import { el } from './dom.js';
import { createReadingPlace } from './reading-place.js';
import { dayName, sameDay } from './time.js';

/**
 * Makes the log's contents. `scroller` scrolls, `list` holds the messages, `toEnd` is the round
 * button that leads down. `actions` and `names` are handed to the bubbles.
 */
export function createThread({ scroller, list, toEnd, actions, names }) {
  const bubbles = new Map();
  const place = createReadingPlace({ scroller, list, toEnd });
  list.addEventListener('keydown', (event) => moveFocus(event, list, actions));

  const arrange = () => arrangeBubbles(list, [...bubbles.values()]);
  const add = (message) => {
    const bubble = createBubble(message, actions, names);
    bubbles.set(message.message_id, { ...bubble, message });
    list.append(bubble.node);
  };
  const remove = (messageIds) =>
    place.keep(() => {
      for (const id of messageIds) {
        bubbles.get(id)?.node.remove();
        bubbles.delete(id);
      }
      arrange();
    });
  /** Shows another chat, from its end; nothing of it is announced as new. */
  const replace = (messages) => {
    list.setAttribute('aria-busy', 'true');
    bubbles.clear();
    list.replaceChildren();
    for (const message of messages) add(message);
    arrange();
    place.goToEnd();
    setTimeout(() => list.removeAttribute('aria-busy'));
  };
  /** Adds a message or changes it in place. */
  const put = (message) => {
    const known = bubbles.get(message.message_id);
    if (known) return place.keep(() => known.update(message));
    add(message);
    arrange();
    return names.isOwn(message) ? place.goToEnd() : place.cameBelow();
  };
  /** A sandbox that was started anew counts its messages from the beginning again. */
  const isAnother = ({ message_id: id, date }) =>
    bubbles.has(id) && bubbles.get(id).message.date !== date;
  /** Brings the chat that is shown up to date, and leaves the rest where it is. */
  const sync = (messages) => {
    if (bubbles.size === 0 || messages.some(isAnother)) return replace(messages);
    const ids = new Set(messages.map((message) => message.message_id));
    remove([...bubbles.keys()].filter((id) => !ids.has(id)));
    for (const message of messages) put(message);
    return undefined;
  };
  /** Brings a message into view and lets it flash. */
  const jump = (messageId) => {
    const node = bubbles.get(messageId)?.node;
    if (!node) return;
    node.scrollIntoView({ block: 'center', behavior: 'smooth' });
    node.classList.add('flash');
    setTimeout(() => node.classList.remove('flash'), 1500);
    node.focus({ preventScroll: true });
  };
  return { replace, put, sync, remove, jump };
}

/** Marks the first and last of each run by one side, and puts a pill where a day begins. */
function arrangeBubbles(list, bubbles) {
  for (const pill of list.querySelectorAll('.day')) pill.remove();
  let before;
  for (const bubble of bubbles) {
    const { message, node } = bubble;
    const newDay = !before || !sameDay(before.message.date * 1000, message.date * 1000);
    if (newDay) node.before(dayPill(message.date * 1000));
    const joins = before && !newDay && before.message.from?.id === message.from?.id;
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
