/** The receipt, as a person asks for it once a transfer is over. */
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { dataOf } from '../support/chat.ts';
import { readPdf } from '../support/pdf.ts';
import { backAgain, failed, openQuickRig, walkToConfirm } from '../support/refunding.ts';
import type { Rig } from '../support/rig.ts';
import { walkToDeposit } from '../support/walk.ts';
import { wallets } from '../support/wallets.ts';

const noLonger = 'This button is no longer in use. Send /status to see where things stand.';
const notYet =
  'There is no receipt yet, as this transfer is not over. Send /status to see where it stands.';
const coming = 'Your receipt is being made. It comes in a moment.';
const isFile = ({ document }: ChatMessage) => document !== undefined;
const filesOf = (person: Person) => person.messages().filter(isFile);

async function delivered(): Promise<{ rig: Rig; ada: Person; news: ChatMessage; orderId: string }> {
  const rig = await openQuickRig();
  const ada = rig.person();
  const orderId = await walkToDeposit(rig, ada);
  rig.chessa.deposit(orderId);
  const news = await ada.waitFor(/₦50,000\.00 has reached/, 20_000);
  return { rig, ada, news, orderId };
}

async function open(rig: Rig, message: ChatMessage) {
  const page = await rig.telegram.app.request(message.fileUrl ?? '');
  expect(page.headers.get('content-type')).toBe('application/pdf');
  return readPdf(new Uint8Array(await page.arrayBuffer()));
}

describe('the receipt of a delivery', () => {
  it('comes as a file that names the transfer and opens', async () => {
    const { rig, ada, orderId } = await delivered();
    const order = rig.chessa.order(orderId);
    expect(await ada.press('Receipt')).toBe(coming);
    const file = await ada.waitFor(isFile, { timeoutMs: 20_000, since: 'ever' });
    expect(file.document?.file_name).toBe(`receipt-${order.shortId}.pdf`);
    expect(file.caption).toContain(order.shortId);
    const { pages, text } = await open(rig, file);
    expect(pages).toBe(1);
    for (const part of [
      '₦50,000.00',
      'ADA TEST OKAFOR',
      'Access Bank ••••6789',
      `${order.expectedAmount} USDC on Solana`,
      order.shortId,
      orderId,
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/Delivered \d+ \w+ \d{4} at \d\d:\d\d UTC/);
    expect(text.replace(/\s/g, '')).toContain(order.deposits[0]?.hash);
    expect(text).not.toContain('0123456789');
  }, 60_000);

  it('comes once for a double tap, and again when it is asked for again, after a restart too', async () => {
    const { rig, ada, news } = await delivered();
    const data = dataOf(news, 'Receipt');
    await Promise.all([ada.pressData(news, data), ada.pressData(news, data)]);
    await ada.waitFor(isFile, { timeoutMs: 20_000, since: 'ever' });
    await expect.poll(() => filesOf(ada).length).toBe(1);
    await ada.press('Send again');
    await ada.waitFor('How much');
    expect(filesOf(ada)).toHaveLength(1);
    await rig.restart();
    expect(await ada.pressData(news, data)).toBe(coming);
    await expect.poll(() => filesOf(ada).length, { timeout: 20_000 }).toBe(2);
    expect(ada.find('How much')).toBeDefined();
  }, 60_000);

  it('is for its person alone, and not there before the end', async () => {
    const rig = await openQuickRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const card = ada.last();
    const early = dataOf(card, 'Show QR').replace(/^qr:/, 'rc:');
    expect(await ada.pressData(card, early)).toBe(notYet);
    rig.chessa.deposit(orderId);
    await ada.waitFor(/₦50,000\.00 has reached/, 20_000);
    const obi = rig.person('Obi');
    obi.start();
    const under = await obi.waitFor('Send money home');
    expect(await obi.pressData(under, early)).toBe(noLonger);
    await ada.press('Receipt');
    await ada.waitFor(isFile, { timeoutMs: 20_000, since: 'ever' });
    expect(filesOf(obi)).toEqual([]);
    expect(filesOf(ada)).toHaveLength(1);
  }, 60_000);
});

describe('the receipt of a refund', () => {
  it('says that the money went back', async () => {
    const { rig, ada, orderId } = await failed();
    await walkToConfirm(ada);
    await ada.press('Yes');
    await ada.waitFor(backAgain, { timeoutMs: 20_000 });
    await ada.press('Receipt');
    const file = await ada.waitFor(isFile, { timeoutMs: 20_000, since: 'ever' });
    const { text } = await open(rig, file);
    expect(text).toContain('Sent back');
    expect(text).toContain(wallets.solana);
    expect(text).toContain('Not paid out to ADA TEST OKAFOR');
    expect(text).toContain(rig.chessa.order(orderId).shortId);
    expect(text).not.toContain('✓ Delivered');
  }, 60_000);
});
