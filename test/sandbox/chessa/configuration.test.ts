import { describe, expect, test } from 'vitest';
import { routes } from '../../../sandbox/chessa/countries/routes.ts';
import { checkRecipient } from '../../../sandbox/chessa/recipient-rules.ts';
import type { Institution, Rail, Route } from '../../../sandbox/chessa/route.ts';
import { type Json, startSandbox } from './support.ts';

const rails = routes.flatMap((route) =>
  route.rails.map((rail) => [`${rail.id} in ${route.currency.code}`, route, rail] as const),
);

test('eight countries, one of them in two currencies', () => {
  expect(routes.map(({ country, currency }) => `${country.code}:${currency.code}`)).toEqual([
    'NG:NGN',
    'GH:GHS',
    'KE:KES',
    'UG:UGX',
    'TZ:TZS',
    'SN:XOF',
    'ZW:USD',
    'ZW:ZWG',
    'MW:MWK',
  ]);
});

test('Nigeria has at least 25 banks, each with a code of its own', () => {
  const banks = routes[0]?.rails[0]?.institutions ?? [];
  expect(banks.length).toBeGreaterThanOrEqual(25);
  expect(new Set(banks.map(({ code }) => code)).size).toBe(banks.length);
  expect(new Set(banks.map(({ bankCode }) => bankCode)).size).toBe(banks.length);
  for (const { code } of banks) expect(code).toMatch(/^ng_[a-z0-9]+$/);
});

describe.each(rails)('%s', (_name, route, rail) => {
  const open = rail.institutions.find(({ closed }) => !closed);
  if (!open) throw new Error('a rail without an open institution');
  const complete = exampleRecipient(route, rail, open);

  test('its own examples make a recipient', () => {
    expect(checkRecipient(routes, complete).institution).toBe(open);
  });

  test('each required answer is missed, and an empty one refused', () => {
    for (const { key } of rail.fields.filter(({ required, when }) => required && !when)) {
      const { [key]: _left, ...rest } = complete;
      expect(() => checkRecipient(routes, rest)).toThrow(`${key} is required`);
      expect(() => checkRecipient(routes, { ...complete, [key]: '' })).toThrow(key);
    }
  });

  test('an answer to a question that was not asked is refused', () => {
    expect(() => checkRecipient(routes, { ...complete, shoeSize: '43' })).toThrow(
      'shoeSize should not exist',
    );
  });

  test('another spelling of the type is refused', () => {
    expect(() => checkRecipient(routes, { ...complete, type: 'Bank' })).toThrow('type must be');
  });
});

test('rules are kept where the wire shows them', () => {
  const nigerian = { type: 'bank', country: 'NG', currency: 'NGN', code: 'ng_gtb' };
  const at = (accountNumber: string) => () =>
    checkRecipient(routes, { ...nigerian, accountNumber });
  expect(at('0123456789')).not.toThrow();
  expect(at('012345678')).toThrow('accountNumber must have at least 10 characters');
  expect(at('01234567890')).toThrow('accountNumber must have at most 10 characters');
  expect(at('01234S6789')).toThrow('accountNumber must be digits');
  expect(() =>
    checkRecipient(routes, { ...nigerian, code: 'ng_bank', accountNumber: '0123456789' }),
  ).toThrow('code ng_bank is not available in NG');
});

test('answers that depend on others are judged with them', () => {
  const place = railOf('mw_bank');
  const complete = exampleRecipient(place.route, place.rail, place.institution);
  expect(() => checkRecipient(routes, { ...complete, city: 'zomba' })).toThrow('city is not');
  expect(() =>
    checkRecipient(routes, { ...complete, region: 'southern', city: 'zomba' }),
  ).not.toThrow();
  expect(() => checkRecipient(routes, { ...complete, householdSize: '21' })).toThrow('range');

  const business = railOf('zw_bank');
  const body = exampleRecipient(business.route, business.rail, business.institution);
  expect(() => checkRecipient(routes, { ...body, recipientType: 'business' })).toThrow(
    'registrationNumber is required',
  );
  expect(() => checkRecipient(routes, { ...body, recipientType: 'person' })).not.toThrow();
});

test('a closed operator takes nobody', () => {
  const { route, rail } = railOf('tz_mobile_money');
  const closed = rail.institutions.find((institution) => institution.closed);
  if (!closed) throw new Error('nobody is closed');
  expect(() => checkRecipient(routes, exampleRecipient(route, rail, closed))).toThrow('closed');
});

