/** The simulator's switches: every point on which Chessa's documents leave more than one reading. */
import { el } from './dom.js';

/**
 * Makes the section. `change(patch)` sets switches. `show({ settings, usual, words })` takes them as
 * they are; a switch that is not as usual is marked, and its group says how many are.
 */
export function createPanelSettings({ change }) {
  const place = el('div', {});
  const known = { usual: {} };
  const back = el(
    'button',
    { type: 'button', class: 'text-button', onclick: () => change(known.usual) },
    'All as documented',
  );
  const title = el('h3', { id: 'settings-title' }, 'How Chessa answers');
  const node = el('section', { 'aria-labelledby': 'settings-title' }, title, place, back);
  return {
    node,
    show({ settings, usual, words }) {
      known.usual = usual;
      if (!place.firstChild) place.replaceChildren(...groupsOf(words, change));
      let differing = 0;
      for (const group of place.children) differing += refresh(group, settings, usual);
      back.hidden = differing === 0;
    },
  };
}

function groupsOf(words, change) {
  const titles = [...new Set(words.map(({ group }) => group))];
  return titles.map((title) => {
    const inGroup = words.filter(({ group }) => group === title);
    return el(
      'details',
      { class: 'group' },
      el('summary', {}, title, el('span', { class: 'count' })),
      el(
        'div',
        { class: 'settings' },
        inGroup.map((one) => row(one, change)),
      ),
    );
  });
}

function row(word, change) {
  const { name, title } = word;
  const control = controlOf(word, (value) => change({ [name]: value }));
  control.dataset.setting = name;
  return el('label', { class: 'setting' }, el('span', {}, title), control);
}

function controlOf({ choices, kind }, set) {
  if (choices) {
    const options = Object.entries(choices).map(([value, said]) => el('option', { value }, said));
    const select = el('select', {}, options);
    select.addEventListener('change', () => set(select.value));
    return select;
  }
  if (kind === 'switch') {
    const box = el('input', { type: 'checkbox', class: 'switch', role: 'switch' });
    box.addEventListener('change', () => set(box.checked));
    return box;
  }
  const input = el('input', { type: 'text', autocomplete: 'off', data: { kind } });
  input.addEventListener('change', () => set(read(input.value, kind)));
  return input;
}

function read(text, kind) {
  if (kind === 'names') return text.split(',').flatMap((one) => one.trim() || []);
  return kind === 'number' ? Number(text) : text.trim();
}

/** Shows what holds; returns how many switches of the group are not as usual. */
function refresh(group, settings, usual) {
  let differing = 0;
  for (const control of group.querySelectorAll('[data-setting]')) {
    const { setting: name } = control.dataset;
    const isUsual = JSON.stringify(settings[name]) === JSON.stringify(usual[name]);
    control.closest('.setting').classList.toggle('changed', !isUsual);
    if (!isUsual) differing += 1;
    if (control.type === 'checkbox') control.checked = settings[name];
    else if (control !== document.activeElement || control.tagName === 'SELECT') {
      control.value = [settings[name]].flat().join(', ');
    }
  }
  group.querySelector('.count').textContent = differing > 0 ? `${differing} changed` : '';
  return differing;
}
