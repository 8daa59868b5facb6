/** Transfers in every state, and every screen that English can show about one. */
import type { Failure } from '../../src/chessa/failure.ts';
import type { Field } from '../../src/domain/field.ts';
import type {
  NoticeKind,
  Payee,
  ReviewReason,
  StageTime,
  Transfer,
  TransferState,
} from '../../src/domain/transfer.ts';
import { en } from '../../src/text/en/index.ts';
import type { Page, Place } from '../../src/text/messages.ts';
import type { Screen } from '../../src/text/screen.ts';

export const minuteMs = 60_000;
export const startMs = Date.UTC(2026, 2, 4, 14, 0);
/** The address that a person pays to; no other screen may hold it. */
export const depositAddress = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV';
export const refundAddress = '4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T';

export const states: readonly TransferState[] = [
  'quoted',
  'accepting',
  'awaiting_deposit',
  'confirming',
  'received',
  'paying_out',
  'completed',
  'held',
  'failed',
  'refunding',
  'refunded',
  'expired',
  'cancelled',
  'review',
];

export const reasons: readonly ReviewReason[] = [
  'answer_differs_from_quote',
  'wrong_chain',
  'bad_address',
  'bad_tag',
  'address_in_use',
  'address_changed',
  'order_missing',
  'refund_to_other_address',
  'refund_failed',
  'completed_during_refund',
];

export const noticeKinds: readonly NoticeKind[] = [
  'deposit_seen',
  'delivered',
  'failed',
  'refunded',
  'held',
  'expired_with_deposit',
  'do_not_pay',
];

export const payee: Payee = {
  recipientId: 'rec-1',
  kind: 'bank',
  accountName: 'ADA TEST OKAFOR',
  nameChecked: true,
  accountNumber: '0123456789',
  institutionCode: 'ng_access',
  institutionName: 'Access Bank',
  countryCode: 'NG',
  countryName: 'Nigeria',
};

const stages: readonly StageTime[] = [
  { stage: 'accepted', atMs: startMs + 2 * minuteMs },
  { stage: 'deposit_seen', atMs: startMs + 9 * minuteMs },
  { stage: 'confirmed', atMs: startMs + 10 * minuteMs },
  { stage: 'paying_out', atMs: startMs + 11 * minuteMs },
  { stage: 'delivered', atMs: startMs + 12 * minuteMs },
];

const stagesReached: Record<TransferState, number> = {
  quoted: 0,
  accepting: 0,
  awaiting_deposit: 1,
  confirming: 2,
  received: 3,
  paying_out: 4,
  completed: 5,
  held: 2,
  failed: 4,
  refunding: 4,
  refunded: 4,
  expired: 1,
  cancelled: 0,
  review: 1,
};

const withoutDeposit: readonly TransferState[] = [
  'quoted',
  'accepting',
  'awaiting_deposit',
  'expired',
  'cancelled',
  'review',
];

/** A deposit of so much of the asset that was asked for. */
export function deposit(amount: string, asset = 'USDC') {
  return { id: 'dep-1', amount, asset, chain: 'Solana', hash: 'a'.repeat(64), status: 'completed' };
}

/** A transfer as it would be in a state, changed where `patch` says so. */
export function transferIn(state: TransferState, patch: Partial<Transfer> = {}): Transfer {
  const shown = state !== 'quoted' && state !== 'accepting' && state !== 'cancelled';
  const goesBack = state === 'refunding' || state === 'refunded';
  return {
    id: 'Zk3vQ9bTq2rLx8mNc5wY1a',
    version: 3,
    state,
    userId: 7001,
    createdAtMs: startMs,
    orderId: '2f1f6f0e-58a7-4a3f-b6b5-4f4f6f1f2a10',
    shortId: '7K2M9QXA',
    orderStatus: 'waiting_for_funding',
    payee,
    receive: { amount: '50000', currency: 'NGN' },
    send: { amount: '32.47', currency: 'USDC' },
    chain: 'Solana',
    fee: { amount: '0.32', currency: 'USDC' },
    confirmBeforeMs: startMs + 10 * minuteMs,
    orderExpiresAtMs: startMs + 120 * minuteMs,
    quoteHash: 'c0ffee00c0ffee00',
    ...(shown && { payTo: { chain: 'Solana' as const, address: depositAddress } }),
    deposits: withoutDeposit.includes(state) ? [] : [deposit('32.47')],
    ...(goesBack && { refund: refundOf(state === 'refunded') }),
    stages: stages.slice(0, stagesReached[state]),
    ...(state === 'review' && {
      review: { reason: 'address_changed' as const, from: 'awaiting_deposit' as const },
    }),
    ...patch,
  };
}

