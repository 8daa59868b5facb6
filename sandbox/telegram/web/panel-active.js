/** What goes wrong at the moment, in one row that stays in sight, and the way back to normal. */
import { el, setText } from './dom.js';
import { words } from './simulator-api.js';
import { clockTime } from './time.js';

/**
 * Makes the row; it is hidden while all is well. `toNormal()` ends everything. `show(active)` takes
 * the troubles as `{ name, calls, until, order }`; of one that waits, `waitsFor` says for what.
 */
export function createPanelActive({ toNormal }) {
  const said = el('span', { class: 'active-words', role: 'status' });
  const node = el(
    'div',
    { class: 'active', hidden: true },
    said,
    el('button', { type: 'button', class: 'small', onclick: toNormal }, 'Back to normal'),
  );
  return {
    node,
    show(active) {
      node.hidden = active.length === 0;
      setText(said, active.map(wordsOf).join(' · '));
    },
  };
}

function wordsOf({ name, calls, until, order, waitsFor }) {
  const about = [
    order && `for ${order}`,
    calls > 1 && `for ${calls} calls`,
    calls === 1 && 'for one call',
    until && `until ${clockTime(Date.parse(until))}`,
    waitsFor && `waits for ${waitsFor}`,
  ].filter(Boolean);
  return [capital(words(name)), ...about].join(' ');
}

/** "late now" as "Late now". */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
