import { Bot, InlineKeyboard, InputFile } from 'grammy';
import { afterEach, expect, it } from 'vitest';
import { serve } from '../../../sandbox/serve.ts';
import { createPerson } from '../../../sandbox/telegram/person.ts';
import { createTelegramSandbox } from '../../../sandbox/telegram/telegram-sandbox.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

it('carries a real bot that echoes, edits and answers taps', async () => {
  const telegram = createTelegramSandbox({ token: '7000000123:test' });
  const server = await serve(telegram.app);
  const bot = new Bot('7000000123:test', { client: { apiRoot: server.url } });
  bot.command('start', (ctx) => ctx.reply('Hello'));
  bot.on('message:text', (ctx) =>
    ctx.reply(`You said ${ctx.message.text}`, {
      reply_markup: new InlineKeyboard().text('Shout', 'shout').copyText('Copy it', 'copied words'),
    }),
  );
  bot.callbackQuery('shout', async (ctx) => {
    await ctx.answerCallbackQuery('Shouted');
    await ctx.editMessageText('HELLO THERE');
  });
  const running = bot.start({ drop_pending_updates: false });
  endings.push(
    () => telegram.close(),
    () => server.close(),
    async () => {
      await bot.stop();
      await running;
    },
  );

  const ada = createPerson(telegram, { firstName: 'Ada' });
  ada.start();
  await ada.waitFor('Hello');
  ada.say('hi there');
  const echo = await ada.waitFor('You said hi there');
  expect(ada.buttons()).toEqual(['Shout', 'Copy it']);
  expect(ada.copy('Copy')).toBe('copied words');
  expect(await ada.press('Shout')).toBe('Shouted');
  await ada.waitFor('HELLO THERE');
  expect(ada.versions(echo)).toEqual(['You said hi there', 'HELLO THERE']);
  expect(ada.transcript()).toBe(
    [
      'Ada: /start',
      'Chessa Remit: Hello',
      'Ada: hi there',
      'Chessa Remit: HELLO THERE',
      'Ada presses [Shout] (Shouted)',
    ].join('\n'),
  );
});

it('takes a file as grammY uploads it, and tells from its name what it is', async () => {
  const telegram = createTelegramSandbox({ token: '7000000123:test' });
  const server = await serve(telegram.app);
  endings.push(() => server.close());
  const ada = createPerson(telegram, { firstName: 'Ada' });
  ada.start();
  const { api } = new Bot('7000000123:test', { client: { apiRoot: server.url } });
  const typesOf = async (name: string) => {
    const sent = await api.sendDocument(ada.id, new InputFile(Buffer.from('%PDF-1.3'), name));
    const { document, fileUrl } = ada.last();
    const answer = await fetch(`${server.url}${fileUrl}`);
    expect(sent.document).toMatchObject({ file_name: name, file_size: 8 });
    const isSandboxed = answer.headers.has('content-security-policy');
    return [document?.mime_type, answer.headers.get('content-type'), isSandboxed];
  };
  const pdf = 'application/pdf';
  expect(await typesOf('receipt-7K2M9QXA.pdf')).toEqual([pdf, pdf, false]);
  const unknown = 'application/octet-stream';
  expect(await typesOf('receipt.strange')).toEqual([unknown, unknown, true]);
});

it('takes a picture as grammY uploads it, with entities and buttons beside it', async () => {
  const telegram = createTelegramSandbox({ token: '7000000123:test' });
  const server = await serve(telegram.app);
  endings.push(() => server.close());
  const ada = createPerson(telegram, { firstName: 'Ada' });
  ada.start();
  const { api } = new Bot('7000000123:test', { client: { apiRoot: server.url } });
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await api.sendPhoto(ada.id, new InputFile(png, 'çode.png'), {
    caption: 'Solana · €5',
    caption_entities: [{ type: 'bold', offset: 0, length: 6 }],
    reply_markup: new InlineKeyboard().copyText('Copy', 'words'),
    protect_content: true,
  });
  const shown = ada.last();
  expect(shown).toMatchObject({
    caption: 'Solana · €5',
    caption_entities: [{ type: 'bold', offset: 0, length: 6 }],
    has_protected_content: true,
    photo: [{ width: 1, height: 1, file_size: png.length }],
  });
  expect(ada.copy('Copy')).toBe('words');
  const bytes = await fetch(`${server.url}${shown.fileUrl}`);
  expect(Buffer.from(await bytes.arrayBuffer())).toEqual(png);
});
