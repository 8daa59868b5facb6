/** Receipts as documents: what a reader finds in them, whatever came in as a name. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../src/domain/transfer.ts';
import { en } from '../../src/text/en/index.ts';
import { writePng } from '../../src/text/png.ts';
import { createReceiptMaker } from '../../src/text/receipt-maker.ts';
import { receiptPdf } from '../../src/text/receipt-pdf.ts';
import { readPdf, unpacked } from '../support/pdf.ts';
import { deposit, depositAddress, refundAddress, startMs, transferIn } from './samples.ts';

const about = { payer: 'Chessa Remit', nowMs: startMs + 3_600_000 };
const pageOf = (transfer: Transfer) => en.receipt.page(transfer, about);
const signature =
  '5VfydnLu4XwV2H2dLHPv22JxhLbYJruaM9YTaG7y3TZjA5CJPaPHkJqkbLXoVYWdjPqbFkLqSxWq1M8vyhGrTW9A';
const paid = [{ ...deposit('32.47'), hash: signature }];

/** With `PICTURES=<folder>` each is left there as a picture, for people to look at. */
async function read(name: string, bytes: Uint8Array) {
  const document = await readPdf(bytes);
  const folder = process.env.PICTURES;
  if (folder) {
    const { width, height, pixels } = document.picture;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${name}.png`), await writePng(width, height, pixels));
  }
  return document;
}

const named = (accountName: string, over: Partial<Transfer> = {}): Transfer => {
  const { payee } = transferIn('completed');
  return transferIn('completed', { payee: { ...payee, accountName }, ...over });
};

describe('the receipt of a delivery', () => {
  test('says who paid what to whom, when, and how to find it again', async () => {
    const page = pageOf(transferIn('completed', { deposits: paid }));
    const bytes = await receiptPdf(page);
    const { pages, text, links } = await read('receipt', bytes);
    expect(pages).toBe(1);
    for (const part of [
      'Chessa Remit',
      'Delivered',
      '₦50,000.00',
      'ADA TEST OKAFOR',
      'Access Bank ••••6789',
      'Nigeria',
      '32.47 USDC on Solana',
      '0.32 USDC, included',
      '1 USDC brought about ₦1,539.88, all in',
      'Payment seen 4 March 2026 at 14:09 UTC',
      'Delivered 4 March 2026 at 14:12 UTC',
      'Transfer 7K2M9QXA',
      '2f1f6f0e-58a7-4a3f-b6b5-4f4f6f1f2a10',
      'Paid out by Chessa Remit, through Chessa.',
    ]) {
      expect(text).toContain(part);
    }
    expect(text.replace(/\n/g, '')).toContain(signature);
    expect(new Set(links)).toEqual(new Set([`https://solscan.io/tx/${signature}`]));
    expect(page.fileName).toBe('receipt-7K2M9QXA.pdf');
    expect(bytes.length).toBeLessThan(60_000);
  });

  test('holds neither the whole account number nor an address to pay to', async () => {
    const bytes = await receiptPdf(pageOf(transferIn('completed', { deposits: paid })));
    const { text } = await readPdf(bytes);
    for (const secret of ['0123456789', depositAddress]) {
      expect(text.replace(/\s/g, '')).not.toContain(secret);
      expect(unpacked(bytes)).not.toContain(secret);
    }
  });

  test('tells what came in parts, and what of it went back', async () => {
    const transfer = transferIn('completed', {
      deposits: [deposit('32.47'), { ...deposit('2'), id: 'dep-2', hash: undefined }],
      extraBack: { status: 'completed', amount: { amount: '2', currency: 'USDC' } },
      fee: undefined,
    });
    const { text } = await readPdf(await receiptPdf(pageOf(transfer)));
    expect(text).toContain('32.47 USDC + 2 USDC on Solana');
    expect(text).toContain('Too much, sent back 2 USDC');
    expect(text).toContain('Fee included in the rate');
  });

  test('makes no link of what is no transaction (T60)', async () => {
    const hash = 'https://evil.example/steal?x=1';
    const page = pageOf(transferIn('completed', { deposits: [{ ...deposit('32.47'), hash }] }));
    expect((await readPdf(await receiptPdf(page))).links).toEqual([]);
  });
});

