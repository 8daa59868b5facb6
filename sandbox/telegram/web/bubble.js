/** One message on the screen. It is made once and changed in place afterwards, so nothing jumps. */
import { el, icon } from './dom.js';
import { renderEntities } from './entities.js';
import { renderKeyboard } from './keyboard.js';
import { clockTime, fullDateTime } from './time.js';

/**
 * Makes a message's element; `node` goes into the log, `update(message)` changes it in place.
 * `actions`: `copy(text)`, `command(text)`, `press(messageId, place)`, `reply(messageId)`,
 * `jump(messageId)`, `enlarge(url, caption)`. `names`: `of(message)` is the sender in words,
 * `isOwn(message)` whether the person at the screen sent it, `areShown()` whether others are named.
 */
export function createBubble(first, actions, names) {
  const parts = {
    quote: el('div', { class: 'slot' }),
    media: el('div', { class: 'slot' }),
    text: el('div', { class: 'text', dir: 'auto' }),
    meta: el('span', { class: 'meta' }),
    keyboard: el('div', { class: 'slot' }),
  };
  const speaker = el('span', { class: 'sr' }, `${names.of(first)}: `);
  const sender =
    names.areShown() && !names.isOwn(first)
      ? el('span', { class: 'sender', 'aria-hidden': 'true' }, names.of(first))
      : undefined;
  const body = el('div', { class: 'body' }, speaker, sender, parts.quote, parts.media, parts.text);
  const reply = el(
    'button',
    {
      class: 'reply-button',
      type: 'button',
      tabindex: '-1',
      title: 'Reply',
      'aria-label': 'Reply to this message',
      onclick: () => actions.reply(first.message_id),
    },
    icon('reply'),
  );
  const column = el('div', { class: 'column' }, body, parts.keyboard);
  const node = el(
    'article',
    {
      class: `message ${names.isOwn(first) ? 'out' : 'in'}`,
      tabindex: '-1',
      'aria-label': `${names.of(first)}, ${clockTime(first.date * 1000)}`,
      data: { id: String(first.message_id) },
    },
    column,
    reply,
  );
  node.addEventListener('dblclick', (event) => {
    if (!event.target.closest('button, a, code, pre')) actions.reply(first.message_id);
  });
  let shown = {};
  const update = (message) => {
    shown = paint({ node, parts, message, shown, actions, names });
  };
  update(first);
  return { node, update };
}

/** Repaints only the parts that differ, and returns what is shown now. */
function paint({ node, parts, message, shown, actions, names }) {
  const next = {
    words: JSON.stringify([wordsOf(message), entitiesOf(message)]),
    keyboard: JSON.stringify(keyboardOf(message)),
    media: `${message.fileUrl ?? ''}${message.sticker?.emoji ?? ''}`,
    meta: `${message.date} ${message.edit_date && !message.fromBot ? 'edited' : ''}`,
    quote: JSON.stringify(message.reply_to_message?.message_id ?? null),
  };
  if (next.media !== shown.media) paintMedia(node, parts.media, message, actions);
  if (next.quote !== shown.quote) paintQuote(parts.quote, message, actions, names);
  if (next.words !== shown.words) {
    node.classList.toggle('wordless', wordsOf(message) === '');
    const words = renderEntities(wordsOf(message), entitiesOf(message), actions);
    parts.text.replaceChildren(words, parts.meta);
  }
  if (next.meta !== shown.meta) paintMeta(parts.meta, message, names.isOwn(message));
  if (next.keyboard !== shown.keyboard) paintKeyboard(node, parts.keyboard, message, actions);
  return next;
}

function wordsOf(message) {
  return message.text ?? message.caption ?? serviceWords(message) ?? '';
}

function entitiesOf(message) {
  return message.entities ?? message.caption_entities ?? [];
}

function keyboardOf(message) {
  return message.reply_markup?.inline_keyboard ?? [];
}

/** What Telegram writes in the middle of a group. */
function serviceWords(message) {
  const nameOf = (user) => user.first_name;
  if (message.new_chat_members) {
    return `${message.new_chat_members.map(nameOf).join(', ')} joined the group`;
  }
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} left the group`;
  if (message.group_chat_created) return 'The group was created';
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) {
    return 'This group became a supergroup';
  }
  return undefined;
}

function paintMedia(node, slot, message, actions) {
  node.classList.toggle('has-photo', message.photo !== undefined);
  node.classList.toggle('sticker', message.sticker !== undefined);
  node.classList.toggle('service', serviceWords(message) !== undefined);
  if (message.photo) slot.replaceChildren(photo(message, actions));
  else if (message.sticker) {
    slot.replaceChildren(el('span', { class: 'sticker-emoji' }, message.sticker.emoji ?? '🙂'));
  } else if (message.document) slot.replaceChildren(file(message));
  else slot.replaceChildren();
}

function photo(message, actions) {
  const size = message.photo.at(-1);
  const description = message.caption ? message.caption.split('\n')[0] : 'Picture';
  const image = el('img', {
    src: message.fileUrl,
    alt: description,
    width: size.width || undefined,
    height: size.height || undefined,
    decoding: 'async',
  });
  const onclick = () => actions.enlarge(message.fileUrl, description);
  return el('button', { class: 'photo', type: 'button', title: 'Enlarge', onclick }, image);
}

function file(message) {
  const { file_name: name = 'File', file_size: bytes, mime_type: type } = message.document;
  const size = bytes === undefined ? '' : `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return el(
    'a',
    { class: 'file', href: message.fileUrl, ...howToOpen(type, name) },
    el('span', { class: 'file-icon' }, icon('file')),
    el('span', {}, el('strong', {}, name), el('span', { class: 'file-size' }, size)),
  );
}

/** A browser shows a document beside the chat; everything else it keeps as a file. */
function howToOpen(type, name) {
  return type === 'application/pdf' ? { target: '_blank', rel: 'noopener' } : { download: name };
}

function paintQuote(slot, message, actions, names) {
  const original = message.reply_to_message;
  if (!original) return slot.replaceChildren();
  const words = wordsOf(original) || (original.photo ? 'Picture' : 'Message');
  const onclick = () => actions.jump(original.message_id);
  slot.replaceChildren(
    el(
      'button',
      { class: 'quote', type: 'button', onclick, title: 'Go to the message' },
      el('span', { class: 'quote-name' }, names.of(original)),
      el('span', { class: 'quote-text' }, words.split('\n')[0]),
    ),
  );
}

function paintMeta(slot, message, isOwn) {
  const atMs = message.date * 1000;
  // Telegram's apps mark edits of people, not those of bots.
  const edited = message.edit_date && !message.fromBot;
  const time = el('time', { datetime: new Date(atMs).toISOString(), title: fullDateTime(atMs) });
  time.textContent = clockTime(atMs);
  const ticks = isOwn ? icon('ticks') : undefined;
  slot.replaceChildren(...[edited ? 'edited ' : '', time, ticks].filter(Boolean));
}

function paintKeyboard(node, slot, message, actions) {
  const rows = keyboardOf(message);
  const hadFocus = slot.contains(document.activeElement);
  node.classList.toggle('has-keyboard', rows.length > 0);
  if (rows.length === 0) slot.replaceChildren();
  else {
    const press = (place) => actions.press(message.message_id, place);
    slot.replaceChildren(renderKeyboard(rows, { press, copy: actions.copy }));
  }
  if (hadFocus) (slot.querySelector('.key') ?? node).focus({ preventScroll: true });
}
