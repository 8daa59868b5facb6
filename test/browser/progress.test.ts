/** The page of a shared transfer in a real browser: from the chat to the phone of whoever waits. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { accessibilityFindings, openPage, type Screen } from '../support/chromium.ts';
import { needs } from '../support/not-run.ts';
import { openRig } from '../support/rig.ts';
import { walkToDeposit } from '../support/walk.ts';

const inBrowser = needs('chromium');
const limitMs = 120_000;
/** Where pictures are put, if anywhere. */
const picturesFolder = process.env.PICTURES;

/** A transfer that is being paid out and is shared, and what may happen to it. */
async function shared() {
  const port = await freePort();
  const env = { PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: String(port), POLL_SCALE: '0.02' };
  const rig = await openRig({ env });
  rig.chessa.configure({ stepPace: 0.2 });
  const ada = rig.person();
  const orderId = await walkToDeposit(rig, ada);
  rig.chessa.applyScenario(orderId, 'pays_slowly');
  await ada.press('Share progress', { timeoutMs: 15_000 });
  const { text = '' } = await ada.waitFor('A page to follow this transfer');
  const link = /^http\S+$/m.exec(text)?.[0] ?? '';
  return { rig, ada, orderId, link };
}

const screens: readonly Screen[] = [
  { device: 'phone', colours: 'light' },
  { device: 'phone', colours: 'dark' },
  { device: 'desk', colours: 'light' },
];

describe.each(screens)('on a $device in $colours', (screen) => {
  inBrowser(
    'is read by anybody: on its way, delivered, in trouble, and no page at all',
    async () => {
      const { rig, ada, orderId, link } = await shared();
      const page = await openPage(link, screen);
      await page.getByRole('heading', { name: 'On its way ₦50,000.00' }).waitFor();
      await seen(page, screen, 'moving');
      const now = page.getByRole('listitem').filter({ hasText: 'On its way to Access Bank' });
      expect(await now.getAttribute('aria-current')).toBe('step');
      // The browser is in Lagos, an hour ahead of UTC.
      const seenAt = page.getByRole('listitem').filter({ hasText: 'Payment seen' }).locator('time');
      const at = new Date((await seenAt.getAttribute('datetime')) ?? '');
      const lagos = at.toLocaleTimeString('en-GB', {
        timeZone: 'Africa/Lagos',
        hour: '2-digit',
        minute: '2-digit',
      });
      expect(await seenAt.textContent()).toMatch(new RegExp(`, ${lagos}$`));

      await page.getByRole('link', { name: 'Let it stand still' }).click();
      await page.getByText('This page stands still.').waitFor();
      await page.getByRole('link', { name: 'Let it renew itself' }).click();
      await page.getByText('This page renews itself.').waitFor();

      rig.chessa.applyScenario(orderId, 'payout_fails');
      await ada.waitFor(/did not accept/, { since: 'ever', timeoutMs: 20_000 });
      await until(page, 'It takes longer');
      await seen(page, screen, 'stopped');
      const other = await page.goto(`${link.slice(0, -1)}!`);
      expect(other?.status()).toBe(404);
      await page.getByRole('heading', { name: 'There is nothing to see here' }).waitFor();
      await seen(page, screen, 'nothing');
    },
    limitMs,
  );
});

describe('from the chat', () => {
  inBrowser(
    'the link opens in a tab of its own, and the button leads to Telegram',
    async () => {
      const { rig, ada, link } = await shared();
      const chat = await openPage(`${rig.env.TELEGRAM_API_ROOT}/#${ada.id}/${ada.id}`);
      const passOn = chat.getByRole('link', { name: 'Send it in Telegram' });
      expect(await passOn.getAttribute('href')).toContain('https://t.me/share/url?url=http');
      const opened = chat.waitForEvent('popup');
      await chat.getByRole('link', { name: link }).click();
      const page = await opened;
      await page.getByRole('heading', { name: 'On its way ₦50,000.00' }).waitFor();
      expect(await page.evaluate('document.referrer')).toBe('');
    },
    limitMs,
  );
});

describe('without scripts, on a phone', () => {
  inBrowser(
    'it renews itself until the money is there, and tells times in UTC',
    async () => {
      const { rig, orderId, link } = await shared();
      const page = await openPage(link, { device: 'phone', scripts: false });
      expect(await page.content()).toMatch(/Last checked\s+<time [^>]+>\d+ \w+, \d\d:\d\d UTC</);
      rig.chessa.applyScenario(orderId, 'exact');
      await expect.poll(() => page.content(), { timeout: 45_000 }).toContain('>Arrived</span>');
      expect(await page.content()).not.toContain('renews itself');
    },
    limitMs,
  );
});

/** Loads the page until it says so: the news is there a moment before the page has it. */
async function until(page: Page, words: string): Promise<void> {
  const shown = async () => {
    await page.reload();
    return page.getByRole('main').textContent();
  };
  await expect.poll(shown, { timeout: 10_000 }).toContain(words);
}

async function seen(page: Page, { device, colours }: Screen, what: string) {
  expect(await accessibilityFindings(page)).toEqual([]);
  const width = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(width).toBeLessThanOrEqual(0);
  const isPhone = device === 'phone' && colours === 'light';
  if (what === 'moving' && isPhone) await picture(page, 'progress-phone');
}

async function picture(page: Page, name: string): Promise<void> {
  if (!picturesFolder) return;
  await mkdir(picturesFolder, { recursive: true });
  await page.screenshot({ path: join(picturesFolder, `${name}.png`), animations: 'disabled' });
}
