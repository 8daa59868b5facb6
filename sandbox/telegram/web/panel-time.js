/** The time machine: everybody's clock, how fast it runs, jumps forward, and the real time beside it. */
import { el, setText } from './dom.js';
import { clockTime } from './time.js';

const jumps = [
  ['+1 min', 60_000],
  ['+10 min', 600_000],
  ['+3 h', 10_800_000],
  ['+1 day', 86_400_000],
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
 * Makes the section. `change({ scale } or { advanceMs })` moves the clock; `show({ nowMs, scale,
 * skewMs })` sets what the simulator says, and the face runs on by itself from there.
 */
export function createPanelTime(change) {
  const shown = { nowMs: Date.now(), scale: 1, skewMs: 0, atMs: Date.now() };
  const time = el('span', { class: 'clock-time' });
  const date = el('span', { class: 'clock-date' });
  const real = el('p', { class: 'clock-real' });
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
    setText(real, realWords(nowMs, shown.skewMs));
  };
  setInterval(tick, 1000);
  tick();
  const node = el(
    'section',
    { class: 'time', 'aria-labelledby': 'time-title' },
    el('h3', { id: 'time-title', class: 'sr' }, 'Time machine'),
    el('div', { class: 'clock', title: 'The time of chat, bot and Chessa' }, time, date),
    el(
      'div',
      { class: 'segments', role: 'group', 'aria-label': 'Speed of the clock' },
      speedButtons,
    ),
    real,
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
    show({ nowMs, scale, skewMs }) {
      Object.assign(shown, { nowMs, scale, skewMs, atMs: Date.now() });
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

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "Real time 14:09, 3 hours behind", and Chessa's own clock where it is wrong. */
function realWords(nowMs, skewMs) {
  const aheadMs = nowMs - Date.now();
  const behind = aheadMs < 30_000 ? 'the same' : `${spanWords(aheadMs)} behind this`;
  const chessas = skewMs === 0 ? '' : ` Chessa says ${clockTime(nowMs + skewMs)}.`;
  return `Real time ${clockTime(Date.now())}, ${behind}.${chessas}`;
}

function spanWords(ms) {
  const [unit, unitMs] = units.find(([, each]) => ms >= each * 0.95) ?? units.at(-1);
  const number = Math.round(ms / unitMs);
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
