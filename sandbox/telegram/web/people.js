/** The list of people at the side: whose phone is on the screen, who has unread messages. */
import { chatKey } from './chat-state.js';
import { byId, el, showBadge } from './dom.js';
import { clockTime } from './time.js';

/** Telegram gives each account one of seven colours by its id. */
const colours = 7;

/** A round picture with initials, coloured by id; hidden from screen readers. */
export function avatar(id, name) {
  const letters = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('');
  return el(
    'span',
    { class: 'avatar', 'aria-hidden': 'true', data: { colour: String(Math.abs(id) % colours) } },
    letters.toUpperCase(),
  );
}

/** First and last name together. */
export function fullName(person) {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}

/** Whether the demo made this person one of the bot's own people, as its note says. */
export function isStaff(person) {
  return person.note?.startsWith('staff') ?? false;
}

/** Keeps the list in step with `state`; `select(personId, chatId)` is called on a press. */
export function createPeople({ state, select }) {
  const list = byId('people');
  const paint = () => {
    const focused = document.activeElement?.dataset?.key;
    list.replaceChildren(
      ...[...state.people.values()].flatMap((one) => rowsOf(state, one, select)),
    );
    byId('people-empty').hidden = state.people.size > 0;
    const unread = [...state.chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
    showBadge(byId('chat-badge'), unread, 'unread');
    if (focused) list.querySelector(`[data-key="${focused}"]`)?.focus();
  };
  state.subscribe((change) => {
    if (change.kind !== 'commands' && change.kind !== 'profile') paint();
  });
  list.addEventListener('keydown', (event) => {
    const rows = [...list.querySelectorAll('button')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    rows[rows.indexOf(document.activeElement) + step]?.focus();
  });
  paint();
}

/** The private chat first, then the groups and channels this person is in. */
function rowsOf(state, person, select) {
  const own = state.chats.get(chatKey(person.id, person.id));
  const others = [...state.chats.values()].filter(
    (chat) => chat.personId === person.id && chat.chatId !== person.id,
  );
  return [
    row(state, person, own, fullName(person), select),
    ...others.map((chat) => row(state, person, chat, chat.title, select)),
  ];
}

function row(state, person, chat, title, select) {
  const chatId = chat?.chatId ?? person.id;
  const { selected } = state;
  const isCurrent = selected?.personId === person.id && selected.chatId === chatId;
  const unread = chat?.unread ?? person.unread;
  const isGroup = chatId !== person.id;
  const button = el(
    'button',
    {
      type: 'button',
      class: isGroup ? 'person of-group' : 'person',
      data: { key: chatKey(person.id, chatId) },
      'aria-current': isCurrent ? 'true' : undefined,
      onclick: () => select(person.id, chatId),
    },
    avatar(chatId, title),
    el(
      'span',
      { class: 'person-words' },
      el(
        'span',
        { class: 'person-top' },
        el('strong', {}, title),
        isStaff(person) && !isGroup && el('span', { class: 'person-mark' }, 'staff'),
        lastTime(chat),
      ),
      el('span', { class: 'person-bottom' }, lastWords(person, chat), badge(unread)),
    ),
  );
  return el('li', {}, button);
}

function lastTime(chat) {
  if (!chat?.last) return undefined;
  return el('span', { class: 'person-time' }, clockTime(chat.last.date * 1000));
}

function lastWords(person, chat) {
  if (chat?.action && chat.action.untilMs > Date.now()) {
    return el('span', { class: 'person-last typing' }, 'bot is typing…');
  }
  return el('span', { class: 'person-last' }, previewOf(person, chat?.last));
}

function previewOf(person, last) {
  if (!last) return person.blockedBot ? 'Blocked the bot' : (person.note ?? 'Has not written yet');
  const words = last.text ?? last.caption;
  const kind = last.photo ? '🖼 Picture' : (last.sticker?.emoji ?? last.document?.file_name);
  const preview = (words ?? kind ?? 'Message').split('\n')[0];
  if (last.fromBot) return preview;
  const isOwn = last.from?.id === person.id;
  return `${isOwn ? 'You' : (last.from?.first_name ?? 'Chat')}: ${preview}`;
}

function badge(unread) {
  if (!unread) return undefined;
  return el('span', { class: 'badge' }, String(unread), el('span', { class: 'sr' }, ' unread'));
}
