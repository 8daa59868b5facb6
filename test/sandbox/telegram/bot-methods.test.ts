import { describe, expect, it } from 'vitest';
import type { Message } from '../../../sandbox/telegram/model.ts';
import { createPerson } from '../../../sandbox/telegram/person.ts';
import { oneButton, setUp, TOKEN } from './bot.ts';

const NOT_MODIFIED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

describe('the front door', () => {
  it('knows its bot', async () => {
    const { call } = setUp();
    expect(await call('getMe')).toMatchObject({
      status: 200,
      result: { id: 7000000123, is_bot: true, username: 'chessa_remit_bot' },
    });
  });

  it('refuses a wrong token and an unknown method', async () => {
    const { telegram, call } = setUp();
    const stranger = await telegram.app.request('/bot1:wrong/getMe');
    expect(stranger.status).toBe(401);
    expect(await stranger.json()).toEqual({
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    });
    expect(await call('sendMoney')).toMatchObject({
      status: 404,
      description: 'Not Found: method not found',
    });
  });

  it('takes names in any case, and parameters from query, form and JSON', async () => {
    const { telegram, call } = setUp();
    expect((await call('GETME')).status).toBe(200);
    const query = await telegram.app.request(
      `/bot${TOKEN}/sendMessage?chat_id=1001&text=12&disable_notification=true`,
    );
    expect(query.status).toBe(200);
    const form = await telegram.app.request(`/bot${TOKEN}/sendMessage`, {
      method: 'POST',
      body: new URLSearchParams({
        chat_id: '1001',
        text: 'bold',
        entities: '[{"type":"bold","offset":0,"length":4}]',
      }),
    });
    expect(await form.json()).toMatchObject({
      ok: true,
      result: { entities: [{ type: 'bold' }] },
    });
    expect(createPerson(telegram, { id: 1001 }).texts()).toEqual(['12', 'bold']);
  });

  it.each([
    ['an unknown parameter', { parse_mode: 'HTML' }],
    ['a number as text', { chat_id: 1001, disable_notification: 'true' }],
    ['an unknown field of a button', { reply_markup: oneButton({ text: 'a', calback: 'b' }) }],
    [
      'an unknown button style',
      {
        reply_markup: oneButton({ text: 'a', callback_data: 'b', style: 'green' }),
      },
    ],
  ])('refuses %s', async (_what, more) => {
    const { call } = setUp();
    const answer = await call('sendMessage', { chat_id: 1001, text: 'x', ...more });
    expect(answer).toMatchObject({ status: 400, ok: false });
    expect(answer.description).toMatch(/^Bad Request: sendMessage/);
  });
});