function refundOf(done: boolean) {
  return {
    address: refundAddress,
    chain: 'Solana' as const,
    frozenAtMs: startMs + 20 * minuteMs,
    attempts: 1,
    emptyLooks: 0,
    accepted: true,
    ...(done && { hash: 'b'.repeat(64), amount: { amount: '32.47', currency: 'USDC' } }),
  };
}

export const place: Place = {
  nonce: 'n0nce123',
  step: 'institution',
  number: 3,
  of: 7,
  mayGoBack: true,
};

/** One page of a list out of five. */
export function pageOf(...labels: readonly string[]): Page {
  const choices = labels.map((label, index) => ({ token: `t${index}`, label }));
  return { choices, page: 1, pages: 5, total: 40 };
}

/** A field with every text that a configuration may bring. */
export function fieldOf(text: string): Field {
  return {
    key: 'accountNumber',
    label: text,
    kind: 'digits',
    required: false,
    hint: text,
    example: text,
  };
}

export const failures: readonly Failure[] = [
  { kind: 'rejected', why: 'not_found', status: 404 },
  { kind: 'rejected', why: 'forbidden', status: 403 },
  { kind: 'rejected', why: 'refund_not_allowed', status: 400 },
  {
    kind: 'rejected',
    why: 'below_minimum',
    status: 400,
    limit: { value: '500', currency: 'NGN' },
  },
  { kind: 'rejected', why: 'above_maximum', status: 400 },
  { kind: 'rejected', why: 'fields', status: 422, fields: { bankCode: 'Chessa: raw words' } },
  { kind: 'rejected', why: 'other', status: 400 },
  { kind: 'unavailable' },
  { kind: 'unavailable', retryAfterMs: 90_000 },
  { kind: 'unknown' },
  { kind: 'misconfigured' },
];

type Named = readonly [name: string, screen: Screen];

/** Every screen about a transfer, with `text` in every place that is filled from outside. */
export function everyScreen(text = 'Access Bank'): Named[] {
  return [...cards(text), ...notices(text), ...sendScreens(text), ...others(text)];
}

/** The transfer with `text` wherever a person, a bank or a configuration could have put it. */
export function withText(transfer: Transfer, text: string): Transfer {
  if (text === 'Access Bank') return transfer;
  const names = {
    accountName: text,
    institutionName: text,
    accountNumber: text,
    countryName: text,
  };
  return { ...transfer, payee: { ...transfer.payee, ...names }, shortId: text, orderStatus: text };
}

function cards(text: string): Named[] {
  const nowMs = startMs + 15 * minuteMs;
  const variants: [string, Transfer][] = [
    ...states.map((state): [string, Transfer] => [state, transferIn(state)]),
    ['awaiting_deposit, said sent', transferIn('awaiting_deposit', { saidSentAtMs: nowMs })],
    [
      'awaiting_deposit, with memo',
      transferIn('awaiting_deposit', {
        payTo: { chain: 'Solana', address: depositAddress, tag: '104729' },
      }),
    ],
    ['awaiting_deposit, over', transferIn('awaiting_deposit', { orderExpiresAtMs: nowMs - 1 })],
    ['confirming, over', transferIn('confirming', { deposits: [deposit('33')] })],
    ['confirming, two', transferIn('confirming', { deposits: [deposit('30'), deposit('2.47')] })],
    ['held, short', transferIn('held', { deposits: [deposit('31.47')] })],
    ['held, other asset', transferIn('held', { deposits: [deposit('32.47', 'USDT')] })],
    ['failed, no deposit', transferIn('failed', { deposits: [], stages: [] })],
    ...reasons.map((reason): [string, Transfer] => {
      const early = reasons.indexOf(reason) < 5;
      const from = early ? ('accepting' as const) : ('awaiting_deposit' as const);
      const base = transferIn('review', { review: { reason, from } });
      const { payTo, ...hidden } = base;
      return [`review, ${reason}`, early ? hidden : base];
    }),
    ['review, paid', transferIn('review', { deposits: [deposit('32.47')] })],
  ];
  return variants.map(([name, transfer]) => {
    return [`card: ${name}`, en.card(withText(transfer, text), nowMs)];
  });
}

