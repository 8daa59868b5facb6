import { Api, GrammyError, HttpError, InputFile } from 'grammy';
import { expect, test } from 'vitest';
import { createDialogueFetch, createNoticeFetch } from '../../src/bot/telegram-fetch.ts';
import { createLog } from '../../src/log.ts';
import { accepted, refusal, type Script, startScriptedServer } from '../support/scripted-server.ts';

const token = '7000000001:AAtestTESTtestTESTtestTESTtestTEST0';
const message = {
  message_id: 1,
  date: 1,
  chat: { id: 5, type: 'private', first_name: 'ADA TEST' },
};
const timeouts = { callMs: 2_000, uploadMs: 2_000, pollMs: 2_000 };

/** A client of each kind on one server, with a clock that only moves when something waits. */
async function start(script: Script, limits = timeouts) {
  const server = await startScriptedServer(script);
  const waits: number[] = [];
  const turns: number[] = [];
  const lines: string[] = [];
  let nowMs = 1_000_000;
  const sleep = async (ms: number) => {
    waits.push(ms);
    nowMs += ms;
  };
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => lines.push(line) },
    secrets: [token],
  });
  const turn = async () => void turns.push(server.arrived.length);
  const deps = { turn, fetch: globalThis.fetch, sleep, now: () => nowMs, log, timeouts: limits };
  const client = (fetch: ReturnType<typeof createNoticeFetch>) =>
    new Api(token, { apiRoot: server.url, fetch });
  const dialogue = client(createDialogueFetch(deps));
  const notice = client(createNoticeFetch(deps));
  return {
    server,
    waits,
    turns,
    lines,
    dialogue,
    notice,
    [Symbol.asyncDispose]: server[Symbol.asyncDispose],
  };
}

/** Answers in turn; the last one stays. */
function inTurn(...answers: Script[]): Script {
  let next = 0;
  return (arrived) => answers[Math.min(next++, answers.length - 1)]?.(arrived);
}

test('a call goes through, its text untouched', async () => {
  await using bot = await start(() => accepted(message));
  const sent = await bot.dialogue.sendMessage(5, 'hello');
  expect(sent.message_id).toBe(1);
  expect(bot.server.arrived.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
    ['sendMessage', { chat_id: 5, text: 'hello' }],
  ]);
});

test('asked to wait, a dialogue waits as told and sends once more', async () => {
  await using bot = await start(
    inTurn(
      () => refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
      () => accepted(message),
    ),
  );
  await bot.dialogue.sendMessage(5, 'hello');
  expect(bot.waits).toEqual([7_000]);
  expect(bot.server.arrived).toHaveLength(2);
});

test('while one chat is asked to wait, others are not held up', async () => {
  let refusals = 1;
  await using bot = await start(({ body }) =>
    JSON.parse(body).chat_id === 5 && refusals-- > 0
      ? refusal(429, 'Too Many Requests', { retry_after: 20 })
      : accepted(message),
  );
  await bot.dialogue.sendMessage(5, 'one');
  expect(bot.waits).toEqual([20_000]);
  await bot.dialogue.sendMessage(6, 'two');
  expect(bot.waits).toEqual([20_000]);
});

test('a later call to a chat that was asked to wait waits as well', async () => {
  const gate: { open?: () => void } = {};
  const server = await startScriptedServer(
    inTurn(
      () => refusal(429, 'Too Many Requests', { retry_after: 20 }),
      () => accepted(message),
    ),
  );
  await using _ = server;
  const waits: number[] = [];
  const fetch = createDialogueFetch({
    fetch: globalThis.fetch,
    now: () => 1_000,
    log: createLog({ level: 'error', destination: { write: () => true }, secrets: [] }),
    sleep: (ms) => {
      waits.push(ms);
      return waits.length === 1
        ? new Promise<void>((resolve) => {
            gate.open = resolve;
          })
        : Promise.resolve();
    },
  });
  const api = new Api(token, { apiRoot: server.url, fetch });
  const first = api.sendMessage(5, 'one');
  await expect.poll(() => waits).toEqual([20_000]);
  await api.sendMessage(5, 'two');
  expect(waits).toEqual([20_000, 20_000]);
  gate.open?.();
  await first;
});

test('a wait of more than half a minute is not sat out: the refusal is handed on', async () => {
  await using bot = await start(() => refusal(429, 'Too Many Requests', { retry_after: 3_600 }));
  const sent = bot.dialogue.sendMessage(5, 'hello');
  await expect(sent).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 3_600 } });
  expect(bot.waits).toEqual([]);
});

test('waits for one call add up to half a minute at most', async () => {
  await using bot = await start(() => refusal(429, 'Too Many Requests', { retry_after: 12 }));
  await expect(bot.dialogue.sendMessage(5, 'hello')).rejects.toBeInstanceOf(GrammyError);
  expect(bot.waits).toEqual([12_000, 12_000]);
});

