/** "Share progress": what the sender taps, what the reader of the link sees, and what nobody does. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { joinBot } from '../../sandbox/join.ts';
import { openStage } from '../../sandbox/stage.ts';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import { dataOf, timesSaid } from '../support/chat.ts';
import { needs } from '../support/not-run.ts';
import { cardOf, reached } from '../support/paying.ts';
import { startRedis } from '../support/redis.ts';
import { backAgain, walkToConfirm } from '../support/refunding.ts';
import { openRig, type Rig, type RigOptions } from '../support/rig.ts';
import { walkToDeposit } from '../support/walk.ts';

const dayMs = 86_400_000;
const limitMs = 60_000;
const neutral = 'This button is no longer in use. Send /status to see where things stand.';
/** What neither the page nor its headers may say. */
const kept = /OKAFOR|ADA|TEST|0123456789|32\.\d|USDC|Solana|USDT|fee|rate|refund/i;
/** Why something stopped is between the sender and us. */
const troubles = /fail|reject|accept|held|short|review|deposit|bank did/i;

interface Scene {
  readonly rig: Rig;
  readonly ada: Person;
  readonly orderId: string;
  readonly publicUrl: string;
}

/** Somebody whose transfer waits for its deposit, with a public address; then `scenario` happens. */
async function open(scenario?: string, options: RigOptions = {}): Promise<Scene> {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const env = { POLL_SCALE: '0.02', PUBLIC_URL: publicUrl, PORT: String(port), ...options.env };
  const rig = await openRig({ ...options, env });
  rig.chessa.configure({ stepPace: 0.2 });
  const ada = rig.person();
  const orderId = await walkToDeposit(rig, ada);
  if (scenario) rig.chessa.applyScenario(orderId, scenario);
  return { rig, ada, orderId, publicUrl };
}

/** The link in the newest message that has one, after a tap on "Share progress". */
async function shareLink(ada: Person): Promise<string> {
  await ada.press('Share progress', { timeoutMs: 15_000 });
  const { text = '' } = await ada.waitFor('A page to follow this transfer');
  const link = /^https?:\/\/\S+$/m.exec(text)?.[0];
  if (!link) throw new Error(`no link in: ${text}`);
  return link;
}

/** What a browser gets. Times of day stand for one another, so that pages can be compared. */
async function look(link: string, init: RequestInit = {}) {
  const response = await fetch(link, { redirect: 'manual', ...init });
  const html = await response.text();
  const text = html.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const { date: _, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, html, text };
}

const hasShare = (message: ChatMessage) =>
  JSON.stringify(message.reply_markup ?? '').includes('Share progress');

const pageOf = async (link: string) => (await look(link)).text;

