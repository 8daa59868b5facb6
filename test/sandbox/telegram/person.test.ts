import { expect, it } from 'vitest';
import { createPerson } from '../../../sandbox/telegram/person.ts';
import { oneButton, setUp } from './bot.ts';

it('waits for what comes after the last act, not for what was there', async () => {
  const { telegram, send, call } = setUp();
  const ada = createPerson(telegram, { id: 1001 });
  const id = await send('How much?');
  ada.say('5');
  await expect(ada.waitFor('How much?', 1)).rejects.toThrow('No new message with "How much?"');
  expect((await ada.waitFor('How much?', { since: 'ever' })).message_id).toBe(id);
  const waiting = ada.waitFor(/^How much (now)\?$/);
  await call('editMessageText', { chat_id: 1001, message_id: id, text: 'How much now?' });
  expect((await waiting).message_id).toBe(id);
  expect(ada.find((message) => message.edits === 1)?.text).toBe('How much now?');
  const gone = ada.waitGone('How much');
  await call('deleteMessage', { chat_id: 1001, message_id: id });
  await gone;
});

it('tells the whole chat when a wait fails', async () => {
  const { telegram, send } = setUp();
  const ada = createPerson(telegram, { id: 1001, patienceMs: 1 });
  await send('Pick\none', {
    reply_markup: {
      inline_keyboard: [
        [
          { text: 'A', callback_data: 'a' },
          { text: 'B', callback_data: 'b' },
        ],
        [{ text: 'Site', url: 'https://a.example' }],
      ],
    },
  });
  expect(ada.link('Site')).toBe('https://a.example');
  const chat = ['Ada: /start', 'Chessa Remit: Pick', '    one', '    [A] [B]', '    [Site]'];
  await expect(ada.press('C')).rejects.toThrow(
    ['No button "C" within 1 ms. The chat of Ada:', ...chat].join('\n'),
  );
  await expect(ada.press('B')).rejects.toThrow('The bot did not answer the press on "B"');
  expect(await ada.press('A', { mayGoUnanswered: true })).toBeUndefined();
  await expect(ada.press('Site')).rejects.toThrow('use copy() or link()');
  expect(ada.transcript()).toBe([...chat, 'Ada presses [B]', 'Ada presses [A]'].join('\n'));
  telegram.close();
});

it('waits for a button to appear, and presses the newest of its name', async () => {
  const { telegram, call, send } = setUp();
  const ada = createPerson(telegram, { id: 1001 });
  await send('old', { reply_markup: oneButton({ text: 'Confirm', callback_data: 'old' }) });
  const newest = ada.press('Confirm');
  await expect.poll(() => telegram.updates.pending().at(-1)?.callback_query?.data).toBe('old');
  const query = telegram.updates.pending().at(-1)?.callback_query;
  await call('answerCallbackQuery', { callback_query_id: query?.id });
  expect(await newest).toBeUndefined();
  const later = ada.press('Send it');
  await send('new', { reply_markup: oneButton({ text: '✅ Send it all', callback_data: 'new' }) });
  await expect.poll(() => telegram.updates.pending().at(-1)?.callback_query?.data).toBe('new');
  const { id } = telegram.updates.pending().at(-1)?.callback_query ?? {};
  await call('answerCallbackQuery', { callback_query_id: id, text: 'On its way' });
  expect(await later).toBe('On its way');
});

it('acts in a group as in a private chat', async () => {
  const { telegram, call } = setUp();
  const group = telegram.people.createGroup({ title: 'Family', members: [1001] }).chat.id;
  const ada = createPerson(telegram, { id: 1001, chatId: group });
  ada.say('/send');
  await call('sendMessage', { chat_id: group, text: 'Only in private' });
  expect((await ada.waitFor('private')).chat.id).toBe(group);
  expect(ada.transcript()).toBe('Ada: /send\nChessa Remit: Only in private');
});