describe('the receipt of a refund', () => {
  test('says that the money went back, where to, and to whom it was not paid', async () => {
    const { refund, ...rest } = transferIn('refunded', { deposits: paid });
    if (!refund) throw new Error('a sample without its refund');
    const transfer = { ...rest, refund: { ...refund, hash: signature } };
    const { pages, text, links } = await read('receipt-back', await receiptPdf(pageOf(transfer)));
    expect(pages).toBe(1);
    for (const part of [
      'Sent back',
      'to the sender’s address on Solana',
      refundAddress,
      'Not paid out to ADA TEST OKAFOR',
      '₦50,000.00 for 32.47 USDC',
      'Nothing was paid out.',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('✓ Delivered');
    expect(links).toContain(`https://solscan.io/tx/${signature}`);
  });

  test('does without an address that nobody told us', async () => {
    const page = pageOf(transferIn('refunded', { refund: undefined, deposits: [] }));
    const { text } = await readPdf(await receiptPdf(page));
    expect(text).toContain('to the wallet that it came from');
    expect(text).toContain('Your money');
  });
});

describe('names from anywhere', () => {
  test('are written as their people write them', async () => {
    const names = 'Ọláṣadé Ẹ́bùn · Ŋmɔ Ɖɔ̃ · Ƙaɗa Ɓala · Ng̃eno';
    const page = pageOf(named(names));
    const { text } = await read('receipt-names', await receiptPdf(page));
    expect(text.normalize('NFC')).toContain(names.normalize('NFC'));
    expect(text).not.toContain('\ufffd');
  });

  test('are seen to be cut or missing where they cannot be written, and break nothing (T48)', async () => {
    const hostile = [
      'A\u202eEVIL\u202c 王小明 👨‍👩‍👧 محمد علي حسن',
      `${'W'.repeat(5_000)} ${'ẹ́'.repeat(500)}`,
      `Z${'\u0301'.repeat(900)}algo`,
      '\u0000\u0007\u001b[31m\n\nPaid: 1,000,000\r\n(tap here) \\) endobj <script>',
      '\ud83d',
      '',
    ];
    for (const [index, name] of hostile.entries()) {
      const { payee } = transferIn('completed');
      const transfer = named(name, {
        payee: { ...payee, accountName: name, institutionName: name, countryName: name },
        shortId: name,
      });
      const page = pageOf(transfer);
      expect(page.fileName).toMatch(/^receipt-[\w-]+\.pdf$/);
      const { pages, text } = await read(`receipt-hostile-${index}`, await receiptPdf(page));
      expect(pages).toBe(1);
      expect(text).toContain('₦50,000.00');
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  }, 30_000);

  test('no text makes it fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
        const bytes = await receiptPdf(pageOf(named(text, { orderId: text })));
        expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('making receipts', () => {
  test('leaves the program free to answer', async () => {
    const make = createReceiptMaker();
    const names = ['Ada Test', 'Obi Test', 'Kofi Test'];
    const before = performance.eventLoopUtilization();
    const made = await Promise.all(names.map((name) => make(pageOf(named(name)))));
    const { utilization } = performance.eventLoopUtilization(before);
    expect(utilization).toBeLessThan(0.3);
    for (const [index, name] of names.entries()) {
      expect((await readPdf(made[index] ?? new Uint8Array())).text).toContain(name);
    }
  }, 30_000);

  test('one that cannot be made does not keep the next from being made', async () => {
    const make = createReceiptMaker();
    const fine = pageOf(transferIn('completed'));
    const broken = { ...fine, parts: undefined } as unknown as typeof fine;
    await expect(make(broken)).rejects.toThrow();
    expect((await readPdf(await make(fine))).pages).toBe(1);
  }, 30_000);
});
