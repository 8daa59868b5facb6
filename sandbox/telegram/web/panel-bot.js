/** The bot's own process, where the sandbox runs it: whether it goes, and starting it anew. */
import { el, setText } from './dom.js';

/** Makes the section; hidden where the bot is somebody else's. `restart()` starts it anew. */
export function createPanelBot({ restart }) {
  const said = el('p', { class: 'order-line', role: 'status' });
  const button = el(
    'button',
    { type: 'button', class: 'small', onclick: restart },
    'Restart the bot',
  );
  const node = el(
    'section',
    { class: 'bot-section', 'aria-labelledby': 'bot-title', hidden: true },
    el('h3', { id: 'bot-title' }, 'The bot'),
    el('div', { class: 'bot-row' }, said, button),
  );
  return {
    node,
    show({ isOurs, isRunning }) {
      node.hidden = !isOurs;
      setText(said, isRunning ? 'Runs. Anew, it goes on where it was.' : 'Has stopped.');
    },
  };
}
