/** The thread in which receipts are drawn, one after the other; `receipt-maker` starts it. */
import { parentPort } from 'node:worker_threads';
import type { ReceiptPage } from './receipt-page.ts';
import { receiptPdf } from './receipt-pdf.ts';

parentPort?.on('message', async (page: ReceiptPage) => {
  parentPort?.postMessage(await receiptPdf(page));
});
