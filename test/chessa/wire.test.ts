/** Answers in every shape that the provider may choose, as domain values. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldOrderStatus, foldRefundStatus } from '../../src/chessa/status.ts';
import { readOrder, readRate } from '../../src/chessa/wire-order.ts';
import { readAccountCheck, readRecipient } from '../../src/chessa/wire-recipient.ts';
import { readRefund } from '../../src/chessa/wire-refund.ts';
import { readLink, readTime } from '../../src/chessa/wire-values.ts';
import { sameDecimal } from '../../src/domain/money.ts';
import { example } from './scripted-provider.ts';
import { readHistory, readJson } from './wholly.ts';

const nobody = () => undefined;
const orderOf = (body: unknown) => readOrder(body, nobody);

describe('orders', () => {
  test.each([
    ['in "order"', { order: { id: 'o', status: 'created' } }],
    ['bare', { id: 'o', status: 'created' }],
    ['in "data"', { data: { id: 'o', status: 'created' } }],
    ['in "data.order"', { data: { order: { id: 'o', status: 'created' } } }],
    ['with the status beside the order', { status: 'CREATED', order: { id: 'o' } }],
    ['with "state"', { order: { id: 'o', state: ' Created ' } }],
    ['with "currentStatus"', { order: { id: 'o', currentStatus: 'created' } }],
    ['in an envelope that succeeded', { status: 'success', order: { id: 'o', status: 'created' } }],
  ])('%s', (_name, body) => {
    expect(orderOf(body)).toMatchObject({ id: 'o', status: 'created', deposits: [] });
  });

  test('an envelope that succeeded is no order that was paid', () => {
    expect(orderOf({ status: 'success', order: { id: 'o' } })?.status).toBe('unknown');
    expect(readHistory({ status: 'success', history: [] }, nobody)).toBeUndefined();
  });

  test('the names of a list row', () => {
    const row = {
      id: 'ord_1',
      status: 'processing',
      cryptoAmount: '0.05',
      cryptoAsset: 'BTC',
      fiatAmount: 5000.5,
      fiatCurrency: 'NGN',
      recipientId: 'rec_1',
    };
    expect(orderOf(readJson(JSON.stringify(row))?.value)).toMatchObject({
      status: 'processing_payout',
      send: { amount: '0.05', currency: 'BTC' },
      receive: { amount: '5000.5', currency: 'NGN' },
      recipientId: 'rec_1',
    });
  });

  test('coins, currencies and countries in any case (C07)', () => {
    const order = orderOf({
      id: 'o',
      originAsset: 'usdc',
      originAmount: '1',
      destinationAsset: 'Ngn',
      destinationAmount: '2',
      destinationCountry: 'ng',
      feeAmount: '0.1',
      feeCurrency: 'Usdc',
      cryptoDeposit: { id: 'd', amount: '1', asset: 'usdc' },
      refund: { id: 'r', amount: '1', asset: 'usdc' },
      recipient: { id: 'p', country: 'ng', currency: 'ngn' },
    });
    expect(order).toMatchObject({
      send: { currency: 'USDC' },
      receive: { currency: 'NGN' },
      country: 'NG',
      fee: { currency: 'USDC' },
      deposits: [{ asset: 'USDC' }],
      refund: { asset: 'USDC' },
      recipient: { country: 'NG', currency: 'NGN' },
    });
  });

  test('a quote: null and empty are absent', () => {
    const quote = {
      id: 'o',
      status: 'created',
      cryptoAddress: null,
      cryptoAddressTag: '',
      cryptoDepositId: null,
      refund: null,
      refundAddress: null,
    };
    expect(orderOf({ order: quote })).toMatchObject({
      address: undefined,
      tag: undefined,
      deposits: [],
      refund: undefined,
      send: undefined,
    });
  });

  test('an amount without its currency is no amount', () => {
    expect(orderOf({ id: 'o', originAmount: '5', destinationAsset: 'NGN' })).toMatchObject({
      send: undefined,
      receive: undefined,
    });
  });

  test('amounts as numbers keep every digit', () => {
    const text =
      '{"order":{"id":"o","originAmount":9007199254740993.123456789012345678,"originAsset":"USDC","feeAmount":1e-7,"feeCurrency":"USDC"}}';
    expect(orderOf(readJson(text)?.value)).toMatchObject({
      send: { amount: '9007199254740993.123456789012345678' },
      fee: { amount: '0.0000001' },
    });
  });

  test('one deposit, several, or only an id', () => {
    const deposits = (more: object) =>
      orderOf({ id: 'o', ...more })?.deposits.map(({ id, amount }) => [id, amount]);
    expect(deposits({ cryptoDeposit: { id: 'a', amount: '1.50000000' } })).toEqual([['a', '1.5']]);
    expect(deposits({ cryptoDeposit: [{ id: 'a' }, {}, null, { id: 'b', amount: 'x' }] })).toEqual([
      ['a', undefined],
      ['b', undefined],
    ]);
    expect(deposits({ cryptoDeposit: null, cryptoDepositId: 'c' })).toEqual([['c', undefined]]);
    const twice = { cryptoDeposit: { id: 'a', amount: '1' }, cryptoDeposits: [{ id: 'a' }] };
    expect(deposits(twice)).toEqual([['a', '1']]);
    expect(deposits({ cryptoDeposit: { amount: '1' }, cryptoDepositId: 'c' })).toEqual([
      ['c', '1'],
    ]);
  });

  test.each([
    [{ amount: '0' }, 0],
    [{ amount: '0.00000000', status: 'pending' }, 0],
    [{ amount: '-1' }, 0],
    [{ amount: '1', status: 'Failed' }, 0],
    [{ status: 'reverted' }, 0],
    [{ amount: '1', status: 'rejected' }, 1],
    [{ amount: '1', status: 'held_for_checks' }, 1],
    [{ status: 'pending' }, 1],
    [{ amount: '0.00000001', status: 'completed' }, 1],
  ])('a deposit of nothing is none, and one that may be money is one: %j', (told, count) => {
    const order = { id: 'o', cryptoDepositId: 'a', cryptoDeposit: { id: 'a', ...told } };
    expect(orderOf(order)?.deposits).toHaveLength(count);
    const { deposits = [] } =
      orderOf({ ...order, cryptoDeposits: [{ id: 'b', amount: '2' }] }) ?? {};
    expect(deposits.map(({ id }) => id)).toEqual(count === 0 ? ['b'] : ['a', 'b']);
  });

  test('a refund of its own, and the address beside it', () => {
    const refundOf = (more: object) => orderOf({ id: 'o', ...more })?.refund;
    expect(refundOf({ refundAddress: 'T1' })).toEqual({ status: 'unknown', address: 'T1' });
    expect(
      refundOf({
        refundAddress: 'T1',
        refund: { id: 'r', status: 'Completed', amount: '2.0', asset: 'USDT', hash: 'h' },
      }),
    ).toMatchObject({
      id: 'r',
      status: 'completed',
      rawStatus: 'Completed',
      address: 'T1',
      amount: '2',
      asset: 'USDT',
      hash: 'h',
    });
  });

  test.each([
    [{}],
    [null],
    ['text'],
    [[]],
    [{ order: { id: '' } }],
    [{ order: { id: '..' } }],
    [{ id: 'a\ud800' }],
    [{ id: 'a b' }],
    [{ id: 'x'.repeat(201) }],
  ])('%j is no order', (body) => expect(orderOf(body)).toBeUndefined());

  test('wrong types everywhere cost the value, not the order', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('', ' ', null, '-1', '1e999', 'NaN'));
    const keys = Object.keys((example('order-detail') as { order: object }).order);
    fc.assert(
      fc.property(fc.constantFrom(...keys.filter((key) => key !== 'id')), value, (key, wrong) => {
        const { order } = structuredClone(example('order-detail')) as {
          order: Record<string, unknown>;
        };
        order[key] = wrong;
        expect(orderOf({ order })?.id).toBe(order.id);
      }),
    );
  });
});

describe('statuses (C07)', () => {
  test.each([
    ['Failed', 'failed'],
    ['failure', 'failed'],
    ['REJECTED', 'failed'],
    ['paid', 'completed'],
    ['Complete', 'completed'],
    ['success', 'completed'],
    ['successful', 'completed'],
    ['settled', 'completed'],
    ['canceled', 'cancelled'],
    ['Cancelled', 'cancelled'],
    ['underfunded', 'underpaid'],
    ['UnderPaid', 'underpaid'],
    ['waiting-for-funding', 'waiting_for_funding'],
    ['Waiting For Confirmations', 'waiting_for_confirmations'],
    ['waitingForFunding', 'waiting_for_funding'],
    ['processing', 'processing_payout'],
    ['sent', 'waiting_for_funding'],
    ['on_hold', 'unknown'],
    ['refund_pending', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (word, status) => {
    expect(foldOrderStatus(word)).toBe(status);
  });

  test('of refunds', () => {
    expect(['pending', 'Processing', 'refunded', 'FAILED', 'sent'].map(foldRefundStatus)).toEqual([
      'pending',
      'pending',
      'completed',
      'failed',
      'unknown',
    ]);
  });

  test('an unknown one stays open, is kept as it was said, and is reported without its digits', () => {
    const told: unknown[] = [];
    const order = readOrder({ id: 'o', status: 'Compliance Review 4711' }, (...report) =>
      told.push(report),
    );
    expect(order).toMatchObject({ status: 'unknown', rawStatus: 'Compliance Review 4711' });
    expect(told).toEqual([['unknown_order_status', { status: 'compliance_review_' }]]);
  });
});

describe('histories', () => {
  const step = (status: string, timestamp: unknown, checked?: unknown) => ({
    status,
    timestamp,
    checked,
  });

  test('sorted, merged, without what has not been reached', () => {
    const history = readHistory(
      {
        currentStatus: 'Funds-Received',
        history: [
          step('funds_received', '2025-03-18T06:10:13Z', true),
          step('created', '2025-03-18T06:09:17Z'),
          step('Created', '2025-03-18 06:09:17'),
          step('completed', null, false),
          step('processing_payout', '2025-03-18T06:20:00Z', false),
          step('waiting_for_funding', 'soon'),
          null,
        ],
      },
      nobody,
    );
    expect(history?.current).toBe('funds_received');
    expect(history?.steps.map(({ status, atMs }) => [status, atMs])).toEqual([
      ['created', Date.UTC(2025, 2, 18, 6, 9, 17)],
      ['funds_received', Date.UTC(2025, 2, 18, 6, 10, 13)],
    ]);
  });

  test('the order’s own status stands in for a history', () => {
    expect(readHistory({ order: { id: 'o', status: 'completed' } }, nobody)).toEqual({
      current: 'completed',
      steps: [],
    });
    expect(readHistory({}, nobody)).toBeUndefined();
  });
});

describe('refunds', () => {
  test.each([
    ['flat', { refundId: 'r', status: 'pending', refundAddress: 'T1' }],
    ['in "refund"', { refund: { id: 'r', status: 'pending', address: 'T1' } }],
    ['in "data"', { data: { refundId: 'r', status: 'pending', address: 'T1' } }],
    [
      'in an order',
      { order: { id: 'o', refundAddress: 'T1', refund: { id: 'r', status: 'pending' } } },
    ],
  ])('%s', (_name, body) => {
    expect(readRefund(body, nobody)).toMatchObject({ id: 'r', status: 'pending', address: 'T1' });
  });

  test.each([[{}], [{ status: 'pending' }], [{ order: { id: 'o' } }], [[]], [null]])(
    '%j names no refund',
    (body) => {
      expect(readRefund(body, nobody)).toBeUndefined();
    },
  );
});

describe('recipients', () => {
  test.each([
    ['recipient.id', { recipient: { id: 'r' }, recipientId: 'other' }],
    ['id', { id: 'r', recipientId: 'other' }],
    ['recipientId', { recipientId: 'r' }],
    [
      'recipientId beside a recipient without id',
      { recipientId: 'r', recipient: { accountName: 'ADA TEST' } },
    ],
    ['data.recipient.id', { data: { recipient: { id: 'r' } } }],
  ])('id from %s', (_name, body) => {
    expect(readRecipient(body)?.id).toBe('r');
  });

  test('bank rows and stored ones; the name that the bank has comes first', () => {
    const row = {
      id: 'r',
      accountName: 'ada',
      bankCode: '058',
      bankName: 'Test Bank',
      country: { code: 'NG' },
      currency: 'NGN',
    };
    expect(readRecipient({ recipient: row, actualAccountName: 'ADA TEST OKAFOR' })).toEqual({
      id: 'r',
      accountName: 'ADA TEST OKAFOR',
      accountNumber: undefined,
      code: '058',
      institutionName: 'Test Bank',
      country: 'NG',
      currency: 'NGN',
    });
    expect(readRecipient({ recipient: { accountName: 'x' } })).toBeUndefined();
  });
});

describe('account checks', () => {
  const found = { kind: 'found', accountName: 'ADA TEST OKAFOR' };
  test.each([
    [{ valid: true, accountName: 'ADA TEST OKAFOR', name: 'other' }, found],
    [{ validation: { accountName: 'ADA TEST OKAFOR' } }, found],
    [{ name: 'ADA TEST OKAFOR' }, found],
    [{ data: { accountName: 'ADA TEST OKAFOR' } }, found],
    [{ valid: 'true', accountName: '' }, { kind: 'valid_without_name' }],
    [{ validation: { valid: true } }, { kind: 'valid_without_name' }],
    [{ valid: false, accountName: 'ADA TEST OKAFOR' }, { kind: 'not_recognised' }],
    [{ validation: { valid: false } }, { kind: 'not_recognised' }],
    [{ accountName: null }, { kind: 'not_recognised' }],
    [{}, undefined],
    [{ message: 'ok' }, undefined],
    [null, undefined],
  ])('%j', (body, check) => {
    expect(readAccountCheck(body)).toEqual(check);
  });
});

test.each([
  ['{"rate":{"from":"BTC","to":"USDC","rate":97123.45000000001}}', '97123.45000000001'],
  ['{"rate":1550.5}', '1550.5'],
  ['{"price":"0.99750"}', '0.9975'],
  ['{"rate":null,"price":3}', '3'],
  ['{"rate":0}', undefined],
  ['{"rate":-1}', undefined],
  ['{"rate":"Infinity"}', undefined],
  ['{"rate":{}}', undefined],
  ['[]', undefined],
])('the rate in %s', (text, rate) => {
  expect(readRate(readJson(text)?.value)).toBe(rate);
});

describe('times (T46)', () => {
  const noon = Date.UTC(2025, 2, 18, 12, 0, 0);
  test.each([
    ['2025-03-18T12:00:00.000Z', noon],
    ['2025-03-18T12:00:00', noon],
    ['2025-03-18 12:00', noon],
    ['2025-03-18T14:00:00+02:00', noon],
    ['2025-03-18T06:30:00-0530', noon],
    ['2025-03-18T12:00:00.123456789Z', noon + 123],
    ['2025-03-18', Date.UTC(2025, 2, 18)],
    [String(noon), noon],
    [String(noon / 1000), noon],
    [`${noon / 1000}.5`, noon + 500],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2025-02-29T00:00:00Z', undefined],
    ['2025-13-01', undefined],
    ['2025-03-18T25:00:00Z', undefined],
    ['9999-01-01T00:00:00Z', undefined],
    ['0', undefined],
    ['-1', undefined],
    ['1e99', undefined],
    ['999999999999999999999', undefined],
    ['tomorrow', undefined],
  ])('%s', (text, ms) => {
    expect(readTime(text)).toBe(ms);
  });

  test('agrees with the platform on every instant it writes', () => {
    const ms = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) - 1 });
    fc.assert(
      fc.property(ms, (instant) => {
        expect(readTime(new Date(instant).toISOString())).toBe(instant);
        expect(readTime(String(instant))).toBe(instant);
      }),
    );
  });
});

describe('links', () => {
  test.each(['https://solscan.io/tx/abc', 'https://tronscan.org/#/transaction/abc'])(
    '%s may be a button',
    (url) => {
      expect(readLink(url)).toBe(url);
    },
  );

  test.each([
    'http://solscan.io/tx/a',
    'javascript:alert(1)',
    'https://user:pass@solscan.io/',
    'https://solscan.io:8443/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost/',
    'https://explorer.internal/',
    'https://sоlscan.io/',
    'https://2130706433/',
    'tg://resolve?domain=x',
    'solscan.io/tx/a',
    '//solscan.io',
    'https://solscan.io@evil.example.com/',
    `https://solscan.io/${'a'.repeat(600)}`,
  ])('%s may not', (url) => {
    expect(readLink(url)).toBeUndefined();
  });
});

describe('JSON', () => {
  test('hostile keys change no prototype', () => {
    const body = readJson(
      '{"__proto__":{"id":"stolen"},"constructor":{"id":"x"},"order":{"__proto__":{"status":"completed"},"id":"o"}}',
    );
    expect(orderOf(body?.value)).toMatchObject({ id: 'o', status: 'unknown' });
    expect(Reflect.get({}, 'id')).toBeUndefined();
  });

  test.each([
    '',
    '{',
    '{"a":1,"a":2}',
    '[1,]',
    'NaN',
    '{"a":01}',
    `${'['.repeat(65)}${']'.repeat(65)}`,
    '{"a":"\u0001"}',
  ])('%j is not read', (text) => {
    expect(readJson(text)).toBeUndefined();
  });

  test('brackets inside texts do not count as depth', () => {
    const text = JSON.stringify({ a: `${'['.repeat(500)}"\\${'{'.repeat(500)}` });
    expect(readJson(text)?.value).toEqual(JSON.parse(text));
  });

  test('reads what the platform writes; numbers keep their value', () => {
    const body = fc
      .jsonValue({ maxDepth: 5 })
      .filter((value) => !JSON.stringify(value).includes('__proto__'));
    const sameAs = (read: unknown, value: unknown): boolean => {
      if (typeof value === 'number')
        return typeof read === 'string' && Number(read) === Number(String(value));
      if (Array.isArray(value))
        return Array.isArray(read) && value.every((one, index) => sameAs(read[index], one));
      if (typeof value === 'object' && value !== null) {
        return Object.entries(value).every(([key, one]) =>
          sameAs(Reflect.get(read as object, key), one),
        );
      }
      return read === value;
    };
    fc.assert(fc.property(body, (value) => sameAs(readJson(JSON.stringify(value))?.value, value)));
  });

  test('an amount is the same however it is padded or written', () => {
    const digits = fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 24n }),
      fc.integer({ min: 0, max: 18 }),
    );
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 8 }), ([whole, places], padding) => {
        const text = whole.toString().padStart(places + 1, '0');
        const plain = places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text;
        const padded = plain.includes('.') ? plain + '0'.repeat(padding) : plain;
        const read = (amount: string) =>
          orderOf(readJson(`{"id":"o","originAsset":"USDC","originAmount":${amount}}`)?.value)?.send
            ?.amount ?? '';
        const number = read(padded.replace(/^0+(?=\d)/, ''));
        expect(number).toBe(read(JSON.stringify(padded)));
        expect(sameDecimal(number, plain)).toBe(true);
      }),
    );
  });
});
