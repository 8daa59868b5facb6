/** The hash that ties a confirm button to the values its message showed. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Transfer } from '../domain/transfer.ts';

/** What the person saw and agrees to. */
export type QuotedValues = Pick<
  Transfer,
  'orderId' | 'payee' | 'receive' | 'send' | 'chain' | 'fee'
>;

/** Hash of the canonical values of a quote: 16 hexadecimal digits. */
export function hashQuote(quote: QuotedValues): string {
  const { payee, receive, send, fee } = quote;
  return shortHash([
    quote.orderId,
    quote.chain,
    send.amount,
    send.currency,
    receive.amount,
    receive.currency,
    fee?.amount ?? '',
    payee.recipientId,
    payee.institutionCode,
    payee.accountNumber,
    payee.accountName,
  ]);
}

/** Hash of a refund target, so that a confirm tap is bound to the exact address it showed. */
export function hashRefundTarget(transferId: string, address: string, tag?: string): string {
  return shortHash([transferId, address, tag ?? '']);
}

function shortHash(parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 16);
}