describe('a shared transfer', () => {
  it(
    'has a page from the first payment seen to the end, and the button only then',
    async () => {
      const { rig, ada, orderId, publicUrl } = await open();
      expect(ada.buttons()).not.toContain('Share progress');
      const card = ada.last();
      rig.chessa.applyScenario(orderId, 'confirms_slowly');
      const link = await shareLink(ada);
      expect(link).toMatch(new RegExp(`^${publicUrl}/t/[\\w-]{60,90}$`));

      const first = await look(link);
      expect(first.status).toBe(200);
      expect(first.text).toContain('Planned ₦50,000.00 To A. T. O. Access Bank ••••6789');
      expect(first.text).toContain(
        'The payment has been seen It is being confirmed now; then the money goes to Access Bank.',
      );
      expect(first.text).toMatch(
        /Done: Agreed \d.* UTC Done: Payment seen \d.* UTC Now: Being conf/,
      );
      expect(first.text).toMatch(/To come: Sent on To come: Arrived/);
      expect(first.text).toMatch(/Last checked \d+ \w+, \d\d:\d\d UTC This page renews itself/);
      expect(first.headers.refresh).toBe('30');

      rig.chessa.applyScenario(orderId, 'exact');
      await ada.waitFor(reached, { timeoutMs: 20_000 });
      await expect.poll(() => pageOf(link), { timeout: 5_000 }).toContain('The money has arrived');
      const last = await look(link);
      expect(last.html.match(/<li class="done">/g)).toHaveLength(5);
      expect(last.headers).not.toHaveProperty('refresh');
      expect(last.text).not.toContain('renews itself');
      expect(last.text.replace(/(name|and) TEST/, '')).not.toMatch(/shared|TEST1234/);
      for (const page of [first, last]) {
        expect(page.text).not.toMatch(kept);
        expect(page.html).not.toContain(rig.chessa.orders()[0]?.shortId);
        expect(page.html).not.toContain(rig.chessa.orders()[0]?.address);
      }
      expect(JSON.stringify(cardOf({ rig, ada, orderId, card })?.reply_markup)).toContain(
        'Share pro',
      );
    },
    limitMs,
  );

  it(
    'is passed on by a button and by the clipboard, and until the sender stops it',
    async () => {
      const { ada } = await open('hangs');
      const link = await shareLink(ada);
      const on = new URL(ada.link('Send it in Telegram'));
      expect(on.origin + on.pathname).toBe('https://t.me/share/url');
      expect(on.searchParams.get('url')).toBe(link);
      expect(on.searchParams.get('text')).toBe('Here you can see how far the money is.');
      expect(on.search).not.toContain('+');
      expect(ada.copy('Copy the link')).toBe(link);

      await ada.waitFor('We can see your payment', { since: 'ever' });
      const second = await shareLink(ada);
      expect(await pageOf(second)).toContain('₦50,000.00');
      const stop = dataOf(ada.last(), 'Stop sharing');
      const message = ada.last();
      await ada.press('Stop sharing');
      await ada.waitFor('You no longer share this transfer');
      const gone = [await look(link), await look(second)];
      for (const page of gone) expect(page.status).toBe(404);
      expect(gone[0]?.text).toContain('There is nothing to see here');

      await ada.press('Share it again');
      const { text = '' } = await ada.waitFor('A page to follow this transfer');
      const third = /^http\S+$/m.exec(text)?.[0] ?? '';
      expect(await pageOf(third)).toContain('₦50,000.00');
      expect((await look(link)).status).toBe(404);
      expect(await ada.pressData(message, stop)).toBeUndefined();
      expect((await look(third)).status).toBe(404);
    },
    limitMs,
  );

  it(
    'counts two quick taps as one share, while the card is written to',
    async () => {
      const { ada } = await open('hangs');
      await ada.press('Share progress', { timeoutMs: 15_000 });
      await ada.waitFor('A page to follow this transfer');
      const links = () => ada.texts().flatMap((text) => /^http\S+\/t\/\S+$/m.exec(text) ?? []);
      await Promise.all([ada.press('Share progress'), ada.press('Share progress')]);
      await expect.poll(() => timesSaid(ada, 'A page to follow')).toBe(3);
      for (const link of links()) expect((await look(link)).status).toBe(200);
      await ada.press('Stop sharing');
      await ada.waitFor('You no longer share');
      for (const link of links()) expect((await look(link)).status).toBe(404);
    },
    limitMs,
  );

  it(
    'says of trouble only that it takes longer, and of its end that it has ended (T84)',
    async () => {
      const { rig, ada, orderId } = await open('pays_slowly');
      const link = await shareLink(ada);
      expect(await pageOf(link)).toContain('It has been sent on');
      rig.chessa.applyScenario(orderId, 'refund_completes');
      await ada.waitFor(/did not accept/, { since: 'ever', timeoutMs: 20_000 });
      await expect.poll(() => pageOf(link), { timeout: 5_000 }).toContain('It takes longer');
      const page = await look(link);
      expect(page.headers.refresh).toBe('300');
      expect(page.text).toContain('Planned ₦50,000.00');
      expect(page.text).toContain('Whoever sent you this link knows more');
      expect(page.text).not.toMatch(kept);
      expect(page.text).not.toMatch(troubles);
      await walkToConfirm(ada);
      await ada.press('Yes');
      await ada.waitFor(backAgain, { since: 'ever', timeoutMs: 20_000 });
      await expect
        .poll(() => pageOf(link), { timeout: 5_000 })
        .toContain('This transfer has ended');
      const end = await look(link);
      expect(end.headers).not.toHaveProperty('refresh');
      expect(end.text).not.toMatch(kept);
      expect(end.text).not.toMatch(troubles);
    },
    limitMs,
  );
});

