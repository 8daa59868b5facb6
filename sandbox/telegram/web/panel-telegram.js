/** Telegram on a bad day: what its next answers to the bot look like, and how updates travel. */
import { el, setText } from './dom.js';
import { buttonGroup } from './panel-scenarios.js';
import { requestJson } from './people-api.js';

const root = '/sandbox/telegram';

const answers = [
  {
    name: 'Wait five seconds',
    sentence: 'Telegram refuses: too many requests, try again in five seconds.',
    fault: { kind: 'refuse', status: 429, retryAfterSeconds: 5 },
  },
  {
    name: 'Bad gateway',
    sentence: 'Telegram breaks before it does anything.',
    fault: { kind: 'refuse', status: 502 },
  },
  {
    name: 'Does it, then breaks',
    sentence: 'The message is delivered, but Telegram says that it broke.',
    fault: { kind: 'lie', status: 502 },
  },
  {
    name: 'Cut before',
    sentence: 'The line is cut before Telegram does anything.',
    fault: { kind: 'cut_before' },
  },
  {
    name: 'Cut after',
    sentence: 'The message is delivered, and the line is cut before the answer.',
    fault: { kind: 'cut_after' },
  },
  {
    name: 'Half an answer',
    sentence: 'The message is delivered; the answer breaks off in the middle.',
    fault: { kind: 'truncate' },
  },
  {
    name: 'Slow',
    sentence: 'The answer takes twenty seconds.',
    fault: { kind: 'slow', ms: 20_000 },
  },
];

const travels = [
  {
    name: 'Hold updates',
    sentence: 'What people write and press does not reach the bot for now.',
    path: '/updates/hold',
  },
  {
    name: 'Release updates',
    sentence: 'Everything that was held reaches the bot at once.',
    path: '/updates/release',
  },
  {
    name: 'Reverse updates',
    sentence: 'What waits is delivered in the opposite order.',
    path: '/updates/reverse',
  },
  {
    name: 'Deliver twice',
    sentence: 'The next update reaches the bot two times.',
    path: '/updates/repeat',
    body: { count: 1 },
  },
];

/** Makes the section. `act(work)` says what goes wrong, `toast(words)` what was done. */
export function createPanelTelegram({ act, toast }) {
  const waiting = el('span', { role: 'status' });
  const show = async () => {
    const answer = await act(() => requestJson('GET', `${root}/faults`));
    const planned = answer?.planned ?? [];
    row.hidden = planned.length === 0;
    const said = planned.map(({ fault, times }) => `${kindWords(fault)} ×${times ?? 1}`);
    setText(waiting, said.length > 0 ? `Waiting: ${said.join(', ')}` : '');
  };
  const run = async (work, words) => {
    const done = await act(work);
    if (done) toast(words);
    await show();
  };
  const clear = el(
    'button',
    {
      type: 'button',
      class: 'text-button',
      onclick: () => run(() => requestJson('DELETE', `${root}/faults`), 'Telegram is well again'),
    },
    'Clear',
  );
  const row = el('p', { class: 'waiting with-button' }, waiting, clear);
  row.hidden = true;
  const spoil = ({ name, fault }) =>
    run(
      () => requestJson('POST', `${root}/faults`, { method: '*', fault }),
      `${name}: meets the bot's next call`,
    );
  const move = ({ name, path, body }) =>
    run(() => requestJson('POST', `${root}${path}`, body ?? {}), name);
  return el(
    'section',
    { 'aria-labelledby': 'telegram-title' },
    el('h3', { id: 'telegram-title' }, 'Telegram on a bad day'),
    row,
    buttonGroup('Its answers to the bot', answers, spoil),
    buttonGroup('What people send', travels, move),
  );
}

function kindWords(fault) {
  return answers.find((one) => one.fault.kind === fault.kind)?.name.toLowerCase() ?? fault.kind;
}
