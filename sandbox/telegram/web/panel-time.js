/** The time machine: the simulator's own clock, how fast it runs, and jumps forward. */
import { el, setText } from './dom.js';

const jumps = [
  ['+10 min', 600_000],
  ['+2 h', 7_200_000],
  ['+7 days', 604_800_000],
];
const speeds = [1, 10, 60];
const face = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/**
 * Makes the section. `change({ scale } or { advanceMs })` moves the clock; `show({ nowMs, scale })`
 * sets what the simulator says, and the face runs on by itself from there.
 */
export function createPanelTime(change) {
  const shown = { nowMs: Date.now(), scale: 1, atMs: Date.now() };
  const time = el('span', { class: 'clock-time' });
  const date = el('span', { class: 'clock-date' });
  const speedButtons = speeds.map((scale) =>
    el(
      'button',
      { type: 'button', 'aria-pressed': 'false', onclick: () => change({ scale }) },
      `×${scale}`,
    ),
  );
  const tick = () => {
    const nowMs = nowOf(shown);
    setText(time, face.format(nowMs));
    setText(date, day.format(nowMs));
  };
  setInterval(tick, 1000);
  tick();
  const node = el(
    'section',
    { class: 'time', 'aria-labelledby': 'time-title' },
    el('h3', { id: 'time-title', class: 'sr' }, 'Time machine'),
    el('div', { class: 'clock', title: "The simulator's clock" }, time, date),
    el(
      'div',
      { class: 'segments', role: 'group', 'aria-label': 'Speed of the clock' },
      speedButtons,
    ),
    el(
      'div',
      { class: 'jumps', role: 'group', 'aria-label': 'Jump forward' },
      jumps.map(([label, advanceMs]) =>
        el(
          'button',
          { type: 'button', class: 'small', onclick: () => change({ advanceMs }) },
          label,
        ),
      ),
    ),
  );
  return {
    node,
    now: () => nowOf(shown),
    show({ nowMs, scale }) {
      Object.assign(shown, { nowMs, scale, atMs: Date.now() });
      for (const [at, button] of speedButtons.entries()) {
        button.setAttribute('aria-pressed', String(speeds[at] === scale));
      }
      tick();
    },
  };
}

function nowOf({ nowMs, scale, atMs }) {
  return nowMs + (Date.now() - atMs) * scale;
}
