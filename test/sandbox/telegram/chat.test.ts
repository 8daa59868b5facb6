import { expect, it } from 'vitest';
import type { ChatEvent } from '../../../sandbox/telegram/chat-events.ts';
import { oneButton, setUp } from './bot.ts';

function open() {
  const world = setUp();
  const chat = async (method: string, path: string, body?: object) => {
    const response = await world.telegram.app.request(`/chat${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  return { ...world, chat };
}

it('lets people come, talk, edit and delete', async () => {
  const { chat, telegram } = open();
  const ben = await chat('POST', '/people', { firstName: 'Ben', languageCode: 'fr' });
  expect(ben.body).toMatchObject({ id: 1002, languageCode: 'fr', blockedBot: false, unread: 0 });
  expect(await chat('GET', '/people/1002/chats')).toMatchObject({
    body: { chats: [{ chat: { id: 1002 }, title: 'Chessa Remit', fresh: true }] },
  });
  await chat('POST', '/people/1002/start', { payload: 'ref-1' });
  const path = '/people/1002/chats/1002/messages';
  const said = await chat('POST', path, {
    text: 'see /help',
    forwarded: 'Carl',
    date: 1_700_000_000,
  });
  expect(said.body).toMatchObject({
    entities: [{ type: 'bot_command', offset: 4, length: 5 }],
    forward_origin: { type: 'hidden_user', sender_user_name: 'Carl' },
    date: 1_700_000_000,
    fromBot: false,
  });
  const sticker = await chat('POST', path, { sticker: '👍', viaBot: 'gif' });
  expect(sticker.body).toMatchObject({ sticker: { emoji: '👍' }, via_bot: { username: 'gif' } });
  const { message_id } = said.body as { message_id: number };
  await chat('PATCH', `${path}/${message_id}`, { text: 'see nothing' });
  const kinds = telegram.updates.all().map((update) => Object.keys(update).at(-1));
  expect(kinds.slice(-4)).toEqual(['message', 'message', 'message', 'edited_message']);
  expect(await chat('GET', `${path}/${message_id}/versions`)).toMatchObject({
    body: { versions: [{ message: { text: 'see /help' } }, { message: { text: 'see nothing' } }] },
  });
  await chat('DELETE', `${path}/${message_id}`);
  const history = await chat('GET', '/people/1002/chats/1002');
  expect(history.body).toMatchObject({ messages: [{ text: '/start ref-1' }, { sticker: {} }] });
});

it('counts what is unread until it is read', async () => {
  const { chat, send } = open();
  await send('one');
  await send('two', { disable_notification: true });
  expect(await chat('GET', '/people/1001')).toMatchObject({ body: { unread: 2 } });
  expect(await chat('GET', '/people/1001/chats/1001')).toMatchObject({
    body: {
      unread: 2,
      messages: [{}, { unread: true, silent: false }, { unread: true, silent: true }],
    },
  });
  await chat('POST', '/people/1001/chats/1001/read');
  expect(await chat('GET', '/people/1001')).toMatchObject({ body: { unread: 0 } });
});

it('says why it refuses', async () => {
  const { chat, send } = open();
  const id = await send('x', {
    reply_markup: oneButton({ text: 'Copy', copy_text: { text: 'c' } }),
  });
  const message = `/people/1001/chats/1001/messages/${id}`;
  expect(await chat('POST', `${message}/press`, { row: 0, column: 0 })).toEqual({
    status: 400,
    body: { error: '"Copy" is no button that the bot hears of: it copies or opens something.' },
  });
  expect((await chat('POST', `${message}/press`, { row: 1, column: 0 })).status).toBe(404);
  expect((await chat('PATCH', message, { text: 'mine now' })).status).toBe(403);
  expect((await chat('GET', '/people/7')).status).toBe(404);
  expect((await chat('POST', '/people', { name: 'Ben' })).status).toBe(400);
  expect((await chat('POST', '/people/1001/start', { payload: 'a b' })).status).toBe(400);
  await chat('POST', '/people/1001/block');
  expect(await chat('POST', '/people/1001/chats/1001/messages', { text: 'x' })).toMatchObject({
    status: 403,
  });
});

it('passes a hostile tap on as it is', async () => {
  const { chat, send, telegram } = open();
  const id = await send('no buttons');
  const press = chat('POST', `/people/1001/chats/1001/messages/${id}/press`, { data: 'made up' });
  await expect.poll(() => telegram.updates.pending().at(-1)?.callback_query?.data).toBe('made up');
  telegram.close();
  expect((await press).body).toEqual({ answered: false, alert: false });
});

it('streams what happens to those who see it, and catches up after a break', async () => {
  const { telegram, call, send, chat } = open();
  telegram.people.create({ firstName: 'Ben' });
  const before = telegram.events.lastId();
  const live = await stream(telegram.app.request('/chat/events?person=1001'));
  const id = await send('Go?', { reply_markup: oneButton({ text: 'Go', callback_data: 'go' }) });
  await call('sendChatAction', { chat_id: 1001, action: 'typing' });
  telegram.people.start(1002);
  const pressed = chat('POST', `/people/1001/chats/1001/messages/${id}/press`, { label: 'Go' });
  await expect.poll(() => telegram.updates.pending().at(-1)?.callback_query?.data).toBe('go');
  const query = telegram.updates.pending().at(-1)?.callback_query?.id;
  await call('answerCallbackQuery', { callback_query_id: query, text: 'Gone' });
  await call('editMessageText', { chat_id: 1001, message_id: id, text: 'Gone' });
  await call('deleteMessage', { chat_id: 1001, message_id: id });
  await pressed;
  const kinds = ['message', 'action', 'pressed', 'answered', 'edited', 'deleted'];
  expect((await live.next(6)).map((event) => event.kind)).toEqual(kinds);
  const again = await stream(
    telegram.app.request('/chat/events?person=1001', {
      headers: { 'last-event-id': String(before) },
    }),
  );
  expect((await again.next(6)).map((event) => event.kind)).toEqual(kinds);
  const lost = await stream(
    telegram.app.request('/chat/events', { headers: { 'last-event-id': '999999' } }),
  );
  expect((await lost.next(1)).map((event) => event.kind)).toEqual(['reload']);
});

async function stream(request: Response | Promise<Response>) {
  const reader = (await request).body?.getReader();
  const decoder = new TextDecoder();
  let read = '';
  const events = (): ChatEvent[] =>
    [...read.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as ChatEvent);
  return {
    async next(count: number): Promise<ChatEvent[]> {
      while (events().length < count) {
        const chunk = await reader?.read();
        read += decoder.decode(chunk?.value);
      }
      await reader?.cancel();
      return events();
    },
  };
}
