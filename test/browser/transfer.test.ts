import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished } from 'vitest';
import { createCast } from '../../sandbox/cast.ts';
import { joinBot } from '../../sandbox/join.ts';
import { openStage, type Stage } from '../../sandbox/stage.ts';
import { accessibilityFindings, clipboard, openPage, type Screen } from '../support/chromium.ts';
import { needs } from '../support/not-run.ts';

const inBrowser = needs('chromium');
const limitMs = 120_000;

/** Where pictures of the walk are put, if anywhere: for the README, and for looking. */
const picturesFolder = process.env.PICTURES;

describe('a transfer and a refund, as a newcomer meets them', () => {
  inBrowser(
    'on a desk: from START to delivered, with the simulator beside the chat',
    async () => {
      const { stage, page } = await openDemo({ device: 'desk', colours: 'light' });
      await walkToDeposit(page);
      await picture(page, 'deposit-desk');
      await press(page, 'Copy Solana address');
      const [order] = stage.chessa.orders();
      expect(await clipboard(page)).toBe(order?.address);
      const panel = page.getByRole('region', { name: 'Simulator' });
      await panel.locator('.order-id', { hasText: order?.shortId }).waitFor();
      await panel.getByRole('button', { name: 'Deposit arrives' }).click();
      await said(page, 'has reached ADA TEST OKAFOR');
      await panel.getByText('completed', { exact: true }).first().waitFor();
      await press(page, 'Receipt');
      const file = page.getByRole('link', { name: /receipt-\w+\.pdf/ });
      await file.waitFor();
      expect(await file.getAttribute('target')).toBe('_blank');
      const href = new URL((await file.getAttribute('href')) ?? '', page.url()).href;
      const document = await page.request.get(href);
      expect(document.headers()['content-type']).toBe('application/pdf');
      expect((await document.body()).subarray(0, 5).toString()).toBe('%PDF-');
      expect(await accessibilityFindings(page)).toEqual([]);
      await picture(page, 'delivered-desk');
    },
    limitMs,
  );

  inBrowser(
    'on a phone in the dark: a payout that fails, and the money back',
    async () => {
      const { page } = await openDemo({ device: 'phone', colours: 'dark' });
      await page.getByRole('button', { name: /^Simulator/ }).click();
      await page.getByText('In the chat press START').waitFor();
      await page.locator('summary', { hasText: 'Refund' }).click();
      await page.getByRole('button', { name: /^Refund completes/ }).click();
      await page
        .getByRole('status')
        .getByText('Refund completes waits for the next order', { exact: true })
        .waitFor();
      await picture(page, 'simulator-phone');
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByRole('button', { name: /^Chat/ }).click();
      await walkToDeposit(page);
      await picture(page, 'deposit-phone');
      await said(page, /was not paid out|did not accept/);
      await say(page, '/refund');
      await said(page, /address/i);
      await say(page, '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV');
      await said(page, '7EcD hSYG');
      await press(page, /Yes/);
      await said(page, 'has been sent back to you');
      expect(await accessibilityFindings(page)).toEqual([]);
      await picture(page, 'refunded-phone');
    },
    limitMs,
  );
});

/** The real bot on a stage, and one person looking at it. */
async function openDemo(screen: Screen): Promise<{ stage: Stage; page: Page }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-browser-'));
  const stage = await openStage({ scale: 10, oneClock: true });
  const { adminIds } = createCast(stage.telegram.people);
  const stop = await joinBot(stage, {
    dataDir,
    env: { POLL_SCALE: '0.5', ADMIN_IDS: adminIds },
    now: stage.chessa.clock.now,
    log: { write: () => true },
  });
  onTestFinished(async () => {
    await stop();
    await stage.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { stage, page: await openPage(stage.url, screen) };
}

async function walkToDeposit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'START' }).click();
  await press(page, 'Send money');
  await said(page, 'Where is the money going');
  await say(page, 'nigeria');
  await said(page, 'Which bank');
  await say(page, 'access bank');
  await said(page, 'ccount number');
  await say(page, '0123456789');
  await said(page, 'ADA TEST OKAFOR');
  await press(page, /Yes/);
  await said(page, 'How much');
  await say(page, '50000 NGN');
  await press(page, 'USDC on Solana');
  await press(page, /Confirm/);
  await said(page, 'Send exactly');
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

/** Presses the newest button of that name in the chat. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('log').getByRole('button', { name }).last().click();
}

/** Waits for words in the log; generous, since a transfer takes its steps in real time. */
async function said(page: Page, words: string | RegExp): Promise<void> {
  const message = page.getByRole('log').locator('.message.in', { hasText: words });
  await message.last().waitFor({ timeout: 30_000 });
}

async function picture(page: Page, name: string): Promise<void> {
  if (!picturesFolder) return;
  await mkdir(picturesFolder, { recursive: true });
  await expect.poll(() => page.locator('.toast').count(), { timeout: 10_000 }).toBe(0);
  await page.screenshot({ path: join(picturesFolder, `${name}.png`), animations: 'disabled' });
}
