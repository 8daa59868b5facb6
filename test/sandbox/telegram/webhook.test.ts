import { expect, it } from 'vitest';
import type { Update } from '../../../sandbox/telegram/model.ts';
import { setUp } from './bot.ts';

/** A receiver that keeps what it got and answers when and what it is told. */
function receiver() {
  const got: { text: string; secret: string | null }[] = [];
  const gates: ((status: number) => void)[] = [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    const update = JSON.parse(String(init?.body)) as Update;
    const secret = new Headers(init?.headers).get('x-telegram-bot-api-secret-token');
    got.push({ text: update.message?.text ?? '', secret });
    const status = await new Promise<number>((resolve) => gates.push(resolve));
    return new Response(null, { status });
  };
  return {
    fetch,
    texts: () => got.map(({ text }) => text),
    secrets: () => got.map(({ secret }) => secret),
    answer: (status: number) => gates.shift()?.(status),
  };
}

function open() {
  const hook = receiver();
  const world = setUp({ fetch: hook.fetch, webhookRetryMs: 1 });
  world.telegram.people.create({ firstName: 'Ben' });
  const set = () =>
    world.call('setWebhook', { url: 'https://bot.example/telegram', secret_token: 's-1' });
  const say = (person: number, text: string) =>
    world.telegram.people.send(person, person, { text });
  return { ...world, hook, set, say };
}

it('delivers with the secret, one at a time in each chat', async () => {
  const { hook, set, say, call } = open();
  await set();
  say(1001, 'a1');
  say(1001, 'a2');
  say(1002, 'b1');
  expect(hook.texts()).toEqual(['a1', 'b1']);
  hook.answer(200);
  await expect.poll(hook.texts).toEqual(['a1', 'b1', 'a2']);
  expect(new Set(hook.secrets())).toEqual(new Set(['s-1']));
  expect((await call('getWebhookInfo')).result).toMatchObject({ pending_update_count: 2 });
});

it('comes again after a failure', async () => {
  const { hook, set, say, call } = open();
  await set();
  say(1001, 'once more');
  hook.answer(500);
  await expect.poll(hook.texts).toEqual(['once more', 'once more']);
  expect((await call('getWebhookInfo')).result).toMatchObject({
    last_error_message: 'Wrong response from the webhook: 500 ',
  });
  hook.answer(200);
  await expect
    .poll(async () => (await call('getWebhookInfo')).result?.pending_update_count)
    .toBe(0);
});

it('refuses polling while it is set, and delivers nothing after it is deleted', async () => {
  const { hook, set, say, call } = open();
  await set();
  expect(await call('getUpdates')).toMatchObject({
    status: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  await call('deleteWebhook');
  say(1001, 'for polling');
  expect(hook.texts()).toEqual([]);
  expect((await call('getUpdates')).result).toHaveLength(1);
});

it('refuses an address that is none and a secret with odd characters', async () => {
  const { call } = open();
  expect((await call('setWebhook', { url: 'bot.example' })).status).toBe(400);
  const odd = { url: 'https://bot.example', secret_token: 'a b' };
  expect((await call('setWebhook', odd)).description).toBe(
    'Bad Request: secret token contains unallowed characters',
  );
});