test.each<[string, Script]>([
  ['a cut connection', (arrived) => void arrived.cut()],
  ['a 502 page', () => ({ status: 502, body: '<html>Bad Gateway</html>' })],
  ['an answer that never comes', () => undefined],
])('a dialogue asks again twice after %s', async (_, lost) => {
  const limits = { ...timeouts, callMs: 300 };
  await using bot = await start(
    inTurn(lost, lost, () => accepted(message)),
    limits,
  );
  const sent = await bot.dialogue.sendMessage(5, 'hello');
  expect(sent.message_id).toBe(1);
  expect(bot.server.arrived).toHaveLength(3);
  expect(bot.lines.join('')).not.toContain(token);
});

test('after the third lost answer the dialogue is told', async () => {
  await using bot = await start((arrived) => void arrived.cut());
  await expect(bot.dialogue.sendMessage(5, 'hello')).rejects.toBeInstanceOf(HttpError);
  expect(bot.server.arrived).toHaveLength(3);
});

test('a refusal is not repeated', async () => {
  await using bot = await start(() => refusal(403, 'Forbidden: bot was blocked by the user'));
  await expect(bot.dialogue.sendMessage(5, 'hello')).rejects.toMatchObject({ error_code: 403 });
  expect(bot.server.arrived).toHaveLength(1);
});

test('a picture is sent again whole', async () => {
  await using bot = await start(
    inTurn(
      (arrived) => void arrived.cut(),
      () => accepted(message),
    ),
  );
  const picture = new InputFile(Buffer.from('PICTURE-BYTES'), 'qr.png');
  await bot.dialogue.sendPhoto(5, picture, { caption: 'Solana' });
  const [first, second] = bot.server.arrived;
  expect(second?.body).toBe(first?.body);
  expect(second?.body).toContain('PICTURE-BYTES');
  expect(second?.body).toMatch(/name="chat_id"\r\n\r\n5\r\n/);
});

test.each<[string, Script, typeof HttpError | typeof GrammyError]>([
  ['a cut connection', (arrived) => void arrived.cut(), HttpError],
  ['a 500', () => refusal(500, 'Internal Server Error'), GrammyError],
  ['a 429', () => refusal(429, 'Too Many Requests', { retry_after: 1 }), GrammyError],
  ['an answer that never comes', () => undefined, HttpError],
])('a notice is never sent a second time: %s', async (_, script, kind) => {
  await using bot = await start(script, { ...timeouts, callMs: 300 });
  await expect(bot.notice.sendMessage(5, 'delivered')).rejects.toBeInstanceOf(kind);
  expect(bot.server.arrived).toHaveLength(1);
  expect(bot.waits).toEqual([]);
});

test('every notice waits for its turn first; dialogues do not', async () => {
  await using bot = await start(() => accepted(message));
  await bot.notice.sendMessage(5, 'one');
  await bot.notice.sendMessage(5, 'two');
  await bot.dialogue.sendMessage(5, 'three');
  expect(bot.turns).toEqual([0, 1]);
});

test('a refused connection keeps its reason, so that the outbox knows nothing was sent (G04)', async () => {
  const bot = await start(() => undefined);
  await bot[Symbol.asyncDispose]();
  const failure = await bot.notice.sendMessage(5, 'delivered').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(HttpError);
  expect(failure).toMatchObject({ error: { cause: { code: 'ECONNREFUSED' } } });
});

test('fetching updates is never repeated here, and can be stopped at once', async () => {
  await using bot = await start((arrived) => {
    if (arrived.body.includes('"offset":2')) arrived.cut();
    return undefined;
  });
  await expect(bot.dialogue.getUpdates({ offset: 2 })).rejects.toBeInstanceOf(HttpError);
  expect(bot.server.arrived).toHaveLength(1);
  const stop = new AbortController();
  const signal = stop.signal as Parameters<Api['getUpdates']>[1];
  const polling = bot.dialogue.getUpdates({ offset: 3 }, signal);
  const ended = expect(polling).rejects.toBeInstanceOf(HttpError);
  await expect.poll(() => bot.server.arrived.length).toBe(2);
  stop.abort();
  await ended;
});

test('a call that was stopped is not made again', async () => {
  await using bot = await start(() => undefined);
  const stop = new AbortController();
  const signal = stop.signal as Parameters<Api['getMe']>[0];
  const ended = expect(bot.dialogue.getMe(signal)).rejects.toBeInstanceOf(HttpError);
  await expect.poll(() => bot.server.arrived.length).toBe(1);
  stop.abort();
  await ended;
  expect(bot.server.arrived).toHaveLength(1);
  expect(bot.waits).toEqual([]);
});
