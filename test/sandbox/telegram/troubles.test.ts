/** Troubles of Telegram's as a panel begins them, and the way back to normal. */
import { expect, test } from 'vitest';
import { troubles } from '../../../sandbox/telegram/troubles.ts';
import { setUp } from './bot.ts';

function setUpPanel() {
  const { telegram, call, send } = setUp({ fetch: async () => new Response() });
  const post = async (path: string, what: object = {}) => {
    const response = await telegram.app.request(`/sandbox/telegram/${path}`, {
      method: 'POST',
      body: JSON.stringify(what),
    });
    const body = (await response.json()) as { active?: readonly { readonly name: string }[] };
    return { status: response.status, body };
  };
  const begin = (name: string, about: object = { personId: 1001 }) =>
    post('troubles', { name, ...about });
  return { telegram, call, send, begin, toNormal: () => post('normal') };
}

const refusals = troubles.filter(({ plan }) => plan?.fault.kind === 'refuse');

test.each(refusals)('$name: the call is refused as told, until it is over', async (trouble) => {
  const { call, begin, toNormal, send } = setUpPanel();
  const message_id = await send('hello');
  const method = trouble.plan?.method.startsWith('*') ? 'sendMessage' : trouble.plan?.method;
  const go = () => call(method ?? '', { chat_id: 1001, message_id, text: `${Math.random()}` });
  await begin(trouble.name);
  const { fault } = trouble.plan ?? {};
  const status = fault?.kind === 'refuse' ? fault.status : 0;
  expect(await go()).toMatchObject({ ok: false, error_code: status });
  if (trouble.plan?.lasting) expect(await go()).toMatchObject({ error_code: status });
  else expect(await go()).not.toMatchObject({ error_code: status === 400 ? 0 : status });
  expect((await toNormal()).body).toEqual({ active: [] });
  expect(await call('getMe')).toMatchObject({ ok: true });
});

test('every trouble can be begun, lasts in sight or is over, and ends with the others', async () => {
  const { begin, send, toNormal } = setUpPanel();
  for (const { name, act } of troubles) {
    await send('hello');
    const { status, body } = await begin(name);
    expect(status, name).toBe(200);
    const isSeen = !act || ['hold', 'foreign_webhook', 'block', 'delete_account'].includes(act);
    const names = body.active?.map((active) => active.name);
    expect(names?.includes(name), name).toBe(isSeen);
    expect((await toNormal()).body, name).toEqual({ active: [] });
  }
});

test('names and sentences are for people, and what is unknown is refused in words', async () => {
  const { begin } = setUpPanel();
  expect(new Set(troubles.map(({ name }) => name)).size).toBe(troubles.length);
  for (const { sentence } of troubles) expect(sentence).toMatch(/^\W?[A-Z0-9].{10,80}\.$/);
  expect(await begin('locusts')).toMatchObject({ status: 400, body: { error: /locusts/ } });
  expect(await begin('blocks_the_bot', {})).toMatchObject({
    status: 400,
    body: { error: 'Open the chat of a person first.' },
  });
});

test('words of yesterday carry their own date', async () => {
  const { telegram, begin } = setUpPanel();
  await begin('words_of_yesterday');
  const update = telegram.updates.pending().at(-1);
  expect(telegram.world.seconds() - (update?.message?.date ?? 0)).toBe(20 * 3_600);
});

test('somebody else’s webhook ends polling, until it is taken away', async () => {
  const { call, begin, toNormal } = setUpPanel();
  await begin('foreign_webhook');
  expect(await call('getUpdates')).toMatchObject({ ok: false, error_code: 409 });
  await toNormal();
  expect(await call('getUpdates')).toMatchObject({ ok: true });
});
