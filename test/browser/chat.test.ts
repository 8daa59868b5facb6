import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { clipboard, openPage } from '../support/chromium.ts';
import { needs } from '../support/not-run.ts';
import { marked, openSmallBot } from '../support/small-bot.ts';

const inBrowser = needs('chromium');
const limitMs = 60_000;
const log = (page: Page) => page.getByRole('log');

describe('a first meeting', () => {
  inBrowser(
    'a newcomer sees one button, and it says hello to the bot',
    async () => {
      const { person, url, stage } = await openSmallBot();
      const page = await openPage(url(person('Ada')));
      const start = page.getByRole('button', { name: 'START' });
      await start.waitFor();
      expect(await page.getByLabel('Message', { exact: true }).isVisible()).toBe(false);
      await start.click();
      await log(page).getByText('Good day. What shall it be?').waitFor();
      await page.getByRole('button', { name: 'Move on' }).waitFor();
      expect(stage.telegram.people.history(1001, 1001).messages[0]?.text).toBe('/start');
      expect(await page.evaluate('document.activeElement.id')).toBe('input');
    },
    limitMs,
  );

  inBrowser(
    'a page without people offers to add one, who then has a chat of their own',
    async () => {
      const { stage } = await openSmallBot();
      const page = await openPage(stage.url);
      await page.getByText('Nobody is here yet. Add a person to begin.').waitFor();
      await page.getByRole('button', { name: 'Add a person' }).click();
      await page.getByLabel('First name').fill('Chidi');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('button', { name: 'START' }).waitFor();
      expect(stage.telegram.people.list().map(({ firstName }) => firstName)).toEqual(['Chidi']);
    },
    limitMs,
  );
});

describe('buttons under a message', () => {
  inBrowser(
    'a press waits with a spinner, then the message changes in its place',
    async () => {
      const { person, url, stage } = await openSmallBot();
      const page = await openPage(url(person('Ada', true)));
      const before = page.locator('.message.in').last();
      const id = await before.getAttribute('data-id');
      stage.telegram.updates.hold();
      const button = page.getByRole('button', { name: 'Move on' });
      await button.click();
      await page.locator('.key[aria-busy="true"]', { hasText: 'Move on' }).waitFor();
      stage.telegram.updates.release();
      await log(page).getByText('Moved on.').waitFor();
      expect(await page.locator('.message.in').count()).toBe(1);
      expect(await before.getAttribute('data-id')).toBe(id);
      expect(await page.getByText('Good day').count()).toBe(0);
      expect(await page.locator('.key').allInnerTexts()).toEqual(['Again']);
      // As in Telegram: a bot's edit bears no mark, a person's does.
      expect(await page.locator('.meta', { hasText: 'edited' }).count()).toBe(0);
      const [said] = stage.telegram.people.history(1001, 1001).messages;
      stage.telegram.people.edit(1001, 1001, said?.message_id ?? 0, '/start again');
      await page.locator('.message.out .meta', { hasText: 'edited' }).waitFor();
    },
    limitMs,
  );

  inBrowser(
    'a copy button copies and says so, without telling the bot',
    async () => {
      const { person, url, stage } = await openSmallBot();
      const page = await openPage(url(person('Ada', true)));
      await page.getByRole('button', { name: 'Copy address' }).click();
      await page.getByText('Copied', { exact: true }).waitFor();
      expect(await clipboard(page)).toBe('TEST-ADDRESS-0001');
      expect(stage.telegram.record.calls('answerCallbackQuery')).toHaveLength(0);
    },
    limitMs,
  );

  inBrowser(
    'an answer is a toast, an alert a window that Escape closes',
    async () => {
      const { person, url } = await openSmallBot();
      const page = await openPage(url(person('Ada', true)));
      await page.getByRole('button', { name: 'Tell me' }).click();
      await page.getByRole('status').getByText('Looking now').waitFor();
      await page.getByRole('button', { name: 'Warn me' }).click();
      const alert = page.getByRole('dialog', { name: 'Please do not pay.' });
      await alert.waitFor();
      await page.keyboard.press('Escape');
      await alert.waitFor({ state: 'hidden' });
    },
    limitMs,
  );

  inBrowser(
    'a picture arrives, and opens large',
    async () => {
      const { person, url } = await openSmallBot();
      const page = await openPage(url(person('Ada', true)));
      await page.getByRole('button', { name: 'Picture', exact: true }).click();
      const picture = page.getByRole('img', { name: 'A small dot' });
      await picture.waitFor();
      const width = 'document.querySelector(".photo img").naturalWidth';
      await expect.poll(() => page.evaluate(width)).toBe(1);
      await page.getByTitle('Enlarge').click();
      const large = page.getByRole('dialog', { name: 'Picture' });
      await large.waitFor();
      const box = await large.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0) / 2).toBeCloseTo(640, -1);
      await page.keyboard.press('Escape');
      await large.waitFor({ state: 'hidden' });
      expect(await page.evaluate('document.activeElement.title')).toBe('Enlarge');
    },
    limitMs,
  );
});

