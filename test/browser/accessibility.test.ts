import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { accessibilityFindings, openPage, type Screen } from '../support/chromium.ts';
import { needs } from '../support/not-run.ts';
import { marked, openSmallBot, type SmallBot } from '../support/small-bot.ts';

const inBrowser = needs('chromium');
const limitMs = 60_000;
const screens: readonly Required<Pick<Screen, 'device' | 'colours'>>[] = [
  { device: 'desk', colours: 'light' },
  { device: 'desk', colours: 'dark' },
  { device: 'phone', colours: 'light' },
  { device: 'phone', colours: 'dark' },
];

describe.each(screens)('axe-core finds nothing on a $device in $colours', (screen) => {
  inBrowser(
    'before the first message, with a command menu, in every window and view',
    async () => {
      const { person, url } = await openSmallBot();
      const page = await openPage(url(person('Ada')), screen);
      await page.getByRole('button', { name: 'START' }).waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'START' }).click();
      await page.getByRole('button', { name: 'Move on' }).waitFor();
      await page.getByLabel('Message', { exact: true }).fill('/');
      await page.getByRole('listbox', { name: 'Commands' }).waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByLabel('Message', { exact: true }).fill('');
      await page.getByRole('button', { name: 'More', exact: true }).click();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Warn me' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Picture', exact: true }).click();
      await page.getByTitle('Enlarge').click();
      await page.getByRole('dialog', { name: 'Picture' }).waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
    },
    limitMs,
  );

  inBrowser(
    'with every kind of message, several people, troubles, an order, and everything open',
    async () => {
      const small = await openSmallBot();
      const ada = small.person('Ada', true);
      small.person('Chidi', true);
      small.stage.telegram.people.create({ firstName: 'Sam', note: 'staff' });
      await fillChat(small, ada);
      await orderAt(small.stage.url, small.stage.env);
      small.stage.chessa.next('away_for_an_hour');
      small.stage.chessa.configure({ fees: 'outside' });
      const page = await openPage(small.url(ada), screen);
      await page.getByRole('log').getByText('until').waitFor();
      await page.locator('.message', { hasText: 'until' }).focus();
      await page.keyboard.press('r');
      await page.getByRole('button', { name: 'Stickers' }).click();
      expect(await accessibilityFindings(page)).toEqual([]);
      if (screen.device === 'phone') await everyView(page);
      else expect(await findingsWithAllOpen(page)).toEqual([]);
    },
    limitMs,
  );
});

async function everyView(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back to people' }).click();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole('button', { name: /^Simulator/ }).click();
  expect(await findingsWithAllOpen(page)).toEqual([]);
}

async function findingsWithAllOpen(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Deposit arrives' }).waitFor();
  await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
  return accessibilityFindings(page);
}

async function fillChat({ bot, stage }: SmallBot, ada: number): Promise<void> {
  const text = 'Pay 32.47 to ABC123 until\nquoted words\nstate  open';
  await bot.api.sendMessage(ada, text, {
    entities: marked(text, [
      { on: '32.47', type: 'bold' },
      { on: 'ABC123', type: 'code' },
      { on: 'until', type: 'date_time', unix_time: 1_700_000_040, date_time_format: '' },
      { on: 'quoted words', type: 'blockquote' },
      { on: 'state  open', type: 'pre' },
    ]),
  });
  stage.telegram.people.send(ada, ada, { sticker: '🎉' });
  stage.telegram.people.send(ada, ada, { text: 'see https://example.com or /help' });
}

/** An order that waits for its deposit, made as any client makes one. */
async function orderAt(url: string, env: Readonly<Record<string, string>>): Promise<void> {
  const post = async (path: string, body: object): Promise<Record<string, { id: string }>> => {
    const response = await fetch(`${url}/chessa/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-client-id': env.CHESSA_CLIENT_ID ?? '',
        'x-client-secret': env.CHESSA_CLIENT_SECRET ?? '',
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, { id: string }>;
  };
  const { recipient } = await post('/recipients', {
    type: 'bank',
    country: 'NG',
    currency: 'NGN',
    code: 'ng_access',
    accountNumber: '0123456789',
  });
  const { order } = await post('/orders', {
    recipientId: recipient?.id,
    originAsset: 'USDC',
    destinationAsset: 'NGN',
    destinationAmount: 50_000,
    chain: 'Solana',
  });
  await post('/orders/funding', { orderId: order?.id, chain: 'Solana' });
}
