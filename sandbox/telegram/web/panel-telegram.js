/** Telegram on a bad day: what its next answers to the bot look like, and how updates travel. */
import { buttonGroup } from './button-group.js';
import { el } from './dom.js';

const groups = {
  answer: 'Its next answer',
  outage: 'Until back to normal',
  travel: 'What people send',
  person: 'Whoever is on the screen',
};

/** Makes the section. `begin(name)` begins a trouble; `show(troubles)` takes the list once. */
export function createPanelTelegram({ begin }) {
  const place = el('div', {});
  const node = el(
    'section',
    { 'aria-labelledby': 'telegram-title' },
    el('h3', { id: 'telegram-title' }, 'Telegram on a bad day'),
    place,
  );
  return {
    node,
    show(troubles) {
      place.replaceChildren(
        ...Object.entries(groups).map(([group, title]) => {
          const items = troubles.filter((trouble) => trouble.group === group);
          return buttonGroup(title, items, ({ name }) => begin(name));
        }),
      );
    },
  };
}