describe('what is in a message', () => {
  inBrowser(
    'marks are shown, what is code is copied by a tap, a time is in the viewer’s own zone',
    async () => {
      const { person, url, bot } = await openSmallBot();
      const ada = person('Ada', true);
      const page = await openPage(url(ada));
      const text = 'Pay 32.47 USDC to ABC123\nuntil 9:30\nSome exchanges keep a fee.\nMore here';
      await bot.api.sendMessage(ada, text, {
        entities: marked(text, [
          { on: '32.47 USDC', type: 'bold' },
          { on: 'ABC123', type: 'code' },
          // 12:34 in London, 13:34 in Lagos, where this browser lives
          {
            on: '9:30',
            type: 'date_time',
            unix_time: 1_700_000_040 - 36_000,
            date_time_format: 't',
          },
          { on: 'Some exchanges keep a fee.', type: 'blockquote' },
          { on: 'More', type: 'text_link', url: 'https://example.com/fees' },
        ]),
      });
      const message = page.locator('.message', { hasText: 'Some exchanges' });
      expect(await message.locator('strong').innerText()).toBe('32.47 USDC');
      expect(await message.locator('blockquote').innerText()).toBe('Some exchanges keep a fee.');
      expect(await message.locator('a').getAttribute('href')).toBe('https://example.com/fees');
      expect(await message.locator('.text time').first().innerText()).toBe('13:14');
      await message.getByRole('button', { name: 'ABC123' }).click();
      await page.getByText('Copied', { exact: true }).waitFor();
      expect(await clipboard(page)).toBe('ABC123');
    },
    limitMs,
  );

  inBrowser(
    'names and words that look like markup stay words',
    async () => {
      const { stage, url, bot } = await openSmallBot();
      const hostile = '<img src=x onerror=document.title="taken">';
      const { id } = stage.telegram.people.create({ firstName: hostile });
      stage.telegram.people.start(id);
      const page = await openPage(url(id));
      await bot.api.sendMessage(id, `Hello ${hostile}`, {
        reply_markup: { inline_keyboard: [[{ text: hostile, callback_data: 'toast' }]] },
      });
      await page.getByText(`Hello ${hostile}`).first().waitFor();
      await page.getByRole('button', { name: hostile }).last().waitFor();
      expect(await page.locator('img[src="x"]').count()).toBe(0);
      expect(await page.title()).not.toBe('taken');
    },
    limitMs,
  );

  inBrowser(
    'an edit above the place where one reads moves nothing',
    async () => {
      const { person, url, bot } = await openSmallBot();
      const ada = person('Ada', true);
      const first = await bot.api.sendMessage(ada, 'The card');
      for (let line = 1; line <= 60; line += 1) await bot.api.sendMessage(ada, `Line ${line}`);
      const page = await openPage(url(ada));
      const anchor = page.locator('.message', { hasText: 'Line 15' });
      await anchor.scrollIntoViewIfNeeded();
      await page
        .locator('#scroller')
        .evaluate('document.querySelector("#scroller").scrollBy(0, -40)');
      const before = await anchor.boundingBox();
      await bot.api.editMessageText(ada, first.message_id, 'The card\n\nis now\nmuch\nlonger');
      await log(page).getByText('longer').waitFor({ state: 'attached' });
      await bot.api.sendMessage(ada, 'News at the end');
      await log(page).getByText('News at the end').waitFor({ state: 'attached' });
      const after = await anchor.boundingBox();
      expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
      expect(await page.locator('#to-end').getAttribute('data-count')).toBe('1');
      await page.getByRole('button', { name: 'To the newest message' }).click();
      await page
        .getByRole('button', { name: 'To the newest message' })
        .waitFor({ state: 'hidden' });
    },
    limitMs,
  );
});

