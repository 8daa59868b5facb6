/** Lists and single records that the provider keeps of all our customers. */
import { describe, expect, test } from 'vitest';
import { clientOf, json, startProvider } from './scripted-provider.ts';

const bankRow = {
  id: 'rec_1',
  type: 'bank_account',
  accountName: 'ADA TEST OKAFOR',
  accountNumber: '0123456789',
  bankCode: '058',
  bankName: 'Guaranty Trust Bank',
  country: 'NG',
  currency: 'NGN',
};
const walletRow = {
  id: 'rec_2',
  type: 'mobile_money',
  accountName: 'ESI TEST MENSAH',
  accountNumber: '233544444444',
  code: 'gh_mtn',
  country: 'GH',
  currency: 'GHS',
};
const nested = {
  id: 'rec_3',
  type: 'bank',
  accountName: 'TENDAI TEST BANDA',
  code: 'mw_nbs',
  institutionName: 'NBS Bank',
  isActive: false,
};

describe('recipients', () => {
  test('a list of rows in all three shapes; one without an id costs no other', async () => {
    const provider = await startProvider(json({ recipients: [bankRow, {}, walletRow, nested] }));
    const { chessa, reports } = clientOf(provider.url);
    const listed = await chessa.listRecipients({ currency: 'NGN', country: 'NG' });
    expect(listed).toMatchObject({
      ok: true,
      value: [
        {
          id: 'rec_1',
          code: '058',
          institutionName: 'Guaranty Trust Bank',
          type: 'bank_account',
          active: true,
        },
        { id: 'rec_2', code: 'gh_mtn', type: 'mobile_money', active: true },
        { id: 'rec_3', code: 'mw_nbs', institutionName: 'NBS Bank', type: 'bank', active: false },
      ],
    });
    expect(provider.asked[0]?.path).toBe('/v1/recipients?currency=NGN&country=NG');
    expect(reports).toEqual([['unreadable_row', {}]]);
  });

  test('of one user, and without anything to narrow by', async () => {
    const provider = await startProvider(json({ recipients: [] }));
    const { chessa } = clientOf(provider.url);
    expect(await chessa.listRecipients()).toEqual({ ok: true, value: [] });
    expect(await chessa.listRecipientsOfUser('user-1')).toEqual({ ok: true, value: [] });
    expect(provider.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/recipients',
      'GET /v1/recipients/user/user-1',
    ]);
  });

  test('one by its id, and put away', async () => {
    const provider = await startProvider(
      json({ recipient: bankRow }),
      json({ recipient: { ...bankRow, active: false } }),
    );
    const { chessa } = clientOf(provider.url);
    expect(await chessa.getRecipient('rec_1')).toMatchObject({ value: { active: true } });
    expect(await chessa.deactivateRecipient('rec_1')).toMatchObject({ value: { active: false } });
    expect(provider.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['GET', '/v1/recipients/rec_1', ''],
      ['POST', '/v1/recipients/rec_1/deactivate', ''],
    ]);
  });

  test('the singular path serves them too, where it is the one that answers', async () => {
    const provider = await startProvider((response, asked) =>
      (asked.path.startsWith('/v1/recipient/')
        ? json({ recipient: bankRow })
        : json({ error: 'not_found', message: `Cannot GET ${asked.path}` }, 404))(response, asked),
    );
    const found = await clientOf(provider.url).chessa.getRecipient('rec_1');
    expect(found).toMatchObject({ ok: true, value: { id: 'rec_1' } });
  });

  test('a lost answer to putting away is unknown, and not repeated', async () => {
    const provider = await startProvider(json('', 500));
    expect(await clientOf(provider.url).chessa.deactivateRecipient('rec_1')).toEqual({
      ok: false,
      failure: { kind: 'unknown' },
    });
    expect(provider.asked).toHaveLength(1);
  });
});

