/** Records that the contract suites store. Every name and number is made up, and says so. */
import type { KnownRecipient } from '../../src/domain/recipient.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import type { User } from '../../src/store/store.ts';

/** Texts that must never be readable on a disk. */
export const personal = {
  userId: 7_012_345_678,
  accountName: 'ADA TEST OKAFOR',
  accountNumber: '0123498765',
  phone: '+2348031234567',
  address: '0x52908400098527886E0F7030069857D2E4169EE7',
  refundAddress: '0xde709f2102306220921060314715629080e2fb77',
  shortId: 'TX7F3K2Q',
} as const;

/** A new transfer with an id of its own; `over` replaces fields. */
export function aTransfer(id: string, over: Partial<Transfer> = {}): Transfer {
  return {
    id,
    version: 1,
    state: 'quoted',
    userId: personal.userId,
    createdAtMs: 1_000,
    orderId: `order-of-${id}`,
    shortId: personal.shortId,
    orderStatus: 'created',
    payee: {
      recipientId: 'recipient-1',
      kind: 'bank',
      accountName: personal.accountName,
      nameChecked: true,
      accountNumber: personal.accountNumber,
      institutionCode: '058',
      institutionName: 'Test Trust Bank',
      countryCode: 'NG',
      countryName: 'Nigeria',
    },
    receive: { amount: '150000', currency: 'NGN' },
    send: { amount: '101.5', currency: 'USDC' },
    chain: 'Ethereum',
    confirmBeforeMs: 601_000,
    orderExpiresAtMs: 7_201_000,
    quoteHash: 'hash-of-the-quote',
    deposits: [],
    stages: [],
    dueAtMs: 5_000,
    ...over,
  };
}

/** A person; `over` replaces fields. */
export function aUser(over: Partial<User> = {}): User {
  return {
    userId: personal.userId,
    locale: 'en',
    firstSeenAtMs: 1_000,
    lastSeenAtMs: 2_000,
    ...over,
  };
}

/** Somebody sent to before; `over` replaces fields. */
export function aRecipient(id: string, over: Partial<KnownRecipient> = {}): KnownRecipient {
  return {
    id,
    payee: aTransfer('t').payee,
    currency: 'NGN',
    fields: { accountNumber: personal.accountNumber, phone: personal.phone },
    checkedAtMs: 1_000,
    usedAtMs: 2_000,
    ...over,
  };
}