describe('writing', () => {
  inBrowser(
    'with the keyboard alone: a command chosen, a button pressed, a reply sent',
    async () => {
      const { person, url, stage } = await openSmallBot();
      const ada = person('Ada');
      const page = await openPage(url(ada));
      await page.getByRole('button', { name: 'START' }).waitFor();
      await page.keyboard.press('Enter');
      await log(page).getByText('Good day. What shall it be?').waitFor();
      await page.keyboard.type('/s');
      const menu = page.getByRole('listbox', { name: 'Commands' });
      await menu.getByRole('option', { name: '/status' }).waitFor();
      expect(await menu.getByRole('option').count()).toBe(3);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      expect(await menu.getByRole('option', { selected: true }).innerText()).toContain('/status');
      await page.keyboard.press('Escape');
      expect(await menu.isVisible()).toBe(false);
      await page.keyboard.type('end');
      await page.keyboard.press('Enter');
      await log(page).getByText('You said: /send').waitFor();
      await page.locator('.message', { hasText: 'You said' }).focus();
      await page.keyboard.press('r');
      await page.keyboard.type('thank you');
      await page.keyboard.press('Enter');
      await log(page).getByText('You said: thank you').waitFor();
      const { messages } = stage.telegram.people.history(ada, ada);
      const reply = messages.find(({ text }) => text === 'thank you');
      expect(reply?.reply_to_message?.text).toBe('You said: /send');
    },
    limitMs,
  );

  inBrowser(
    'the menu is there also when its commands come later than the chat',
    async () => {
      const { person, url } = await openSmallBot();
      const page = await openPage('about:blank');
      await page.route('**/commands', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        await route.continue();
      });
      await page.goto(url(person('Ada', true)));
      await page.getByRole('button', { name: 'Menu of commands' }).waitFor();
      await page.getByRole('button', { name: 'Menu of commands' }).click();
      await page.getByRole('option', { name: '/status' }).waitFor();
    },
    limitMs,
  );

  inBrowser(
    'two people at once: the other one’s news are marked, and read when looked at',
    async () => {
      const { person, url, bot } = await openSmallBot();
      const ada = person('Ada', true);
      const chidi = person('Chidi', true);
      const page = await openPage(url(ada));
      await page.getByRole('heading', { name: 'Chessa Remit' }).waitFor();
      const row = page.getByRole('list', { name: 'Whose chat is shown' }).getByRole('button', {
        name: 'Chidi',
      });
      await row.getByText('1 unread').waitFor();
      await bot.api.sendMessage(chidi, 'Your money is there.');
      await row.getByText('2 unread').waitFor();
      expect(await page.getByText('Your money is there.').count()).toBe(1);
      await row.click();
      await page.getByRole('log').getByText('Your money is there.').waitFor();
      await row.getByText('unread').waitFor({ state: 'detached' });
    },
    limitMs,
  );
});

describe('when things are away', () => {
  inBrowser(
    'a lost connection is said, and what happened meanwhile is there when it is back',
    async () => {
      const { person, url, bot } = await openSmallBot();
      const ada = person('Ada', true);
      const page = await openPage('about:blank');
      await page.route('**/chat/events', (route) => route.abort());
      await page.goto(url(ada));
      await page.getByRole('alert').getByText('Connection lost').waitFor();
      await bot.api.sendMessage(ada, 'Said while you were away');
      await page.unroute('**/chat/events');
      await log(page).getByText('Said while you were away').waitFor();
      await page.getByRole('alert').waitFor({ state: 'hidden' });
    },
    limitMs,
  );
});
