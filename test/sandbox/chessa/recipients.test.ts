import { describe, expect, test } from 'vitest';
import { accessAccount, newRecipient, part, startSandbox } from './support.ts';

const wallet = {
  type: 'mobile_money',
  country: 'GH',
  currency: 'GHS',
  code: 'gh_mtn',
  accountNumber: '+233544444444',
  accountName: 'Somebody Else',
};

test('a recipient comes back with the name of the enquiry and without the plus', async () => {
  const client = await startSandbox();
  const { status, body } = await client.post('/v1/recipients', wallet);
  expect(status).toBe(200);
  const recipient = part(body, 'recipient');
  expect(recipient).toMatchObject({
    type: 'mobile_money',
    country: 'GH',
    currency: 'GHS',
    code: 'gh_mtn',
    accountNumber: '233544444444',
  });
  expect(recipient.accountName).toMatch(/^[A-Z]+ TEST [A-Z]+$/);
  expect(recipient.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
});

test('the name that was sent stays where the enquiry does not know better', async () => {
  const client = await startSandbox();
  const unknown = await client.post('/v1/recipients', {
    ...wallet,
    accountNumber: '+233200000999',
  });
  expect(part(unknown.body, 'recipient').accountName).toBe('Somebody Else');
  client.sandbox.configure({ nameOverride: false });
  const { body } = await client.post('/v1/recipients', wallet);
  expect(part(body, 'recipient').accountName).toBe('Somebody Else');
});

describe('where the id stands', () => {
  test('at the top', async () => {
    const client = await startSandbox({ settings: { recipientId: 'id' } });
    const { body } = await client.post('/v1/recipients', accessAccount);
    expect(body).toHaveProperty('id');
    expect(body).not.toHaveProperty('recipient');
  });

  test('as recipientId', async () => {
    const client = await startSandbox({
      settings: { recipientId: 'recipientId', actualAccountName: true },
    });
    const { body } = await client.post('/v1/recipients', accessAccount);
    expect(body).toHaveProperty('recipientId');
    expect(body).not.toHaveProperty('id');
    expect(body.actualAccountName).toBe('ADA TEST OKAFOR');
  });
});

describe('both spellings of the path', () => {
  test('both answer', async () => {
    const client = await startSandbox();
    expect((await client.post('/v1/recipients', accessAccount)).status).toBe(200);
    expect((await client.post('/v1/recipient', accessAccount)).status).toBe(200);
  });

  test.each([
    ['singular', '/v1/recipients', '/v1/recipient'],
    ['plural', '/v1/recipient', '/v1/recipients'],
  ] as const)('only the %s', async (recipientPaths, missing, answering) => {
    const client = await startSandbox({ settings: { recipientPaths } });
    const refused = await client.post(missing, accessAccount);
    expect(refused).toMatchObject({
      status: 404,
      body: { error: 'not_found', message: `Cannot POST ${missing}`, statusCode: 404 },
    });
    expect((await client.post(answering, accessAccount)).status).toBe(200);
    const check = { accountNumber: '0123456789', code: 'ng_access' };
    expect((await client.post(`${missing}/validate`, check)).status).toBe(404);
    expect((await client.post(`${answering}/validate`, check)).status).toBe(200);
    expect(client.sandbox.state().counters.recipients).toBe(1);
  });
});

test('a wrong recipient is refused in the documented envelope', async () => {
  const client = await startSandbox();
  const refusal = await client.post('/v1/recipients', { ...accessAccount, accountNumber: '123' });
  expect(refusal).toMatchObject({
    status: 400,
    body: {
      error: 'bad_request',
      message: 'accountNumber must have at least 10 characters',
      statusCode: 400,
    },
  });
  expect(Object.keys(refusal.body)).toHaveLength(3);

  client.sandbox.configure({ fieldErrors: 'list' });
  const listed = await client.post('/v1/recipients', { ...accessAccount, accountNumber: '123' });
  expect(listed.body.errors).toEqual([
    { field: 'accountNumber', message: 'must have at least 10 characters' },
  ]);
  client.sandbox.configure({ fieldErrors: 'map' });
  const mapped = await client.post('/v1/recipients', { ...accessAccount, accountNumber: '123' });
  expect(mapped.body.details).toEqual({ accountNumber: 'must have at least 10 characters' });
});

test.each([
  ['a number for a text', { ...accessAccount, accountNumber: 123456789 }],
  ['an empty text', { ...accessAccount, accountName: '' }],
  ['another country', { ...accessAccount, country: 'GH' }],
  ['another currency', { ...accessAccount, currency: 'USD' }],
  ['a list', []],
])('refused: %s', async (_what, body) => {
  const client = await startSandbox();
  expect((await client.post('/v1/recipients', body)).status).toBe(400);
  expect(client.sandbox.state().counters.recipients).toBe(0);
});

test('lists, looks and goodbyes', async () => {
  const client = await startSandbox();
  const bank = await newRecipient(client);
  const mobile = await newRecipient(client, wallet);

  const { body } = await client.get('/v1/recipients');
  expect(body).toMatchObject({
    recipients: [
      { id: bank, type: 'bank_account', bankCode: '044', bankName: 'Access Bank' },
      { id: mobile, type: 'mobile_money', code: 'gh_mtn' },
    ],
  });
  expect(body).not.toHaveProperty('recipients.0.code');
  expect(body).not.toHaveProperty('pagination');
  expect((await client.get('/v1/recipients?country=GH&currency=GHS')).body.recipients).toHaveLength(
    1,
  );
  expect((await client.get(`/v1/recipients/${bank}`)).body).toHaveProperty('recipient.id', bank);

  const me = part((await client.get('/v1/users/me')).body, 'user');
  expect((await client.get(`/v1/recipients/user/${me.id}`)).body.recipients).toHaveLength(2);
  expect((await client.get('/v1/recipients/user/nobody')).body.recipients).toEqual([]);

  const gone = await client.post(`/v1/recipients/${bank}/deactivate`);
  expect(gone.body).toMatchObject({ recipient: { id: bank, active: false } });
  expect((await client.get('/v1/recipients')).body.recipients).toHaveLength(1);
  const order = await client.post('/v1/orders', {
    recipientId: bank,
    originAsset: 'USDC',
    originAmount: 50,
    destinationAsset: 'NGN',
    chain: 'Solana',
  });
  expect(order).toMatchObject({ status: 400, body: { message: 'Recipient is not active' } });
  expect((await client.get('/v1/recipients/nobody')).body).toEqual({
    error: 'not_found',
    message: 'Recipient not found',
    statusCode: 404,
  });
});

test('list rows can have the shape of create', async () => {
  const client = await startSandbox({ settings: { recipientListShape: 'created' } });
  await newRecipient(client);
  expect((await client.get('/v1/recipients')).body).toMatchObject({
    recipients: [{ type: 'bank', code: 'ng_access' }],
  });
});

describe('whose account is it', () => {
  const ask = { accountNumber: '0123456789', code: 'ng_access' };

  test.each([
    ['nested', { validation: { valid: true, accountName: 'ADA TEST OKAFOR' } }],
    ['name', { name: 'ADA TEST OKAFOR' }],
  ] as const)('%s', async (validateShape, expected) => {
    const client = await startSandbox({ settings: { validateShape } });
    expect((await client.post('/v1/recipients/validate', ask)).body).toEqual(expected);
  });

  test('the same number has the same owner, another bank another one', async () => {
    const client = await startSandbox();
    const nameAt = async (code: string) =>
      (await client.post('/v1/recipients/validate', { accountNumber: '3141592653', code })).body
        .accountName;
    expect(await nameAt('ng_gtb')).toBe(await nameAt('ng_gtb'));
    const names = await Promise.all(['ng_gtb', 'ng_uba', 'ng_wema', 'ng_zenith'].map(nameAt));
    expect(new Set(names).size).toBeGreaterThan(1);
  });

  test('zeros belong to nobody', async () => {
    const client = await startSandbox();
    const zeros = { accountNumber: '0000000000', code: 'ng_access' };
    const said = await client.post('/v1/recipients/validate', zeros);
    expect(said).toMatchObject({ status: 200, body: { valid: false, accountName: '' } });
    client.sandbox.configure({ unknownAccount: 'status_404' });
    expect((await client.post('/v1/recipients/validate', zeros)).status).toBe(404);
    client.sandbox.configure({ unknownAccount: 'status_400' });
    expect((await client.post('/v1/recipients/validate', zeros)).status).toBe(400);
  });

  test('some numbers cannot be checked', async () => {
    const client = await startSandbox();
    const check = { accountNumber: '0123456999', code: 'ng_access' };
    const { status, body } = await client.post('/v1/recipients/validate', check);
    expect([status, body.statusCode]).toEqual([503, 503]);
  });

  test('where names are not known, a number is only well formed', async () => {
    const client = await startSandbox();
    const check = { accountNumber: '1234567890', code: 'zw_cbz' };
    const { body } = await client.post('/v1/recipients/validate', check);
    expect(body).toMatchObject({ valid: true, accountName: '' });
  });

  test.each([
    ['an unknown code', { ...ask, code: 'ng_nowhere' }],
    ['a wrong length', { ...ask, accountNumber: '12' }],
    ['one field too many', { ...ask, country: 'NG' }],
    ['one too few', { code: 'ng_access' }],
  ])('refused: %s', async (_what, body) => {
    const client = await startSandbox();
    expect((await client.post('/v1/recipients/validate', body)).status).toBe(400);
  });
});