const stateOfNotice: Record<NoticeKind, TransferState> = {
  deposit_seen: 'confirming',
  delivered: 'completed',
  failed: 'failed',
  refunded: 'refunded',
  held: 'held',
  expired_with_deposit: 'held',
  do_not_pay: 'review',
};

function notices(text: string): Named[] {
  return noticeKinds.flatMap((kind): Named[] => {
    const transfer = withText(transferIn(stateOfNotice[kind]), text);
    return [
      [`notice: ${kind}`, en.notice(kind, transfer, false)],
      [`notice: ${kind}, repeated`, en.notice(kind, transfer, true)],
    ];
  });
}

function sendScreens(text: string): Named[] {
  const { send } = en;
  const page = pageOf(text, text, text);
  const limits = { min: '500', max: '5000000', currency: 'NGN' };
  const who = { accountName: text, institutionName: text, accountNumber: text };
  const estimate = { asset: 'USDC', rate: '1540.123456' };
  return [
    ['send: country', send.askCountry(place, page)],
    ['send: country, searched', send.askCountry(place, { ...page, search: text })],
    ['send: currency', send.askCurrency(place, page, text)],
    ['send: way', send.askWay(place, page, text, limits)],
    ['send: bank', send.askInstitution(place, page, 'bank')],
    ['send: mobile money', send.askInstitution(place, page, 'mobile_money')],
    ['send: field', send.askField(place, fieldOf(text), text)],
    ['send: field, list', send.askField(place, fieldOf(text), text, page)],
    ['send: name', send.confirmName(place, who)],
    ['send: number again', send.repeatNumber(place, text, text)],
    ['send: name typed', send.askName(place, text)],
    [
      'send: amount',
      send.askAmount(place, { currency: 'NGN', assets: ['USDC'], limits, estimate }),
    ],
    ['send: pay', send.askPay(place, page)],
    ['send: quote', send.quote(withText(transferIn('quoted'), text))],
    ['send: no configuration', send.noConfiguration()],
    ['send: quote unsafe', send.quoteUnsafe()],
    ...failures.map((failure, at): Named => [`send: no quote ${at}`, send.quoteFailed(failure)]),
  ];
}

function others(text: string): Named[] {
  const { refund } = en;
  const held = withText(transferIn('held'), text);
  const awaiting = withText(transferIn('awaiting_deposit'), text);
  const list = states.map((state) => withText(transferIn(state), text));
  return [
    ['refund: which', refund.which([held, held])],
    ['refund: nothing', refund.nothingToRefund()],
    ...list.map((one): Named => [`refund: not ${one.state}`, refund.notRefundable(one)]),
    ['refund: address', refund.askAddress(place, held)],
    ['refund: tag', refund.askTag(place, held)],
    ['refund: confirm', refund.confirm(held, refundAddress, '104729', 'beef00beef00beef')],
    ['refund: again', refund.askAgain(held)],
    ['refund: refused', refund.refused(held)],
    ['start', en.start()],
    ['help', en.help()],
    ['unknown command', en.unknownCommand()],
    ['not understood', en.notUnderstood()],
    ['private only', en.privateOnly('remit_test_bot')],
    ['something broke', en.somethingBroke()],
    ['gave up', en.gaveUp()],
    ['took too long', en.tookTooLong()],
    ['card coming', en.cardComing(awaiting)],
    ['card moved', en.cardMoved(awaiting)],
    ['quote cancelled', en.quoteClosed(awaiting, 'cancelled')],
    ['quote ended', en.quoteClosed(awaiting, 'ended')],
    ['quote replaced', en.quoteClosed(awaiting, 'replaced')],
    ['qr caption', en.qrCaption(awaiting)],
    ['not found', en.transferNotFound()],
    ['no transfers', en.transferList([])],
    ['transfers', en.transferList(list)],
    ['staff: order', staffOrder(text)],
  ];
}

/** The staff view of a transfer that has a bit of everything. */
export function staffOrder(text: string): Screen {
  return en.staff.order({
    transfer: withText(transferIn('refunding'), text),
    card: { shownVersion: 2, messageId: 41 },
    notices: [{ kind: 'failed', version: 3, state: 'accepted', attempts: 1 }],
    provider: [{ status: text, atMs: startMs }],
    nowMs: startMs,
  });
}