describe('orders', () => {
  const row = {
    id: 'order-1',
    recipientId: 'rec_1',
    status: 'processing',
    cryptoAmount: '0.05',
    cryptoAsset: 'BTC',
    fiatAmount: '5000.50',
    fiatCurrency: 'NGN',
    exchangeRate: '100010',
    createdAt: '2025-03-18T12:00:00.000Z',
    completedAt: null,
  };
  const detail = {
    id: 'order-2',
    status: 'completed',
    originAmount: '40.00000000',
    originAsset: 'USDC',
    destinationAmount: '60000.00000000',
    destinationAsset: 'NGN',
  };
  const pageOf = async (body: unknown, page = 1) => {
    const provider = await startProvider(json(body));
    const answer = await clientOf(provider.url).chessa.listOrders(page, 2);
    expect(provider.asked[0]?.path).toBe(`/v1/orders?page=${page}&pageSize=2`);
    return answer.ok ? answer.value : answer.failure;
  };

  test('rows as documented and whole orders are one model', async () => {
    const pagination = { page: 1, pageSize: 2, pages: 3, total: 5 };
    expect(await pageOf({ orders: [row, detail], pagination })).toMatchObject({
      orders: [
        {
          id: 'order-1',
          status: 'processing_payout',
          send: { amount: '0.05', currency: 'BTC' },
          receive: { amount: '5000.5', currency: 'NGN' },
        },
        { id: 'order-2', status: 'completed', send: { amount: '40', currency: 'USDC' } },
      ],
      nextPage: 2,
    });
  });

  test('the last page has none after it, and neither has a list without pages', async () => {
    const last = { page: 3, pageSize: 2, pages: 3, total: 5 };
    expect(await pageOf({ orders: [row], pagination: last }, 3)).not.toHaveProperty('nextPage');
    expect(await pageOf({ orders: [row] })).toMatchObject({ orders: [{ id: 'order-1' }] });
    expect(await pageOf({ orders: [row] })).not.toHaveProperty('nextPage');
    expect(await pageOf({ orders: [row] }, 2)).toEqual({ orders: [] });
  });

  test('where pages are not obeyed, the second brings nothing and no third is asked for', async () => {
    const pagination = { page: 1, pageSize: 10, pages: 3, total: 25 };
    expect(await pageOf({ orders: [row, detail], pagination }, 2)).toEqual({ orders: [] });
  });

  test.each([[{}], [{ orders: null }], ['<html>']])('%j is no list', async (body) => {
    expect(await pageOf(body)).toEqual({ kind: 'unavailable' });
  });

  test('"sent" is passed on once; what it answers is only that it was noted', async () => {
    const provider = await startProvider(json({ id: 'order-1', status: 'sent' }), json('', 503));
    const { chessa } = clientOf(provider.url);
    expect(await chessa.confirmSent('order-1')).toEqual({ ok: true, value: 'noted' });
    expect(await chessa.confirmSent('order-1')).toEqual({
      ok: false,
      failure: { kind: 'unknown' },
    });
    expect(provider.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/orders/order-1/confirm-sent',
      'POST /v1/orders/order-1/confirm-sent',
    ]);
  });
});

describe('our own account', () => {
  test.each([
    [
      {
        user: {
          id: 'u',
          fullName: 'TEST OPERATOR',
          email: 'operator@example.com',
          createdAt: '2025-01-24',
        },
      },
    ],
    [
      {
        userId: 'u',
        name: 'TEST OPERATOR',
        email: 'operator@example.com',
        createdAt: '2025-01-24',
      },
    ],
  ])('%j', async (body) => {
    const provider = await startProvider(json(body));
    expect(await clientOf(provider.url).chessa.getAccount()).toEqual({
      ok: true,
      value: {
        id: 'u',
        name: 'TEST OPERATOR',
        email: 'operator@example.com',
        createdAtMs: Date.UTC(2025, 0, 24),
      },
    });
    expect(provider.asked[0]?.path).toBe('/v1/users/me');
  });

  test('a case names the short id and the explorer, and has a number', async () => {
    const provider = await startProvider(json({ message: 'ok', feedback: { id: 4711 } }, 201));
    const about = {
      shortId: 'AB12CD34',
      comment: 'The money has not arrived.',
      explorerUrl: 'https://solscan.io/tx/test',
    };
    expect(await clientOf(provider.url).chessa.askSupport(about)).toEqual({
      ok: true,
      value: { caseId: '4711' },
    });
    expect(JSON.parse(provider.asked[0]?.body ?? '')).toEqual({
      type: 'order',
      comment: 'The money has not arrived.',
      metadata: { orderId: 'AB12CD34', hashUrl: 'https://solscan.io/tx/test' },
    });
  });
});
