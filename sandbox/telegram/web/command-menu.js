/** The list of the bot's commands over the input: opened by its button or by typing "/". */
import { byId, el, setText } from './dom.js';

/**
 * Makes the menu. `input` is the text field, `button` the menu button; `choose(command)` sends
 * one. `show(commands)` sets what there is; `typed()` filters by the input's text; `key(event)`
 * is true when the menu has used a key press; `close()` closes it.
 */
export function createCommandMenu({ input, button, choose }) {
  const box = byId('command-menu');
  const said = byId('menu-status');
  const menu = { all: [], matching: [], active: -1, open: false };

  const mark = (index) => {
    menu.active = index;
    for (const [at, node] of [...box.children].entries()) {
      node.setAttribute('aria-selected', String(at === index));
      if (at === index) node.scrollIntoView({ block: 'nearest' });
    }
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `command-${index}`);
  };
  const close = () => {
    menu.open = false;
    box.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const take = (index) => {
    const chosen = menu.matching[index];
    close();
    if (chosen) choose(`/${chosen.command}`);
  };
  const open = (commands) => {
    menu.matching = commands;
    if (commands.length === 0) return close();
    box.replaceChildren(...commands.map((command, index) => option(command, index, take)));
    menu.open = true;
    box.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    setText(said, `${commands.length} ${commands.length === 1 ? 'command' : 'commands'}`);
    mark(0);
    return undefined;
  };
  button.addEventListener('click', () => {
    if (menu.open) return close();
    open(menu.all);
    return input.focus();
  });
  const keys = {
    ArrowDown: () => mark((menu.active + 1) % menu.matching.length),
    ArrowUp: () => mark((menu.active - 1 + menu.matching.length) % menu.matching.length),
    Enter: () => take(menu.active),
    Tab: () => complete(input, menu),
    Escape: close,
  };
  const typed = () => {
    const match = /^\/(\w*)$/.exec(input.value);
    if (!match) return close();
    return open(menu.all.filter(({ command }) => command.startsWith(match[1].toLowerCase())));
  };
  return {
    close,
    typed,
    show(commands) {
      menu.all = commands;
      button.hidden = commands.length === 0;
      typed();
    },
    key(event) {
      const act = menu.open && !event.shiftKey && keys[event.key];
      if (!act) return false;
      event.preventDefault();
      act();
      return true;
    },
  };
}

/** Tab writes the command out, so that words can follow it. */
function complete(input, menu) {
  const { command } = menu.matching[menu.active];
  input.value = `/${command} `;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function option({ command, description }, index, take) {
  const node = el(
    'div',
    { id: `command-${index}`, role: 'option', class: 'command', 'aria-selected': 'false' },
    el('strong', {}, `/${command}`),
    el('span', { class: 'command-about' }, description),
  );
  node.addEventListener('mousedown', (event) => {
    event.preventDefault();
    take(index);
  });
  return node;
}
