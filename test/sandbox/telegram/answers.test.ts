import { expect, it } from 'vitest';
import { METHOD_NAMES } from '../../../sandbox/telegram/parameters.ts';
import { oneButton, setUp, TOKEN } from './bot.ts';
import { hasSpec, mismatches, readSpec } from './bot-api-spec.ts';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Lets everything happen that the sandbox knows, and returns its bot's calls and updates. */
async function busyDay() {
  const { telegram, call, send } = setUp({ fetch: async () => new Response() });
  const { people } = telegram;
  const id = await send('/help at https://a.example', {
    entities: [{ type: 'bold', offset: 0, length: 2 }],
    link_preview_options: { is_disabled: true },
    protect_content: true,
    reply_markup: oneButton({ text: 'Go', callback_data: 'go', style: 'success' }),
  });
  await send('reply', { reply_parameters: { message_id: id } });
  const form = new FormData();
  form.set('chat_id', '1001');
  form.set('document', new File(['receipt'], 'receipt.txt'));
  const path = `/bot${TOKEN}/sendDocument`;
  await telegram.app.request(path, { method: 'POST', body: form });
  const photo = people.send(1001, 1001, { photo: { base64: PNG, caption: 'me' } });
  const file_id = photo.photo?.[0]?.file_id;
  await call('getFile', { file_id });
  const sent = await call('sendPhoto', { chat_id: 1001, photo: file_id, caption: 'you' });
  const message_id = sent.result?.message_id;
  await call('editMessageCaption', { chat_id: 1001, message_id, caption: 'us' });
  await editsAndTakesBack(call, id, file_id);
  people.send(1001, 1001, { sticker: '👍', viaBot: 'gif', replyTo: id });
  const said = people.send(1001, 1001, { text: 'ten', forwarded: true });
  people.edit(1001, 1001, said.message_id, 'eleven');
  const press = people.press(1001, 1001, id, { label: 'Go' });
  const callback_query_id = telegram.updates.all().at(-1)?.callback_query?.id;
  await call('answerCallbackQuery', { callback_query_id });
  await press;
  people.block(1001);
  people.unblock(1001);
  const group = people.createGroup({ title: 'Family', members: [1001] }).chat.id;
  people.send(1001, group, { text: '/send', asChat: true });
  const upgraded = people.upgradeGroup(group).chat.id;
  people.removeBot(upgraded, 1001);
  const channel = people.createChannel({ title: 'News', owner: 1001 }).chat.id;
  people.send(1001, channel, { text: 'post' });
  await call('sendMessage', { chat_id: channel, text: 'news' });
  await call('setMyCommands', { commands: [{ command: 'help', description: 'Help' }] });
  for (const method of ['getMe', 'getMyCommands', 'getMyName', 'getMyDescription']) {
    await call(method);
  }
  await call('getMyShortDescription');
  await call('getChat', { chat_id: 1001 });
  await call('deleteMessage', { chat_id: 1001, message_id });
  await call('getUpdates');
  await call('setWebhook', { url: 'https://bot.example' });
  await call('getWebhookInfo');
  telegram.close();
  return telegram;
}

/** The rest of what a bot does with its messages and with what Telegram shows of it. */
async function editsAndTakesBack(
  call: ReturnType<typeof setUp>['call'],
  id: number,
  fileId: string | undefined,
): Promise<void> {
  const chat_id = 1001;
  await call('sendChatAction', { chat_id, action: 'typing' });
  await call('editMessageText', { chat_id, message_id: id, text: 'other words' });
  const reply_markup = oneButton({ text: 'Go', callback_data: 'go' });
  await call('editMessageReplyMarkup', { chat_id, message_id: id, reply_markup });
  const photo = await call('sendPhoto', { chat_id, photo: fileId });
  const media = { type: 'photo', media: fileId, caption: 'another' };
  await call('editMessageMedia', { chat_id, message_id: photo.result?.message_id, media });
  await call('deleteMessages', { chat_id, message_ids: [photo.result?.message_id] });
  await call('setMyName', { name: 'Chessa Remit' });
  await call('setMyDescription', { description: 'Sends money home.' });
  await call('setMyShortDescription', { short_description: 'Money home' });
  await call('deleteMyCommands');
  await call('deleteWebhook');
}

it.runIf(hasSpec)(
  'answers and tells updates in the shapes that the Bot API documents',
  async () => {
    const spec = readSpec();
    const telegram = await busyDay();
    const calls = telegram.record.calls();
    expect(calls.filter((call) => !call.done)).toEqual([]);
    const called = new Set(calls.map(({ method }) => method));
    expect(METHOD_NAMES.filter((method) => !called.has(method))).toEqual([]);
    for (const { method, answer } of calls) {
      const wire: unknown = JSON.parse(JSON.stringify(answer?.result));
      const returns = spec.methods[method]?.returns ?? [];
      expect(mismatches(spec, wire, returns, method)).toEqual([]);
    }
    expect(telegram.updates.all().length).toBeGreaterThan(10);
    for (const update of telegram.updates.all()) {
      const wire: unknown = JSON.parse(JSON.stringify(update));
      expect(mismatches(spec, wire, ['Update'], 'update')).toEqual([]);
    }
  },
);
