/** The buttons under a message: what they look like, what a press does, and the wait for an answer. */
import { el, icon } from './dom.js';

const tones = new Set(['success', 'danger', 'primary']);

/**
 * A keyboard for `rows` (Telegram's `inline_keyboard`).
 * `actions` has `press(place)`, which resolves when the bot has answered, and `copy(text)`.
 */
export function renderKeyboard(rows, actions) {
  return el(
    'div',
    { class: 'keyboard', role: 'group', 'aria-label': 'Buttons of this message' },
    rows.map((row, rowIndex) =>
      el(
        'div',
        { class: 'keyboard-row' },
        row.map((button, column) => renderButton(button, { row: rowIndex, column }, actions)),
      ),
    ),
  );
}

function renderButton(button, place, actions) {
  const tone = tones.has(button.style) ? button.style : 'plain';
  const label = el('span', { class: 'key-label' }, button.text);
  const props = { class: `key ${tone}`, data: { place: `${place.row}:${place.column}` } };
  if (button.url) return linkKey(button, label, props);
  if (button.copy_text) {
    const onclick = () => actions.copy(button.copy_text.text);
    return el('button', { ...props, type: 'button', onclick }, label, mark('copy', ', copies'));
  }
  const node = el('button', { ...props, type: 'button' }, label, el('span', { class: 'spinner' }));
  node.addEventListener('click', () => pressOnce(node, place, actions));
  return node;
}

function linkKey(button, label, props) {
  const safe = URL.canParse(button.url) && /^(https?|tg):$/.test(new URL(button.url).protocol);
  if (!safe) return el('button', { ...props, type: 'button', disabled: true }, label);
  return el(
    'a',
    { ...props, href: button.url, target: '_blank', rel: 'noopener noreferrer' },
    label,
    mark('open', ', opens a page'),
  );
}

function mark(name, spoken) {
  return el('span', { class: 'key-mark' }, icon(name), el('span', { class: 'sr' }, spoken));
}

/** A button that waits for its answer is not pressed again. */
async function pressOnce(node, place, actions) {
  if (node.getAttribute('aria-busy') === 'true') return;
  node.setAttribute('aria-busy', 'true');
  try {
    await actions.press(place);
  } finally {
    node.removeAttribute('aria-busy');
  }
}