describe('a link that leads nowhere', () => {
  it(
    'is one page, whatever the reason, and no sooner there (T83)',
    async () => {
      const { rig, ada, publicUrl } = await open('hangs');
      const link = await shareLink(ada);
      await ada.press('Stop sharing');
      await ada.waitFor('You no longer share');
      const token = link.slice(link.lastIndexOf('/') + 1);
      const changed = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
      const stopped = await look(link);
      expect(stopped.status).toBe(404);
      for (const other of [
        changed,
        token.slice(1),
        'x',
        '',
        'a/b',
        '%00',
        '..%2Ft',
        'Z'.repeat(71),
      ]) {
        const beganMs = performance.now();
        expect(await look(`${publicUrl}/t/${other}`), other).toEqual(stopped);
        expect(performance.now() - beganMs, other).toBeGreaterThan(20);
      }
      expect(rig.logged.join()).not.toContain(token.slice(0, 30));
      expect(rig.logged.join()).not.toContain('/t/');
    },
    limitMs,
  );

  it(
    'is what is left a month after the end, and the button then says so',
    async () => {
      const { rig, ada } = await open('exact', { oneClock: true });
      await ada.waitFor(reached, { since: 'ever', timeoutMs: 20_000 });
      const card = await ada.waitFor(hasShare, { since: 'ever' });
      const link = await shareLink(ada);
      rig.chessa.clock.advance(29 * dayMs);
      expect(await pageOf(link)).toContain('The money has arrived');
      rig.chessa.clock.advance(2 * dayMs);
      await expect.poll(async () => (await look(link)).status, { timeout: 5_000 }).toBe(404);
      const tap = dataOf(card, 'Share progress');
      expect(await ada.pressData(card, tap)).toMatch(/cannot be shared now/);
    },
    limitMs,
  );

  it(
    'is what is left once the sender asks for the deletion of their data (T67)',
    async () => {
      const { ada } = await open('hangs');
      const link = await shareLink(ada);
      expect((await look(link)).status).toBe(200);
      ada.say('/privacy');
      await ada.waitFor('What we keep about you');
      await ada.press('Delete my data');
      await ada.waitFor('Delete your data?');
      await ada.press('Delete my data');
      await expect.poll(async () => (await look(link)).status, { timeout: 5_000 }).toBe(404);
    },
    limitMs,
  );
});

describe('whose link it is', () => {
  it(
    'T01: nobody shares what is not theirs, nor stops it',
    async () => {
      const { rig, ada } = await open('hangs');
      const link = await shareLink(ada);
      const under = ada.last();
      const id = dataOf(under, 'Stop sharing').split(':')[1];
      const obi = rig.person('Obi');
      obi.start();
      const theirs = await obi.waitFor('Send money home');
      for (const data of [`sh:${id}`, `ns:${id}`, `sh:${'0'.repeat(24)}`, `ns:${'0'.repeat(24)}`]) {
        expect(await obi.pressData(theirs, data)).toBe(neutral);
      }
      expect(obi.texts().join()).not.toContain('/t/');
      expect((await look(link)).status).toBe(200);
    },
    limitMs,
  );

  it(
    'lives through a restart with another data key, and ends with the public address',
    async () => {
      const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
      const { rig, ada } = await open('hangs', { env: { DATA_KEY: key(1) } });
      const link = await shareLink(ada);
      await rig.restart({ DATA_KEY: `${key(2)},${key(1)}` });
      await rig.restart({ DATA_KEY: key(2) });
      expect(await pageOf(link)).toContain('₦50,000.00');
      await rig.restart({ PUBLIC_URL: '' });
      await expect(fetch(link)).rejects.toThrow();
      await ada.press('Check now');
      expect(await ada.press('Share progress')).toBe(neutral);
      ada.say('/status');
      await ada.waitFor(/has been sent on/);
      expect(ada.buttons()).not.toContain('Share progress');
    },
    limitMs,
  );
});