describe('sending a text', () => {
  it.each<[string, object, string]>([
    ['no text', {}, 'message text is empty'],
    ['blanks', { text: ' \n ' }, 'message text is empty'],
    ['a long text', { text: 'a'.repeat(4097) }, 'message is too long'],
    ['half a symbol', { text: 'a\ud83d' }, 'strings must be encoded in UTF-8'],
    ['a stranger', { chat_id: 5, text: 'a' }, 'chat not found'],
    [
      'a reply to nothing',
      { text: 'a', reply_parameters: { message_id: 99 } },
      'message to be replied not found',
    ],
  ])('refuses %s', async (_what, params, words) => {
    const { call } = setUp();
    const answer = await call('sendMessage', { chat_id: 1001, ...params });
    expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${words}` });
  });

  it('counts characters, not code units', async () => {
    const { call } = setUp();
    const full = await call('sendMessage', { chat_id: 1001, text: '😀'.repeat(4096) });
    expect(full.status).toBe(200);
  });

  it('trims the text and moves its entities', async () => {
    const { call } = setUp();
    const { result } = await call('sendMessage', {
      chat_id: 1001,
      text: '  hello you  ',
      entities: [{ type: 'bold', offset: 2, length: 11 }],
    });
    expect(result).toMatchObject({
      text: 'hello you',
      entities: [{ type: 'bold', offset: 0, length: 9 }],
    });
  });

  it('marks commands and links by itself, but not in code', async () => {
    const { call } = setUp();
    const { result } = await call('sendMessage', {
      chat_id: 1001,
      text: '/help https://a.example/x. /no',
      entities: [{ type: 'code', offset: 27, length: 3 }],
    });
    expect(result?.entities).toEqual([
      { type: 'bot_command', offset: 0, length: 5 },
      { type: 'url', offset: 6, length: 19 },
      { type: 'code', offset: 27, length: 3 },
    ]);
  });

  it.each<[string, object[], string]>([
    [
      'beginning behind the end',
      [{ type: 'bold', offset: 20, length: 1 }],
      'entity begins after the end of the text at UTF-16 offset 20',
    ],
    [
      'ending behind the end',
      [{ type: 'bold', offset: 0, length: 9 }],
      'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9',
    ],
    [
      'beginning inside a symbol',
      [{ type: 'bold', offset: 1, length: 2 }],
      'entity begins in a middle of a UTF-16 symbol at byte offset 4',
    ],
    [
      'ending inside a symbol',
      [{ type: 'bold', offset: 0, length: 1 }],
      'entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4',
    ],
    [
      'without length',
      [{ type: 'bold', offset: 0, length: 0 }],
      'receive an entity with incorrect length 0',
    ],
    [
      'of no known type',
      [{ type: 'loud', offset: 0, length: 2 }],
      "can't parse MessageEntity: Unsupported type specified",
    ],
    [
      'with an odd time format',
      [{ type: 'date_time', offset: 0, length: 2, unix_time: 1, date_time_format: 'x' }],
      "can't parse MessageEntity: Invalid date-time format specified",
    ],
    [
      'crossing another',
      [
        { type: 'bold', offset: 0, length: 4 },
        { type: 'italic', offset: 2, length: 4 },
      ],
      "entity italic at UTF-16 offset 2 can't overlap entity bold at UTF-16 offset 0",
    ],
    [
      'code in bold',
      [
        { type: 'bold', offset: 0, length: 6 },
        { type: 'code', offset: 2, length: 2 },
      ],
      "entity code at UTF-16 offset 2 can't overlap entity bold at UTF-16 offset 0",
    ],
  ])('refuses an entity %s', async (_what, entities, words) => {
    const { call } = setUp();
    const answer = await call('sendMessage', { chat_id: 1001, text: '😀abcdef', entities });
    expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${words}` });
  });

  it('takes entities that stand well beside and inside each other', async () => {
    const { call } = setUp();
    const entities = [
      { type: 'expandable_blockquote', offset: 0, length: 8 },
      { type: 'code', offset: 0, length: 2 },
      { type: 'bold', offset: 2, length: 4 },
      { type: 'italic', offset: 3, length: 2 },
      {
        type: 'date_time',
        offset: 6,
        length: 2,
        unix_time: 1_790_000_000,
        date_time_format: 'wDt',
      },
    ];
    const { result } = await call('sendMessage', { chat_id: 1001, text: '😀abcdef', entities });
    expect(result?.entities).toEqual(entities);
  });

  it.each<[string, object, string]>([
    ['too much data', { text: 'a', callback_data: `a${'é'.repeat(32)}` }, 'BUTTON_DATA_INVALID'],
    [
      'nothing to do',
      { text: 'a' },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'two things to do',
      { text: 'a', callback_data: 'b', url: 'https://a.example' },
      "can't parse inline keyboard button: a button must do exactly one thing",
    ],
    [
      'a script to open',
      { text: 'a', url: 'javascript:alert(1)' },
      "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
    ],
    ['nothing to copy', { text: 'a', copy_text: { text: '' } }, 'BUTTON_COPY_TEXT_INVALID'],
    [
      'too much to copy',
      { text: 'a', copy_text: { text: 'x'.repeat(257) } },
      'BUTTON_COPY_TEXT_INVALID',
    ],
  ])('refuses a button with %s', async (_what, button, words) => {
    const { call } = setUp();
    const reply_markup = oneButton({ ...button });
    const answer = await call('sendMessage', { chat_id: 1001, text: 'x', reply_markup });
    expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${words}` });
  });

  it('takes 64 bytes of data and 256 characters to copy', async () => {
    const { call } = setUp();
    const inline_keyboard = [
      [{ text: 'a', callback_data: 'é'.repeat(32), style: 'danger' }],
      [
        { text: 'b', copy_text: { text: 'x'.repeat(256) } },
        { text: 'c', url: 'tg://user?id=1' },
      ],
    ];
    const params = { chat_id: 1001, text: 'x', reply_markup: { inline_keyboard } };
    expect((await call('sendMessage', params)).result?.reply_markup).toEqual({ inline_keyboard });
  });
});

describe('who can be written to', () => {
  it.each<[string, (t: ReturnType<typeof setUp>['telegram']) => void, string]>([
    ['blocked the bot', (t) => t.people.block(1001), 'Forbidden: bot was blocked by the user'],
    [
      'is gone',
      (t) => t.people.change(1001, { deactivated: true }),
      'Forbidden: user is deactivated',
    ],
  ])('not a person who %s', async (_what, act, description) => {
    const { telegram, call, send } = setUp();
    const id = await send('before');
    act(telegram);
    expect(await call('sendMessage', { chat_id: 1001, text: 'a' })).toMatchObject({
      status: 403,
      description,
    });
    const edit = { chat_id: 1001, message_id: id, text: 'after' };
    expect(await call('editMessageText', edit)).toMatchObject({ status: 403, description });
  });

  it('not a person who never wrote', async () => {
    const { telegram, call } = setUp();
    telegram.people.create({ firstName: 'Ben' });
    const group = telegram.people.createGroup({ title: 'Family', members: [1002] });
    telegram.people.send(1002, group.chat.id, { text: '/send' });
    expect(await call('sendMessage', { chat_id: 1002, text: 'a' })).toMatchObject({
      status: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
  });

  it('tells the new id of a group that was upgraded', async () => {
    const { telegram, call } = setUp();
    const group = telegram.people.createGroup({ title: 'Family', members: [1001] });
    const upgraded = telegram.people.upgradeGroup(group.chat.id);
    expect(await call('sendMessage', { chat_id: group.chat.id, text: 'a' })).toMatchObject({
      status: 400,
      parameters: { migrate_to_chat_id: upgraded.chat.id },
    });
    expect((await call('sendMessage', { chat_id: upgraded.chat.id, text: 'a' })).status).toBe(200);
  });
});

describe('editing and deleting', () => {
  it('changes a text, and keeps every version', async () => {
    let nowMs = 1_790_000_000_000;
    const { telegram, call, send } = setUp({ now: () => nowMs });
    const id = await send('one', { reply_markup: oneButton({ text: 'a', callback_data: 'a' }) });
    nowMs += 5_000;
    const edited = await call('editMessageText', { chat_id: 1001, message_id: id, text: 'two' });
    expect(edited.result).toMatchObject({ text: 'two', edit_date: 1_790_000_005 });
    expect(edited.result).not.toHaveProperty('reply_markup');
    const versions = telegram.people.versions(1001, id);
    expect(versions.map(({ atMs, message }) => [atMs, message.text])).toEqual([
      [1_790_000_000_000, 'one'],
      [1_790_000_005_000, 'two'],
    ]);
  });

  it('refuses an edit that changes nothing', async () => {
    const { call, send } = setUp();
    const reply_markup = oneButton({ text: 'a', callback_data: 'a' });
    const message_id = await send('same', { reply_markup });
    const same = { chat_id: 1001, message_id, text: ' same ', reply_markup };
    expect(await call('editMessageText', same)).toMatchObject({
      status: 400,
      description: NOT_MODIFIED,
    });
    const keyboard = { chat_id: 1001, message_id, reply_markup };
    expect((await call('editMessageReplyMarkup', keyboard)).description).toBe(NOT_MODIFIED);
    expect((await call('editMessageText', { ...same, reply_markup: undefined })).status).toBe(200);
  });

  it.each(['delete', 'clear'] as const)('finds no message after the person did %s', async (act) => {
    const { telegram, call, send } = setUp();
    const message_id = await send('gone');
    telegram.people[act](1001, 1001, message_id);
    expect(await call('editMessageText', { chat_id: 1001, message_id, text: 'x' })).toMatchObject({
      status: 400,
      description: 'Bad Request: message to edit not found',
    });
    expect(await call('deleteMessage', { chat_id: 1001, message_id })).toMatchObject({
      description: 'Bad Request: message to delete not found',
    });
  });

  it("leaves a person's message alone", async () => {
    const { telegram, call } = setUp();
    const { message_id } = telegram.people.send(1001, 1001, { text: 'mine' });
    expect(await call('editMessageText', { chat_id: 1001, message_id, text: 'x' })).toMatchObject({
      description: "Bad Request: message can't be edited",
    });
  });

  it('deletes within 48 hours', async () => {
    let nowMs = 1_790_000_000_000;
    const { telegram, call, send } = setUp({ now: () => nowMs });
    const [first, second] = [await send('one'), await send('two')];
    expect(
      (await call('deleteMessages', { chat_id: 1001, message_ids: [first, 999] })).status,
    ).toBe(200);
    nowMs += 49 * 3_600_000;
    expect(await call('deleteMessage', { chat_id: 1001, message_id: second })).toMatchObject({
      description: "Bad Request: message can't be deleted for everyone",
    });
    expect(createPerson(telegram, { id: 1001 }).texts()).toEqual(['two']);
  });
});

describe('answering taps', () => {
  async function pressed(options = {}) {
    const world = setUp(options);
    const id = await world.send('Go?', {
      reply_markup: oneButton({ text: 'Go', callback_data: 'go:1' }),
    });
    const press = world.telegram.people.press(1001, 1001, id, { label: 'Go' });
    const query = world.telegram.updates.pending().at(-1)?.callback_query;
    return { ...world, id, press, query };
  }

  it('shows the toast to the person who tapped', async () => {
    const { call, press, query, id } = await pressed();
    expect(query).toMatchObject({ data: 'go:1', from: { id: 1001 }, message: { message_id: id } });
    const answer = { callback_query_id: query?.id, text: 'Going', show_alert: true };
    expect((await call('answerCallbackQuery', answer)).status).toBe(200);
    expect(await press).toEqual({ answered: true, text: 'Going', alert: true });
  });

  it('takes one answer, in time, of up to 200 characters', async () => {
    let nowMs = 1_790_000_000_000;
    const { call, query, telegram } = await pressed({ now: () => nowMs });
    const callback_query_id = query?.id;
    const long = { callback_query_id, text: 'x'.repeat(201) };
    expect((await call('answerCallbackQuery', long)).description).toBe(
      'Bad Request: MESSAGE_TOO_LONG',
    );
    expect((await call('answerCallbackQuery', { callback_query_id })).status).toBe(200);
    expect(await call('answerCallbackQuery', { callback_query_id })).toMatchObject({
      status: 400,
      description: TOO_OLD,
    });
    expect((await call('answerCallbackQuery', { callback_query_id: '1' })).description).toBe(
      TOO_OLD,
    );
    const message = telegram.people.history(1001, 1001).messages.at(-1);
    const press = telegram.people.press(1001, 1001, message?.message_id ?? 0, { label: 'Go' });
    const late = telegram.updates.pending().at(-1)?.callback_query?.id;
    nowMs += 151_000;
    expect((await call('answerCallbackQuery', { callback_query_id: late })).description).toBe(
      TOO_OLD,
    );
    telegram.close();
    expect(await press).toEqual({ answered: false, alert: false });
  });
});

describe('pictures and files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = async (telegram: ReturnType<typeof setUp>['telegram'], bytes: Buffer) => {
    const form = new FormData();
    form.set('chat_id', '1001');
    form.set('photo', 'attach://qr');
    form.set('caption', 'Solana');
    form.set('qr', new File([Uint8Array.from(bytes)], 'qr.png', { type: 'image/png' }));
    const path = `/bot${TOKEN}/sendPhoto`;
    const response = await telegram.app.request(path, { method: 'POST', body: form });
    return (await response.json()) as { description?: string; result: Message };
  };

  it('takes a picture, and gives it back to the bot and to the page', async () => {
    const { telegram, call } = setUp();
    const sent = await upload(telegram, png);
    const file_id = sent.result.photo?.[0]?.file_id;
    const { result } = await call('getFile', { file_id });
    const file = await telegram.app.request(`/file/bot${TOKEN}/${String(result?.file_path)}`);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(png);
    const shown = createPerson(telegram, { id: 1001 }).last();
    expect(shown).toMatchObject({ caption: 'Solana', fileUrl: `/chat/files/${file_id}` });
    const page = await telegram.app.request(shown.fileUrl ?? '');
    expect(page.headers.get('content-type')).toBe('image/png');
    const again = await call('sendPhoto', { chat_id: 1001, photo: file_id });
    expect(again.status).toBe(200);
  });

  it('puts a picture in the place of a text, and changes nothing twice', async () => {
    const { telegram, call } = setUp();
    const file_id = (await upload(telegram, png)).result.photo?.[0]?.file_id;
    const line = await call('sendMessage', { chat_id: 1001, text: 'a line' });
    const message_id = (line.result as { message_id: number }).message_id;
    const media = { type: 'photo', media: file_id, caption: 'Solana' };
    expect((await call('editMessageMedia', { chat_id: 1001, message_id, media })).status).toBe(200);
    const shown = createPerson(telegram, { id: 1001 }).last();
    expect(shown).toMatchObject({ message_id, caption: 'Solana', edits: 1 });
    expect(shown.text).toBeUndefined();
    const again = await call('editMessageMedia', { chat_id: 1001, message_id, media });
    expect(again.description).toContain('message is not modified');
  });

  it('refuses what is no picture, and a long caption', async () => {
    const { telegram, call } = setUp();
    const refused = await upload(telegram, Buffer.from('no picture'));
    expect(refused.description).toBe('Bad Request: IMAGE_PROCESS_FAILED');
    const { result } = await upload(telegram, png);
    const photo = result.photo?.[0]?.file_id;
    const long = { chat_id: 1001, photo, caption: 'x'.repeat(1025) };
    expect((await call('sendPhoto', long)).description).toBe(
      'Bad Request: message caption is too long',
    );
    const { message_id } = result;
    const edit = { chat_id: 1001, message_id };
    expect((await call('editMessageText', { ...edit, text: 'x' })).description).toBe(
      'Bad Request: there is no text in the message to edit',
    );
    expect((await call('editMessageCaption', { ...edit, caption: 'Solana' })).description).toBe(
      NOT_MODIFIED,
    );
    expect((await call('editMessageCaption', edit)).result).not.toHaveProperty('caption');
  });
});

describe('the menu of commands', () => {
  it('shows the narrowest scope in the own language', async () => {
    const { telegram, call } = setUp();
    const menu = (description: string) => [{ command: 'help', description }];
    await call('setMyCommands', { commands: menu('Help') });
    await call('setMyCommands', { commands: menu('Aide'), language_code: 'fr' });
    telegram.people.create({ firstName: 'Ben', languageCode: 'fr-CA' });
    expect(telegram.people.commands(1001, 1001).commands).toEqual(menu('Help'));
    expect(telegram.people.commands(1002, 1002).commands).toEqual(menu('Aide'));
    const scope = { type: 'chat', chat_id: 1001 };
    await call('setMyCommands', { commands: menu('Staff'), scope });
    expect(telegram.people.commands(1001, 1001).commands).toEqual(menu('Staff'));
    await call('deleteMyCommands', { scope });
    expect(telegram.people.commands(1001, 1001).commands).toEqual(menu('Help'));
    expect((await call('getMyCommands', { language_code: 'fr' })).result).toEqual(menu('Aide'));
  });

  it('refuses odd commands', async () => {
    const { call } = setUp();
    const commands = [{ command: 'Help!', description: 'x' }];
    expect((await call('setMyCommands', { commands })).description).toBe(
      'Bad Request: BOT_COMMAND_INVALID',
    );
  });
});
