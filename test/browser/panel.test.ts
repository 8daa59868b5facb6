import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { clientOf, newFundedOrder } from '../sandbox/chessa/support.ts';
import { openPage } from '../support/chromium.ts';
import { needs } from '../support/not-run.ts';
import { openSmallBot } from '../support/small-bot.ts';
import { wallets } from '../support/wallets.ts';

const inBrowser = needs('chromium');
const limitMs = 60_000;
const HOUR_MS = 3_600_000;
const panel = (page: Page) => page.getByRole('region', { name: 'Simulator' });

/** Opens every group of the panel, and presses the button of that name. */
async function begin(page: Page, name: RegExp): Promise<void> {
  await panel(page).locator('summary', { hasText: 'Line and server' }).waitFor();
  await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
  await panel(page).getByRole('button', { name }).click();
}

describe('the panel', () => {
  inBrowser(
    'what goes wrong stays in sight, and one button ends it all',
    async () => {
      const { person, url, stage } = await openSmallBot();
      const page = await openPage(url(person('Ada', true)));
      await begin(page, /^Away for an hour/);
      await begin(page, /^Out of reach/);
      await begin(page, /^Cut before act/);
      const going = page.locator('.active-words');
      await going.getByText(/Away for an hour until \d\d:\d\d/).waitFor();
      expect(await going.innerText()).toContain('Cut before act for one call');
      expect(await going.innerText()).toContain('Out of reach');
      await page.getByRole('button', { name: 'Back to normal' }).click();
      await going.waitFor({ state: 'hidden' });
      expect(stage.chessa.state().active).toEqual([]);
      expect(stage.telegram.faults.planned()).toEqual([]);
    },
    limitMs,
  );

  inBrowser(
    'whoever is on the screen can block the bot, and is back with the rest',
    async () => {
      const { person, url } = await openSmallBot();
      const page = await openPage(url(person('Ada', true)));
      await begin(page, /^Blocks the bot/);
      await page.getByRole('button', { name: 'UNBLOCK' }).waitFor();
      await page.getByRole('button', { name: 'Back to normal' }).click();
      await page.getByLabel('Message', { exact: true }).waitFor();
    },
    limitMs,
  );

  inBrowser(
    'a switch is set, marked, and as documented again',
    async () => {
      const { person, url, stage } = await openSmallBot();
      const page = await openPage(url(person('Ada', true)));
      await panel(page).locator('summary', { hasText: 'Money' }).click();
      const fee = panel(page).locator('[data-setting="fees"]');
      await fee.selectOption({ label: 'comes on top' });
      await expect.poll(() => stage.chessa.settings().fees).toBe('outside');
      await panel(page).getByText('1 changed').waitFor();
      await panel(page).getByRole('button', { name: 'All as documented' }).click();
      await expect.poll(() => stage.chessa.settings().fees).toBe('inside');
      await expect.poll(() => fee.inputValue()).toBe('inside');
    },
    limitMs,
  );

  inBrowser(
    'the time machine jumps, and shows how far the real time is behind',
    async () => {
      const { person, url, stage } = await openSmallBot();
      const page = await openPage(url(person('Ada', true)));
      const before = stage.chessa.clock.now();
      await page.getByRole('button', { name: '+3 h' }).click();
      await panel(page).getByText('3 hours behind this').waitFor();
      expect(stage.chessa.clock.now() - before).toBeGreaterThanOrEqual(3 * HOUR_MS);
      await begin(page, /^Clock behind/);
      await panel(page)
        .getByText(/Chessa says \d\d:\d\d/)
        .waitFor();
    },
    limitMs,
  );

  inBrowser(
    'the rest of a payment is offered while it is missing, and not once it goes back',
    async () => {
      const { person, url, stage } = await openSmallBot();
      const chessa = clientOf(stage.chessa, stage.env.CHESSA_API_URL ?? '', {
        'x-client-id': stage.env.CHESSA_CLIENT_ID ?? '',
        'x-client-secret': stage.env.CHESSA_CLIENT_SECRET ?? '',
      });
      const { id } = await newFundedOrder(chessa);
      const orderId = String(id);
      const page = await openPage(url(person('Ada', true)));
      stage.chessa.deposit(orderId, { amount: '40' });
      const rest = panel(page).getByRole('button', { name: /The rest arrives/ });
      await rest.waitFor();
      await chessa.post('/v1/orders/refund', { orderId, address: wallets.solana, tag: '' });
      await rest.waitFor({ state: 'detached' });
      expect(stage.chessa.order(orderId).refund?.status).not.toBe('failed');
    },
    limitMs,
  );

  inBrowser(
    'a bot that the demo runs can be started anew; staff are marked',
    async () => {
      const { person, url, stage } = await openSmallBot();
      let starts = 0;
      const restart = async () => {
        starts += 1;
      };
      stage.attach({ isRunning: () => starts > 0, restart });
      stage.telegram.people.create({ firstName: 'Sam', note: 'staff: try /admin' });
      const page = await openPage(url(person('Ada', true)));
      await panel(page).getByText('Has stopped.').waitFor();
      await panel(page).getByRole('button', { name: 'Restart the bot' }).click();
      await panel(page).getByText('Runs.').waitFor();
      expect(starts).toBe(1);
      await page.getByRole('button', { name: /^Sam staff/ }).click();
      await page.getByText('You are Sam, staff').waitFor();
    },
    limitMs,
  );
});