test('the wire names institutions as methods, as options and beside the fields', async () => {
  const client = await startSandbox();
  const { body } = await client.get('/v1/configurations');
  const method = (country: string, id: string) => methodOf(body, country, id);

  expect(method('GH', 'gh_mtn')).toMatchObject({ code: 'gh_mtn', type: 'mobile_money' });
  expect(method('NG', 'ng_bank')).toMatchObject({
    type: 'bank',
    fields: [
      { id: 'bank', label: 'Bank', type: 'select', required: true },
      {
        id: 'accountNumber',
        label: 'Account number',
        type: 'number',
        required: true,
        hint: 'NUBAN, 10 digits',
        placeholder: '0123456789',
        pattern: '^[0-9]{10}$',
        minLength: 10,
        maxLength: 10,
      },
    ],
  });
  expect(JSON.stringify(method('NG', 'ng_bank'))).toContain(
    '{"id":"ng_access","name":"Access Bank"}',
  );
  expect(method('UG', 'ug_bank')).toMatchObject({ type: 'bank_account' });
  expect(JSON.stringify(method('UG', 'ug_bank').banks)).toContain('"ug_dfcu"');
  expect(JSON.stringify(method('UG', 'ug_mobile_money'))).toContain(
    '{"code":"ug_mtn","label":"MTN Mobile Money"}',
  );
  expect(method('MW', 'mw_bank')).toHaveProperty('requirements');
  expect(method('ZW', 'zw_mukuru')).not.toHaveProperty('fields');
});

test.each([
  ['configurations', (body: Json) => body.configurations],
  ['data', (body: Json) => body.data],
  ['configuration', (body: Json) => body.configuration],
] as const)('the body can be wrapped in %s', async (configurationShape, unwrap) => {
  const client = await startSandbox({ settings: { configurationShape } });
  const { body } = await client.get('/v1/configurations');
  expect(unwrap(body)).toHaveProperty('payouts.8.country.code', 'MW');
});

test('the body can be a bare array, with broken entries and plain codes', async () => {
  const client = await startSandbox({
    settings: { configurationShape: 'array', brokenRoutes: true, placeShape: 'code' },
  });
  const { body } = await client.get('/v1/configurations');
  expect(body).toHaveLength(routes.length + 4);
  expect(body).toHaveProperty('0.country', 'NG');
  expect(body).toContain(null);
});

test('an institution that is withdrawn is gone, and refused', async () => {
  const client = await startSandbox();
  client.sandbox.configure({ withdrawn: ['ng_access'] });
  const response = await client.raw('/v1/configurations');
  expect(await response.text()).not.toContain('"ng_access"');
  const { status } = await client.post('/v1/recipients', {
    type: 'bank',
    country: 'NG',
    currency: 'NGN',
    code: 'ng_access',
    accountNumber: '0123456789',
  });
  expect(status).toBe(400);
});

test('rules and limits can change from one look to the next', async () => {
  const client = await startSandbox();
  const [nigeria] = routes;
  if (!nigeria) throw new Error('no Nigeria');
  client.sandbox.replaceRoutes([{ ...nigeria, limits: { min: 7_000, max: 8_000 } }]);
  const { body } = await client.get('/v1/configurations');
  expect(body.payouts).toHaveLength(1);
  expect(body).toHaveProperty('payouts.0.limits', { min: 7_000, max: 8_000 });
});

function exampleRecipient(
  route: Route,
  rail: Rail,
  institution: Institution,
): Record<string, string> {
  const answers = rail.fields
    .filter(({ when }) => when === undefined)
    .map(({ key, constant, example }) => [key, constant ?? example ?? '']);
  return {
    type: rail.type,
    country: route.country.code,
    currency: route.currency.code,
    code: institution.code,
    accountNumber: '263771234567',
    ...Object.fromEntries(answers),
  };
}

function railOf(id: string): { route: Route; rail: Rail; institution: Institution } {
  for (const route of routes) {
    const rail = route.rails.find((candidate) => candidate.id === id);
    const institution = rail?.institutions[0];
    if (rail && institution) return { route, rail, institution };
  }
  throw new Error(`no rail ${id}`);
}

function methodOf(body: Json, country: string, id: string): Json {
  const payouts: unknown = body.payouts;
  if (!Array.isArray(payouts)) throw new Error('no payouts');
  const methods = payouts
    .filter((route) => route.country === country || route.country.code === country)
    .flatMap((route) => route.methods);
  const found = methods.find((method) => method.id === id);
  if (!found) throw new Error(`no method ${id}`);
  return found;
}