describe('the public port', () => {
  it(
    'is shared with the webhook',
    async () => {
      const secret = 'webhook-secret-of-the-test';
      const env = { BOT_MODE: 'webhook', WEBHOOK_SECRET: secret };
      const { ada, publicUrl } = await open('hangs', { env });
      expect(await pageOf(await shareLink(ada))).toContain('₦50,000.00');
      const update = await fetch(`${publicUrl}/telegram`, { method: 'POST', body: '{}' });
      expect(update.status).toBe(401);
      expect((await fetch(`${publicUrl}/`)).status).toBe(404);
    },
    limitMs,
  );

  it(
    'keeps its words to itself: nothing kept, found, framed, loaded or logged in',
    async () => {
      const { ada, publicUrl } = await open('hangs');
      const link = await shareLink(ada);
      const { headers, html } = await look(link);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow, noarchive',
        'x-content-type-options': 'nosniff',
        'content-language': 'en',
      });
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      expect(headers).not.toHaveProperty('set-cookie');
      expect(html).not.toMatch(/https?:|<link|<img|src=|url\(/);
      expect(html.split('<style>')[0]).not.toMatch(/₦|Access|6789/);
      const head = await fetch(link, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const other = await fetch(link, { method });
        expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      }
      expect((await fetch(`${publicUrl}/metrics`)).status).toBe(404);
    },
    limitMs,
  );

  it(
    'that is taken is told in words at the start',
    async () => {
      const first = await open();
      const PORT = new URL(first.publicUrl).port;
      await expect(openRig({ env: { PUBLIC_URL: first.publicUrl, PORT } })).rejects.toThrow(
        `HOST 127.0.0.1 and PORT ${PORT} cannot be opened. Choose a port that nothing uses.`,
      );
    },
    limitMs,
  );
});

needs('redis-server')(
  'with two processes the worker offers the page on its cards, and a bot alone serves it',
  async () => {
    const server = await startRedis();
    const stage = await openStage({ scale: 10 });
    stage.chessa.configure({ stepPace: 0.2 });
    const folder = await mkdtemp(join(tmpdir(), 'sharing-'));
    const [port, closed] = [await freePort(), await freePort()];
    const start = (ROLE: string, PORT: number) =>
      joinBot(stage, {
        dataDir: join(folder, ROLE),
        env: {
          ...{ ROLE, PORT: String(PORT), PUBLIC_URL: `http://127.0.0.1:${port}` },
          ...{ REDIS_URL: server.url, DATA_KEY: Buffer.alloc(32, 7).toString('base64') },
          POLL_SCALE: '0.02',
        },
        log: { write: () => true },
      });
    const stops = [await start('bot', port), await start('worker', closed)];
    onTestFinished(async () => {
      for (const stop of stops) await stop();
      await stage.close();
      await server.dispose();
      await rm(folder, { recursive: true, force: true });
    });
    const ada = createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 15_000 });
    stage.chessa.applyScenario(await walkToDeposit(stage, ada), 'hangs');
    const link = await shareLink(ada);
    expect(await pageOf(link)).toContain('₦50,000.00');
    await expect(fetch(`http://127.0.0.1:${closed}/t/x`)).rejects.toThrow();
    await ada.press('Stop sharing');
    await ada.waitFor('You no longer share');
    expect((await look(link)).status).toBe(404);
  },
  limitMs,
);
