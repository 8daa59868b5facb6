/** The configuration in every shape that is thought possible, as corridors. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Configuration, Institution } from '../../src/domain/corridor.ts';
import type { Field } from '../../src/domain/field.ts';
import { readConfiguration, readJson } from './wholly.ts';

function read(body: unknown) {
  const reports: [event: string, about: Readonly<Record<string, string>>][] = [];
  const parsed = readJson(JSON.stringify(body));
  const result = readConfiguration(parsed?.value, (event, about) => reports.push([event, about]));
  return { result, reports };
}

function corridorsOf(body: unknown): Configuration['corridors'] {
  const { result } = read(body);
  if (!result.ok) throw new Error(`refused: ${result.failure.kind}`);
  return result.value.corridors;
}

const nigeria = (methods: unknown, more: object = {}) => ({
  country: { code: 'NG', name: 'Nigeria' },
  currency: { code: 'NGN' },
  methods,
  ...more,
});

const institutionsOf = (methods: unknown, more: object = {}): readonly Institution[] =>
  corridorsOf({ payouts: [nigeria(methods, more)] }).flatMap(({ ways }) =>
    ways.flatMap(({ institutions }) => institutions),
  );

function fieldOf(rules: Record<string, unknown>): Field | undefined {
  const fields = [{ id: 'accountNumber' }, { id: 'accountName' }, { id: 'tested', ...rules }];
  const method = { id: 'ng_9psb', type: 'bank', fields };
  return institutionsOf([method])[0]?.fields.find(({ key }) => key === 'tested');
}

const numberAndName = [{ id: 'accountNumber', label: 'Account number' }, { id: 'accountName' }];
const banks = [
  { id: 'ng_9psb', name: '9 Payment Service Bank' },
  { id: 'ng_zenith', name: 'Zenith Bank' },
];

describe('two readings of one configuration', () => {
  const expected = [
    ['ng_9psb', '9 Payment Service Bank', 'bank'],
    ['ng_zenith', 'Zenith Bank', 'bank'],
  ];
  const readings: [name: string, methods: unknown[]][] = [
    [
      'a method each',
      banks.map((bank) => ({ ...bank, code: bank.id, type: 'bank', fields: numberAndName })),
    ],
    ...['code', 'institution', 'institutionCode', 'bank', 'bankCode', 'provider', 'network'].map(
      (id): [string, unknown[]] => [
        `options of a field "${id}"`,
        [
          {
            id: 'bank',
            type: 'bank',
            fields: [{ id, type: 'select', options: banks }, ...numberAndName],
          },
        ],
      ],
    ),
    ...['institutions', 'banks', 'providers', 'networks'].map((key): [string, unknown[]] => [
      `a list "${key}" beside the fields`,
      [{ id: 'bank', code: 'bank', type: 'bank', fields: numberAndName, [key]: banks }],
    ]),
    [
      'a field whose options are in a list beside it',
      [
        {
          id: 'bank',
          type: 'bank',
          fields: [{ id: 'bankCode', type: 'select', optionsFrom: 'list' }, ...numberAndName],
          list: banks.map(({ id, name }) => ({ code: id, label: { fr: 'x', en: name } })),
        },
      ],
    ],
  ];

  test.each(readings)('%s', (_name, methods) => {
    const institutions = institutionsOf(methods);
    expect(institutions.map(({ code, name, type }) => [code, name, type])).toEqual(expected);
    for (const { fields } of institutions) {
      expect(fields.map(({ key }) => key)).toEqual(['accountNumber', 'accountName']);
    }
  });

  test('without institutions the method’s code goes out, else its id', () => {
    expect(institutionsOf([{ code: 'a_code', id: 'a_id', type: 'bank' }])[0]?.code).toBe('a_code');
    expect(institutionsOf([{ id: 'a_id', type: 'bank' }])[0]?.code).toBe('a_id');
    expect(read({ payouts: [nigeria([{ type: 'bank' }])] }).result.ok).toBe(false);
  });
});

test.each([
  ['payouts', (list: unknown) => ({ payouts: list })],
  ['configurations.payouts', (list: unknown) => ({ configurations: { payouts: list } })],
  ['data.payouts', (list: unknown) => ({ data: { payouts: list } })],
  ['configuration.payouts', (list: unknown) => ({ configuration: { payouts: list } })],
  ['a bare list', (list: unknown) => list],
])('the root %s', (_name, wrap) => {
  const [corridor] = corridorsOf(wrap([nigeria([{ id: 'ng_9psb', type: 'bank' }])]));
  expect(corridor).toMatchObject({ key: 'NG:NGN', country: { code: 'NG', name: 'Nigeria' } });
});

test('places as plain text: upper case, and a name where there is none', () => {
  const [corridor] = corridorsOf([
    { country: 'gh', currency: 'ghs', methods: [{ id: 'gh_mtn', type: 'mobileMoney' }] },
  ]);
  expect(corridor).toMatchObject({
    key: 'GH:GHS',
    country: { code: 'GH', name: 'Ghana' },
    currency: 'GHS',
    ways: [{ kind: 'mobile_money', institutions: [{ code: 'gh_mtn', type: 'mobileMoney' }] }],
  });
});

test('ways are folded from every spelling of a type, and each keeps its own word', () => {
  const types = ['bank', 'bank_account', 'Mobile-Money', 'mobileMoney', 'cash_pickup'];
  const [corridor] = corridorsOf([nigeria(types.map((type) => ({ id: `ng_${type}`, type })))]);
  const told = corridor?.ways.map(({ kind, institutions }) => [
    kind,
    institutions.map(({ type }) => type),
  ]);
  expect(told).toEqual([
    ['bank', ['bank', 'bank_account']],
    ['mobile_money', ['Mobile-Money', 'mobileMoney']],
    ['other', ['cash_pickup']],
  ]);
});

test('a way has the label of its one rail', () => {
  const rail = { id: 'bank', name: 'Bank transfer', type: 'bank', banks };
  expect(corridorsOf([nigeria([rail])])[0]?.ways[0]?.label).toBe('Bank transfer');
});

test('a method without fields asks for number and name; a phone for mobile money', () => {
  const [bank] = institutionsOf([{ id: 'ng_9psb', type: 'bank' }]);
  expect(bank?.fields.map(({ key, kind, required }) => [key, kind, required])).toEqual([
    ['accountNumber', 'text', true],
    ['accountName', 'text', true],
  ]);
  const [wallet] = institutionsOf([{ id: 'gh_mtn', type: 'mobile_money', fields: [] }]);
  expect(wallet?.fields[0]).toMatchObject({ key: 'accountNumber', kind: 'phone' });
});

test('several currencies of one country are several corridors; routes of one are one', () => {
  const route = (currency: string, id: string, max?: number) => ({
    country: 'ZW',
    currency,
    limits: { min: 2, max },
    methods: [{ id, type: 'mobile_money' }],
  });
  const corridors = corridorsOf([
    route('USD', 'zw_ecocash', 10_000),
    route('ZWG', 'zw_ecocash'),
    route('USD', 'zw_onemoney', 500),
  ]);
  expect(corridors.map(({ key }) => key)).toEqual(['ZW:USD', 'ZW:ZWG']);
  expect(corridors[0]?.limits).toBeUndefined();
  expect(corridors[0]?.ways[0]?.institutions.map(({ code, limits }) => [code, limits])).toEqual([
    ['zw_ecocash', { min: '2', max: '10000', currency: 'USD' }],
    ['zw_onemoney', { min: '2', max: '500', currency: 'USD' }],
  ]);
});

describe('limits', () => {
  const limitsOf = (limits: unknown) =>
    corridorsOf([nigeria([{ id: 'x', type: 'bank' }], { limits })])[0]?.limits;

  test('numbers and texts, in the destination’s currency or their own', () => {
    expect(limitsOf({ min: 2, max: 10000 })).toEqual({ min: '2', max: '10000', currency: 'NGN' });
    expect(limitsOf({ minAmount: '1,500.50' })).toEqual({ min: '1500.5', currency: 'NGN' });
    expect(limitsOf({ min: 1, currency: { code: 'usd' } })).toEqual({ min: '1', currency: 'USD' });
  });

  test.each([
    [{ min: 0, max: null }],
    [{ min: -5, max: 'none' }],
    [{ min: 'NaN', max: '' }],
    [null],
    ['x'],
    [[]],
    [{ min: 9, max: 3 }],
  ])('%j is no limit', (limits) => expect(limitsOf(limits)).toBeUndefined());

  test('the tightest of route, method and option wins, within one currency', () => {
    const [first, second] = institutionsOf(
      [
        {
          id: 'bank',
          type: 'bank',
          limits: { min: 50, max: 5000 },
          banks: [{ id: 'a', limits: { min: 10, max: 900 } }, { id: 'b' }],
        },
      ],
      { limits: { min: 20, max: 1000 } },
    );
    expect(first?.limits).toEqual({ min: '50', max: '900', currency: 'NGN' });
    expect(second?.limits).toEqual({ min: '50', max: '1000', currency: 'NGN' });
  });

  test('limits in another currency stand beside those in the destination’s, and hide none', () => {
    const rail = {
      id: 'bank',
      type: 'bank',
      limits: { min: 50, max: 5000 },
      banks: [{ id: 'a', limits: { min: '1', max: 9000, currency: 'USD' } }],
    };
    const usd = { min: 2, currency: 'USD' };
    const ngn = { min: 20, max: 1000 };
    const both = [
      { limits: { min: '50', max: '1000', currency: 'NGN' } },
      { limits: { min: '50', max: '5000', currency: 'NGN' } },
    ];
    expect(institutionsOf([rail], { limits: ngn })[0]).toMatchObject({
      ...both[0],
      otherLimits: { min: '1', max: '9000', currency: 'USD' },
    });
    expect(institutionsOf([rail], { limits: usd })[0]).toMatchObject({
      ...both[1],
      otherLimits: { min: '2', max: '9000', currency: 'USD' },
    });
    const routes = [nigeria([rail], { limits: ngn }), nigeria([{ ...rail, banks: [{ id: 'b' }] }])];
    const [first, second] = corridorsOf(routes)[0]?.ways[0]?.institutions ?? [];
    expect(first).toMatchObject({ ...both[0], otherLimits: { currency: 'USD' } });
    expect(second).toMatchObject(both[1] ?? {});
    expect(second).not.toHaveProperty('otherLimits');
  });

  test('of a list, the one in the destination’s currency counts', () => {
    const list = [
      { min: 1, currency: 'USD' },
      { min: '700', currency: { code: 'ngn' } },
    ];
    expect(limitsOf(list)).toEqual({ min: '700', currency: 'NGN' });
    expect(limitsOf(list.slice(0, 1))).toEqual({ min: '1', currency: 'USD' });
  });
});

describe('fields', () => {
  test('required in every spelling; silence means required', () => {
    const required = (rules: object) => fieldOf({ ...rules })?.required;
    expect(required({})).toBe(true);
    for (const no of [
      { required: false },
      { isRequired: false },
      { is_required: 'false' },
      { mandatory: 0 },
      { optional: true },
    ]) {
      expect(required(no)).toBe(false);
    }
    expect(required({ optional: false })).toBe(true);
    expect(required({ required: true, dependsOn: { field: 'x', value: 'y' } })).toBe(false);
  });

  test('kinds', () => {
    const kind = (type: unknown) => fieldOf({ type })?.kind;
    expect(
      ['text', 'number', 'tel', 'Phone_Number', 'email', 'date', 'hologram', 7].map(kind),
    ).toEqual(['text', 'digits', 'phone', 'phone', 'email', 'date', 'text', 'text']);
    expect(fieldOf({ type: 'select' })?.kind).toBe('text');
  });

  test('options: texts, objects with any id and name, a map; closed and repeated ones are left out', () => {
    const options = (list: unknown, key = 'options') => fieldOf({ [key]: list })?.options;
    const wanted = [
      { value: 'a', label: 'Anna' },
      { value: 'b', label: 'b' },
    ];
    expect(options([{ id: 'a', name: 'Anna' }, 'b', { id: 'a', name: 'Again' }])).toEqual(wanted);
    expect(
      options(
        [{ key: 'a', label: 'Anna' }, { code: 'b' }, { id: 'c', status: 'CLOSED' }],
        'valuesAllowed',
      ),
    ).toEqual(wanted);
    expect(options({ a: 'Anna', b: 'b' }, 'values')).toEqual(wanted);
    expect(fieldOf({ options: ['x'] })?.kind).toBe('choice');
  });

  test('labels, hints and examples, plain or by language', () => {
    expect(
      fieldOf({
        label: { fr: 'Compte', en: 'Account' },
        help_text: 'Ten digits',
        placeholder: '0123456789',
      }),
    ).toMatchObject({
      label: 'Account',
      hint: 'Ten digits',
      example: '0123456789',
    });
    expect(fieldOf({ name: 'Named' })?.label).toBe('Named');
    expect(fieldOf({ placeholder: 'Your number' })).toMatchObject({
      label: 'Tested',
      hint: 'Your number',
    });
  });

  test('lengths as numbers, texts, both at once; contradictions count for nothing', () => {
    expect(fieldOf({ minLength: 3, maxLength: '12' })).toMatchObject({
      minLength: 3,
      maxLength: 12,
    });
    expect(fieldOf({ length: '10' })).toMatchObject({ minLength: 10, maxLength: 10 });
    expect(fieldOf({ length: { min: 8, max: 9 } })).toMatchObject({ minLength: 8, maxLength: 9 });
    expect(fieldOf({ minLength: 0, maxLength: -1 })).toMatchObject({
      minLength: undefined,
      maxLength: undefined,
    });
    expect(fieldOf({ minLength: 9, maxLength: 3 })).not.toMatchObject({ minLength: 9 });
  });

  test('a hidden field with one value is sent unasked; without a value it is dropped', () => {
    expect(fieldOf({ hidden: true, value: 'NG' })?.constant).toBe('NG');
    expect(fieldOf({ EndUserDisplay: 'Hide', AllowedValues: ['only'] })?.constant).toBe('only');
    expect(fieldOf({ type: 'hidden' })).toBeUndefined();
    expect(fieldOf({ enabled: false })).toBeUndefined();
  });

  test('groups are flattened, nested fields get dotted keys, names alone are enough', () => {
    const method = {
      id: 'x',
      type: 'bank',
      fields: [
        'accountNumber',
        { name: 'Holder', group: [{ key: 'accountName', name: 'Full name' }] },
        { id: 'address', fields: [{ id: 'city' }, { id: 'postCode' }] },
        { id: '__proto__' },
        null,
      ],
    };
    const fields = institutionsOf([method])[0]?.fields;
    expect(fields?.map(({ key, label }) => [key, label])).toEqual([
      ['accountNumber', 'Account number'],
      ['accountName', 'Full name'],
      ['address.city', 'City'],
      ['address.postCode', 'Post code'],
    ]);
  });
});

describe('patterns', () => {
  const pattern = (written: string, rules: object = {}) =>
    fieldOf({ pattern: written, ...rules })?.pattern;

  test.each([
    ['^\\d{10}$', {}, '^\\d{10}$', ''],
    ['/^[a-z]+$/iu', {}, '^[a-z]+$', 'i'],
    ['#^\\d+$#', {}, '^\\d+$', ''],
    ['~^[a-z]+$~i', {}, '^[a-z]+$', 'i'],
    ['%r{\\A\\d+\\z}', {}, '^\\d+$', ''],
    ['\\A\\d{3}\\Z', {}, '^\\d{3}$', ''],
    ['^\\\\d{10}$', { example: '0123456789' }, '^\\d{10}$', ''],
    ['^\\\\d{10}$', {}, '^\\d{10}$', ''],
    ['^a\\\\\\\\b$', { example: 'a\\\\b' }, '^a\\\\\\\\b$', ''],
  ])('%s', (written, rules, source, flags) => {
    expect(pattern(written, rules)).toEqual({ source, flags });
  });

  test.each([
    ['does not compile', '([', {}],
    ['looks ahead', '^(?=.*\\d)\\w+$', {}],
    ['refers back', '^(a)\\1$', {}],
    ['refuses its own example', '^\\d{10}$', { example: 'ABC' }],
    ['is too long', 'a'.repeat(501), {}],
    ['nests too deep', `${'('.repeat(240)}a${')'.repeat(240)}{2}`.padEnd(600, 'x'), {}],
  ])('a pattern that %s is dropped and reported, the field stays', (_why, written, rules) => {
    expect(pattern(written, rules)).toBeUndefined();
    expect(fieldOf({ pattern: written, ...rules })?.key).toBe('tested');
    const method = { id: 'x', type: 'bank', fields: [{ id: 'a', pattern: written, ...rules }] };
    expect(read([nigeria([method])]).reports.map(([event]) => event)).toEqual(['pattern_dropped']);
  });

  test('"-" only says that the field must be there', () => {
    expect(pattern('-')).toBeUndefined();
    expect(
      read([nigeria([{ id: 'x', type: 'bank', fields: [{ id: 'a', pattern: '-' }] }])]).reports,
    ).toEqual([]);
  });
});

describe('broken and hostile configurations', () => {
  const good = nigeria([{ id: 'ng_9psb', type: 'bank' }]);

  test('a broken route hides no other, and is reported without values', () => {
    const { result, reports } = read([
      null,
      'NG',
      { country: 'Nigeria', currency: 'NGN', methods: [] },
      { country: 'QQ', methods: [{ id: 'x', type: 'bank' }] },
      { country: { code: 'QQ' }, currency: 'QQQ', methods: 'none' },
      { country: 'QR', currency: 'QQQ', methods: [null, 7, {}] },
      good,
    ]);
    expect(result.ok && result.value.corridors.map(({ key }) => key)).toEqual(['NG:NGN']);
    expect(
      reports.filter(([event]) => event === 'route_skipped').map(([, about]) => about),
    ).toEqual([
      { why: 'no_object', route: '' },
      { why: 'no_object', route: '' },
      { why: 'no_country', route: '' },
      { why: 'no_currency', route: 'QQ' },
      { why: 'no_methods', route: 'QQ:QQQ' },
      { why: 'no_method', route: 'QR:QQQ' },
    ]);
  });

  test('keys that nothing reads are told by name, at most fifty', () => {
    const method = {
      id: 'x',
      type: 'bank',
      estimatedTime: '5',
      fields: [{ id: 'a', colour: 3 }],
    };
    const { reports } = read([{ ...nigeria([method]), dial_code: '+234' }]);
    expect(reports).toEqual([
      ['unknown_configuration_key', { place: 'route', unknown: 'dialcode' }],
      ['unknown_configuration_key', { place: 'method', unknown: 'estimatedtime' }],
      ['unknown_configuration_key', { place: 'field', unknown: 'colour' }],
    ]);
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`key ${index}`, 1]));
    expect(read([{ ...nigeria([method]), ...many }]).reports).toHaveLength(50);
  });

  test('what is closed is not offered', () => {
    const closed = [
      { enabled: false },
      { isActive: false },
      { status: 'Closed' },
      { disabled: true },
    ];
    for (const mark of closed) {
      expect(corridorsOf([{ ...good, ...mark }])).toEqual([]);
      expect(
        institutionsOf([
          { id: 'a', type: 'bank', ...mark },
          { id: 'b', type: 'bank' },
        ]).map(({ code }) => code),
      ).toEqual(['b']);
    }
  });

  test.each([[null], ['text'], [{}], [{ payouts: {} }], [{ payouts: [null] }]])(
    '%j is refused as a whole',
    (body) => {
      expect(read(body).result).toEqual({ ok: false, failure: { kind: 'unavailable' } });
    },
  );

  test('more than 50,000 options are refused as a whole (T56)', () => {
    const many = (count: number) => [
      nigeria(
        Array.from({ length: 26 }, (_, method) => ({
          id: `bank ${method}`,
          type: 'bank',
          banks: Array.from({ length: count }, (_, index) => `ng_${method}_${index}`),
        })),
      ),
    ];
    expect(read(many(1_920)).result.ok).toBe(true);
    expect(read(many(1_930)).result).toEqual({ ok: false, failure: { kind: 'unavailable' } });
  });

  test('a list that nobody could choose from offers nothing, and costs no other', () => {
    const banks = Array.from({ length: 2_001 }, (_, index) => `ng_${index}`);
    const wallets = { id: 'wallet', type: 'mobile_money', providers: ['ng_wallet'] };
    expect(
      institutionsOf([{ id: 'bank', type: 'bank', banks }, wallets]).map(({ code }) => code),
    ).toEqual(['ng_wallet']);
  });

  test('where every institution is closed, the method’s own code stands for none', () => {
    const closed = [{ id: 'ng_9psb', status: 'CLOSED' }];
    const field = { id: 'bank', type: 'select', options: closed };
    expect(
      institutionsOf([
        { id: 'a', code: 'a', type: 'bank', banks: closed },
        { id: 'b', code: 'b', type: 'bank', fields: [field] },
        { id: 'c', code: 'c', type: 'bank' },
      ]).map(({ code }) => code),
    ).toEqual(['c']);
  });

  test('no JSON makes it throw', () => {
    const key = fc.constantFrom(
      'payouts',
      'country',
      'currency',
      'code',
      'methods',
      'id',
      'type',
      'fields',
      'options',
      'limits',
      'min',
      'pattern',
      'length',
      'group',
      '__proto__',
      'constructor',
      'name',
      'label',
      'banks',
      'networks',
      'channelIds',
      'dependsOn',
      'optionsBy',
      'optionsFrom',
      'oneOf',
      'required',
      'hidden',
      'status',
    );
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        fc.constantFrom('NG', 'bank', '', '-1', '1e400', '^(', null, true),
        fc.string(),
        fc.double(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc
          .array(fc.tuple(key, tie('value')), { maxLength: 6 })
          .map((entries) => Object.fromEntries(entries)),
      ),
    })).value;
    fc.assert(
      fc.property(tree, (value) => {
        const corridors = corridorsOf({
          payouts: [
            good,
            value,
            { ...good, methods: [value] },
            {
              ...good,
              methods: [{ id: 'x', type: 'bank', fields: [value], oneOf: [value, value] }],
            },
          ],
        });
        expect(corridors.map(({ key }) => key)).toContain('NG:NGN');
        read(value);
      }),
    );
  });
});

describe('hash', () => {
  const hashOf = (body: unknown) => {
    const { result } = read(body);
    return result.ok ? result.value.hash : undefined;
  };
  const route = (more: object = {}) =>
    nigeria([{ id: 'a', type: 'bank', name: 'Bank A', ...more }]);

  test('changes with the content, not with its spelling', () => {
    const hash = hashOf([route()]);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf({ payouts: [{ ...route(), extra: 1 }] })).toBe(hash);
    expect(
      hashOf([
        { methods: route().methods, currency: 'NGN', country: { name: 'Nigeria', code: 'ng' } },
      ]),
    ).toBe(hash);
    expect(hashOf([route({ name: 'Bank B' })])).not.toBe(hash);
    expect(hashOf([route({ fields: [{ id: 'accountNumber', minLength: 10 }] })])).not.toBe(hash);
    expect(hashOf([{ ...route(), limits: { min: 1 } }])).not.toBe(hash);
  });
});

describe('fields that hang on others', () => {
  const fieldsOf = (fields: unknown, more: object = {}) =>
    institutionsOf([{ id: 'x', type: 'bank', fields, ...more }])[0]?.fields.filter(
      ({ key }) => !key.startsWith('account'),
    );
  const cities = { north: ['Mzuzu'], south: [{ id: 'zomba', name: 'Zomba' }] };
  const optionsBy = {
    key: 'region',
    options: {
      north: [{ value: 'Mzuzu', label: 'Mzuzu' }],
      south: [{ value: 'zomba', label: 'Zomba' }],
    },
  };

  test.each([
    ['a field and its value', { field: 'party', value: 'business' }, { is: ['business'] }],
    ['a field and values', { key: 'Party', in: ['a', 'b'] }, { is: ['a', 'b'] }],
    ['a table', { party: ['a', 'b'] }, { is: ['a', 'b'] }],
    ['a flag', { party: true }, { is: ['true'] }],
    ['a name', 'party', {}],
    ['an expression', "party == 'business'", { is: ['business'] }],
    ['its opposite', 'party != person', { not: ['person'] }],
    ['all but some', { field: 'party', not: ['person'] }, { not: ['person'] }],
  ])('by %s', (_name, dependsOn, condition) => {
    for (const key of ['dependsOn', 'show_if', 'visibleIf', 'when']) {
      const [, field] = fieldsOf(['party', { id: 'tested', [key]: dependsOn }]) ?? [];
      expect(field).toMatchObject({ required: true, when: [{ key: 'party', ...condition }] });
    }
  });

  test.each([
    ['a table beside the parent', { dependsOn: 'region', optionsBy: cities }],
    ['a table of lists', { dependsOn: 'region', options: cities }],
    [
      'rows that name their parent',
      {
        dependsOn: 'region',
        options: [
          { id: 'Mzuzu', region: 'north' },
          { id: 'zomba', name: 'Zomba', regionIds: ['south'] },
        ],
      },
    ],
  ])('options by %s', (_name, rules) => {
    const [, city] = fieldsOf(['region', { id: 'city', ...rules }]) ?? [];
    expect(city).toMatchObject({ kind: 'choice', optionsBy });
    expect(city?.options).toBeUndefined();
  });

  test('fields inside an option are asked when it is chosen', () => {
    const country = { id: 'country', options: [{ id: 'us', fields: ['state'] }, 'fr'] };
    const [, state] = fieldsOf([country]) ?? [];
    expect(state).toMatchObject({ key: 'state', when: [{ key: 'country', is: ['us'] }] });
  });

  test('options from another field, or from a list anywhere around', () => {
    const list = [{ code: 'a', label: 'Anna' }];
    const wanted = [{ value: 'a', label: 'Anna' }];
    const other = fieldsOf([
      { id: 'one', options: list },
      { id: 'two', optionsFrom: 'one' },
    ]);
    expect(other?.[1]?.options).toEqual(wanted);
    expect(fieldsOf([{ id: 'two', options_from: 'names' }], { names: list })?.[0]?.options).toEqual(
      wanted,
    );
  });

  test('every field comes behind what it hangs on, and the others keep their places', () => {
    const fields = fieldsOf([{ id: 'c', when: 'b' }, 'a', { id: 'b', when: 'a' }, 'd']);
    expect(fields?.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
  });

  test.each([
    ['on nothing', [{ id: 'a', when: 'nowhere' }]],
    ['on itself', [{ id: 'a', when: 'a' }]],
    [
      'in a circle',
      [
        { id: 'a', when: 'b' },
        { id: 'b', when: 'a' },
      ],
    ],
  ])('one that hangs %s is asked of everybody and may be left out', (_name, fields) => {
    const [field] = fieldsOf(fields) ?? [];
    expect(field).toMatchObject({ key: 'a', required: false });
    expect(field?.when).toBeUndefined();
    const { reports } = read([nigeria([{ id: 'x', type: 'bank', fields }])]);
    expect(reports).toContainEqual(['condition_without_field', {}]);
  });

  test.each([
    [
      'rows that name their parent',
      {
        options: [
          { id: 'a', name: 'Bank A', region: 'N' },
          { id: 'b', regionIds: ['N', 'S'] },
        ],
      },
    ],
    ['a table', { optionsBy: { N: [{ id: 'a', name: 'Bank A' }, 'b'], S: ['b'] } }],
  ])(
    'institutions that hang on an answer are all offered, and it follows from them: %s',
    (_name, rules) => {
      const region = { id: 'region', options: ['N', 'S', 'W'] };
      const bank = { id: 'bankCode', dependsOn: 'region', ...rules };
      const institutions = institutionsOf([{ id: 'm', type: 'bank', fields: [region, bank] }]);
      const own = institutions.map(({ code, name, fields }) => [
        code,
        name,
        fields.find(({ key }) => key === 'region'),
        fields.some(({ key }) => key === 'bankCode'),
      ]);
      expect(own).toMatchObject([
        ['a', 'Bank A', { constant: 'N' }, false],
        ['b', 'b', { options: [{ value: 'N' }, { value: 'S' }] }, false],
      ]);
    },
  );

  test('of two ways to fill a method in, one is chosen and its fields alone are asked', () => {
    const forms = [
      { name: 'By IBAN', fields: ['iban'] },
      { fields: [{ id: 'sortCode', label: 'Sort code' }, 'accountNumber'] },
    ];
    for (const key of ['oneOf', 'any_of', 'alternatives']) {
      const [only] = institutionsOf([{ id: 'x', type: 'bank', fields: ['note'], [key]: forms }]);
      const choice = only?.fields.find(({ unsent }) => unsent);
      expect(choice?.options).toEqual([
        { value: '1', label: 'By IBAN' },
        { value: '2', label: 'Sort code' },
      ]);
      const asked = only?.fields.map((field) => [field.key, field.label, field.when?.[0]?.is]);
      expect(asked).toEqual([
        ['note', 'Note', undefined],
        [choice?.key, 'Details', undefined],
        ['iban', 'IBAN', ['1']],
        ['sortCode', 'Sort code', ['2']],
        ['accountNumber', 'Account number', ['2']],
        ['accountName', 'Account name', undefined],
      ]);
    }
    const [one] = institutionsOf([{ id: 'x', type: 'bank', oneOf: forms.slice(0, 1) }]);
    expect(one?.fields.map(({ key }) => key)).toEqual(['iban', 'accountName']);
  });

  test('what hangs on the institution is settled for each of them', () => {
    const bank = { id: 'bank', options: ['a', 'b'] };
    const branch = { id: 'branch', dependsOn: { bank: 'a' } };
    const city = { id: 'city', dependsOn: 'bank', optionsBy: { b: ['x'] } };
    const institutions = institutionsOf([{ id: 'm', type: 'bank', fields: [bank, branch, city] }]);
    const own = institutions.map(({ code, fields }) => [
      code,
      fields.filter(({ key }) => !key.startsWith('account')),
    ]);
    expect(own).toMatchObject([
      ['a', [{ key: 'branch' }]],
      ['b', [{ key: 'city', options: [{ value: 'x' }] }]],
    ]);
    expect(JSON.stringify(own)).not.toContain('when');
  });
});

describe('rules of one value', () => {
  test('a number with bounds counts something; an account number stays a name of digits', () => {
    expect(fieldOf({ type: 'integer', minimum: '1', maximum: '20', increment: 1 })).toMatchObject({
      kind: 'number',
      min: '1',
      max: '20',
      step: '1',
      decimals: 0,
    });
    expect(fieldOf({ type: 'decimal', decimalPlaces: 2 })).toMatchObject({
      kind: 'number',
      decimals: 2,
    });
    const fields = [{ id: 'accountNumber', type: 'number', min: 1000000000 }];
    const [bank] = institutionsOf([{ id: 'x', type: 'bank', fields }]);
    expect(bank?.fields[0]).toMatchObject({ kind: 'digits', min: '1000000000' });
  });

  test('bounds that contradict each other, and steps of nothing, count for nothing', () => {
    expect(fieldOf({ type: 'integer', min: 9, max: 3 })).not.toHaveProperty('min');
    expect(fieldOf({ type: 'integer', step: 0 })).not.toHaveProperty('step');
  });

  test('an IBAN by its type, its key or its label', () => {
    expect(fieldOf({ type: 'iban' })?.kind).toBe('iban');
    expect(fieldOf({ label: 'IBAN of the holder' })?.kind).toBe('iban');
    const [bank] = institutionsOf([{ id: 'x', type: 'bank', fields: ['iban'] }]);
    expect(bank?.fields.map(({ key, kind }) => [key, kind])).toEqual([
      ['iban', 'iban'],
      ['accountName', 'text'],
    ]);
  });

  test('groups are headings, in any spelling; a group of one needs none', () => {
    const fields = [
      { id: 'street', group: 'Address' },
      { name: 'Birth', group: [{ key: 'day' }, { key: 'place' }] },
      { name: 'Alone', group: [{ key: 'single' }] },
      { id: 'home', label: 'Home', fields: ['city', 'ward'] },
    ];
    const [bank] = institutionsOf([{ id: 'x', type: 'bank', fields }]);
    const told = bank?.fields.filter(({ key }) => !key.startsWith('account'));
    expect(told?.map(({ key, group }) => [key, group])).toEqual([
      ['street', 'Address'],
      ['day', 'Birth'],
      ['place', 'Birth'],
      ['single', undefined],
      ['home.city', 'Home'],
      ['home.ward', 'Home'],
    ]);
  });

  test('refresh and party', () => {
    expect(fieldOf({ refreshRequirementsOnChange: true })?.refresh).toBe(true);
    const fields = [{ id: 'recipientType', options: ['INDIVIDUAL', 'COMPANY'] }];
    const [bank] = institutionsOf([{ id: 'x', type: 'bank', fields }]);
    expect(bank?.fields.find(({ key }) => key === 'recipientType')?.party).toBe(true);
  });

  test('delays and decimals of a method, an option or a route', () => {
    const option = { id: 'a', status: 'DELAYED', bankCode: '044' };
    const rail = { id: 'x', type: 'bank', decimalsInAmount: 'NONE', banks: [option, 'b'] };
    expect(institutionsOf([rail])).toMatchObject([
      { code: 'a', delayed: true, amountDecimals: 0, clearingCode: '044' },
      { code: 'b', amountDecimals: 0 },
    ]);
    expect(institutionsOf([rail])[1]).not.toHaveProperty('delayed');
    expect(institutionsOf([{ ...rail, status: 'degraded' }])[1]?.delayed).toBe(true);
  });

  test('a list for several methods says in each row for which', () => {
    const networks = [
      { id: 'n1', channelIds: ['m1', 'm2'] },
      { id: 'n2', channelIds: ['m2'] },
    ];
    const methods = ['m1', 'm2'].map((id) => ({ id, type: 'momo', networks }));
    const read = methods.map((method) => institutionsOf([method]).map(({ code }) => code));
    expect(read).toEqual([['n1'], ['n1', 'n2']]);
    // Beside the methods such a list is for banks, too: its rows say so.
    const plain = [
      { id: 'm1', type: 'bank' },
      { id: 'm2', type: 'cash_pickup' },
      { id: 'm3', type: 'bank' },
    ];
    expect(institutionsOf(plain, { networks }).map(({ code }) => code)).toEqual([
      'n1',
      'm3',
      'n1',
      'n2',
    ]);
  });
});
