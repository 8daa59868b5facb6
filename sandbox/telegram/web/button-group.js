/** Groups of the panel that open: one button for each thing that can happen, with a sentence. */
import { el } from './dom.js';
import { capital } from './panel-active.js';
import { words } from './simulator-api.js';

/**
 * A closed group named `title`. `items` have a `name`, a `sentence`, what they show (`shows`, line
 * names of the safety list) and whether they only work early (`isEarly`); `choose(item)` is called
 * on a press.
 */
export function buttonGroup(title, items, choose) {
  return el(
    'details',
    { class: 'group' },
    el('summary', {}, title, el('span', { class: 'count' }, String(items.length))),
    el(
      'div',
      { class: 'scenarios' },
      items.map((item) => scenarioButton(item, choose)),
    ),
  );
}

function scenarioButton(item, choose) {
  const lines = item.shows?.length > 0 && item.shows.join(' ');
  return el(
    'button',
    {
      type: 'button',
      class: 'scenario',
      onclick: () => choose(item),
      data: item.isEarly ? { early: '' } : {},
    },
    el('strong', {}, capital(words(item.name))),
    lines ? el('small', { title: 'Lines of docs/safety.md' }, lines) : undefined,
    el('span', {}, item.sentence),
  );
}
