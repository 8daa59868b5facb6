/** On a phone one view at a time (people, chat, simulator); on a desk all are there. */

const isPhone = matchMedia('(max-width: 759px)');

/** Makes the tabs work. `go(view)` shows one, `shows(view)` tells whether it is on the screen. */
export function createViews() {
  const listeners = new Set();
  const go = (view) => {
    document.body.dataset.view = view;
    for (const tab of document.querySelectorAll('.tabs [data-go]')) {
      const isCurrent = tab.dataset.go === view || (view === 'people' && tab.dataset.go === 'chat');
      if (isCurrent) tab.setAttribute('aria-current', 'page');
      else tab.removeAttribute('aria-current');
    }
    for (const listener of listeners) listener(view);
  };
  for (const button of document.querySelectorAll('[data-go]')) {
    button.addEventListener('click', () => go(button.dataset.go));
  }
  return {
    go,
    shows: (view) => !isPhone.matches || document.body.dataset.view === view,
    onGo: (listener) => listeners.add(listener),
  };
}
