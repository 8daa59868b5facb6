import { expect, it } from 'vitest';
import type { Update } from '../../../sandbox/telegram/model.ts';
import type { TelegramSandbox } from '../../../sandbox/telegram/telegram-sandbox.ts';
import { setUp } from './bot.ts';

const START_MS = 1_790_000_000_000;

function say(telegram: TelegramSandbox, ...texts: string[]): void {
  for (const text of texts) telegram.people.send(1001, 1001, { text });
}

function open(options = {}) {
  const world = setUp(options);
  const poll = async (params: object = {}) => {
    const answer = await world.call('getUpdates', { ...params });
    const updates = (answer.result ?? []) as unknown;
    return { ...answer, updates: updates as Update[] };
  };
  const texts = async (params: object = {}) =>
    (await poll(params)).updates.map(
      (update) => update.message?.text ?? Object.keys(update).at(-1),
    );
  const lastId = () => world.telegram.updates.all().at(-1)?.update_id ?? 0;
  return { ...world, poll, texts, lastId };
}

it('keeps updates until a later offset confirms them', async () => {
  const { telegram, texts, lastId } = open();
  say(telegram, 'one', 'two', 'three');
  expect(await texts()).toEqual(['one', 'two', 'three']);
  expect(await texts({ limit: 2 })).toEqual(['one', 'two']);
  expect(await texts({ offset: lastId() })).toEqual(['three']);
  expect(await texts()).toEqual(['three']);
  expect(await texts({ offset: lastId() + 1 })).toEqual([]);
  expect(await texts()).toEqual([]);
});

it('forgets all but the newest for a negative offset', async () => {
  const { telegram, texts } = open();
  say(telegram, 'one', 'two', 'three');
  expect(await texts({ offset: -1 })).toEqual(['three']);
  expect(await texts()).toEqual(['three']);
});

it('waits for the first update, and no longer', async () => {
  const { telegram, texts, lastId } = open();
  const waiting = texts({ timeout: 30 });
  await until(() => telegram.record.calls('getUpdates').length === 1);
  say(telegram, 'late');
  expect(await waiting).toEqual(['late']);
  expect(await texts({ offset: lastId() + 1, timeout: 0 })).toEqual([]);
});

it('ends the older of two polls with 409', async () => {
  const { telegram, poll } = open();
  const older = poll({ timeout: 30 });
  await until(() => telegram.record.calls('getUpdates').length === 1);
  const newer = poll({ timeout: 30 });
  expect(await older).toMatchObject({
    status: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  say(telegram, 'for the newer');
  expect((await newer).updates).toHaveLength(1);
});

it('keeps only the kinds the bot asked for', async () => {
  const { telegram, texts } = open();
  await texts({ allowed_updates: ['callback_query'] });
  say(telegram, 'unheard');
  expect(await texts()).toEqual([]);
  await texts({ allowed_updates: [] });
  say(telegram, 'heard');
  expect(await texts()).toEqual(['heard']);
});

it('keeps messages for a day and taps for 150 seconds', async () => {
  let nowMs = START_MS;
  const { telegram, send, texts } = open({ now: () => nowMs });
  const keyboard = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
  const id = await send('Go?', { reply_markup: keyboard });
  say(telegram, 'text');
  const press = telegram.people.press(1001, 1001, id, { row: 0, column: 0 });
  expect(await texts()).toEqual(['text', 'callback_query']);
  nowMs += 151_000;
  expect(await texts()).toEqual(['text']);
  nowMs += 24 * 3_600_000;
  expect(await texts()).toEqual([]);
  telegram.close();
  expect((await press).answered).toBe(false);
});

it('holds a backlog, and gives it out in another order', async () => {
  const { telegram, texts } = open();
  telegram.updates.hold();
  say(telegram, 'one', 'two');
  expect(await texts()).toEqual([]);
  telegram.updates.reorder((pending) => pending.reverse());
  telegram.updates.release();
  expect(await texts()).toEqual(['two', 'one']);
});

it('delivers an update twice, in each of three ways', async () => {
  const { telegram, texts, lastId } = open();
  telegram.updates.repeatNext(1);
  say(telegram, 'one');
  expect(await texts({ offset: lastId() + 1 })).toEqual(['one']);
  expect(await texts({ offset: lastId() + 1 })).toEqual([]);
  say(telegram, 'two');
  telegram.updates.ignoreConfirms(1);
  expect(await texts({ offset: lastId() + 1 })).toEqual(['two']);
  expect(await texts({ offset: lastId() + 1 })).toEqual([]);
  telegram.updates.redeliver();
  expect(await texts()).toEqual(['two']);
});

it('delivers what nobody expects', async () => {
  const { telegram, poll } = open();
  telegram.updates.inject({ thunderstorm: { loud: true } });
  expect((await poll()).updates).toMatchObject([{ thunderstorm: { loud: true } }]);
});

it('tells of blocking and unblocking', async () => {
  const { telegram, poll } = open();
  telegram.people.block(1001);
  telegram.people.unblock(1001);
  const { updates } = await poll();
  const states = updates.map(({ my_chat_member: member }) => [
    member?.old_chat_member.status,
    member?.new_chat_member.status,
  ]);
  expect(states).toEqual([
    ['member', 'kicked'],
    ['kicked', 'member'],
  ]);
});

it('lets a bot in a group see commands and replies to itself, and a channel everything', async () => {
  const { telegram, call, texts } = open();
  const { people } = telegram;
  people.create({ firstName: 'Ben' });
  const group = people.createGroup({ title: 'Family', members: [1001, 1002] }).chat.id;
  const { result } = await call('sendMessage', { chat_id: group, text: 'In private, please' });
  const replyTo = Number(result?.message_id);
  for (const text of ['chatter', '/send', '/send@other_bot', '/send@chessa_remit_bot']) {
    people.send(1002, group, { text });
  }
  people.send(1001, group, { text: 'why?', replyTo });
  people.send(1001, group, { text: '/anonymous', asChat: true });
  const channel = people.createChannel({ title: 'News', owner: 1001 }).chat.id;
  people.send(1001, channel, { text: 'post' });
  expect(await texts()).toEqual([
    'my_chat_member',
    '/send',
    '/send@chessa_remit_bot',
    'why?',
    '/anonymous',
    'my_chat_member',
    'channel_post',
  ]);
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
