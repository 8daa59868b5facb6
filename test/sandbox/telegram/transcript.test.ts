import { expect, it } from 'vitest';
import { createPerson } from '../../../sandbox/telegram/person.ts';
import { followChat } from '../../../sandbox/telegram/transcript.ts';
import { oneButton, setUp } from './bot.ts';

it('prints a chat as it happens, and of an edit what is new', async () => {
  const { telegram, call, send } = setUp();
  const ada = createPerson(telegram, { id: 1001 });
  const printed: string[] = [];
  const stop = followChat(telegram, 1001, (line) => printed.push(line));
  ada.say('hello');
  const keyboard = oneButton({ text: 'Yes', callback_data: 'yes' });
  const id = await send('Quote\nTransfer A', { reply_markup: keyboard });
  await ada.press('Yes', { mayGoUnanswered: true, timeoutMs: 1 });
  const edit = { chat_id: 1001, message_id: id, text: 'Paid\nTransfer A' };
  await call('editMessageText', edit);
  await call('sendMessage', { chat_id: telegram.people.create({ firstName: 'Chidi' }).id });
  stop();
  ada.say('unheard');
  expect(printed).toEqual([
    'Ada: hello',
    'Chessa Remit: Quote\n    Transfer A\n    [Yes]',
    'Ada presses [Yes]',
    '  (edited)\n    Chessa Remit: Paid',
  ]);
  telegram.close();
});
