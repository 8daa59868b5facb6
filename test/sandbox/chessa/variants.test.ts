/**
 * Every kind of rule that comparable APIs have, and every point on which Chessa's documents leave
 * more than one reading, is somewhere in the simulator. Where the provider's facts lie beside the
 * project, no row of theirs is missing here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarios } from '../../../sandbox/chessa/scenarios.ts';
import { defaultSettings, type Settings } from '../../../sandbox/chessa/settings.ts';
import { settingsWords } from '../../../sandbox/chessa/settings-words.ts';
import { startSandbox } from './support.ts';

/** Rows of section 5: texts that the configuration has on the wire. */
const ruleKinds: Readonly<Record<string, readonly string[]>> = {
  'Required flag': [
    '"required":true',
    '"is_required":true',
    '"mandatory":true',
    '"isRequired":true',
    '"optional":false',
    '"optional":true',
  ],
  'Type / widget': [
    '"type":"text"',
    '"type":"select"',
    '"radio"',
    '"type":"date"',
    '"masked-list"',
  ],
  'Enum / options': [
    '{"id":"ng_access","name":"Access Bank"}',
    '{"code":"ug_mtn","label":"MTN Mobile Money"}',
    '"valuesAllowed":[{"key":"central"',
    '"AllowedValues":["national_id","passport"]',
    '"values":[{"value":"family","title":"Family"}',
  ],
  'Options from elsewhere': [
    '"banks":[{"code":"ug_',
    '"institutions":[{"code":"tz_',
    '"providers":[',
  ],
  'Dependent options / fields': ['"optionsBy":{', '"dependsOn":{"field":"recipientType"'],
  'Dynamic refresh': ['"refreshRequirementsOnChange":true'],
  'Remote validation': ['"validationAsync":{'],
  Pattern: [
    '"^[0-9]{10}$"',
    '"/^\\\\+?255[67][0-9]{8}$/i"',
    '"\\\\A[0-9A-Z]{8,20}\\\\z"',
    '"^\\\\\\\\d{7,13}$"',
    '"pattern":"-"',
  ],
  Length: ['"minLength":10,"maxLength":10', '"length":28', '"maxLength":null', '"min_length":3'],
  'Numeric / step': ['"minimum":"1","maximum":"20","increment":1', '"decimalsInAmount":"NONE"'],
  'Per-rail limits': ['"limits":{"min":"100","max":"250000","currency":"KES"}'],
  Availability: [
    '"status":"OPERATIONAL"',
    '"status":"DELAYED"',
    '"status":"CLOSED"',
    '"enabled":true',
  ],
  'Label, example, hint, help': [
    '{"en":"Full name","fr":"Nom complet"}',
    '"help_text":"Starts with +256"',
    '"hint":"NUBAN, 10 digits"',
    '"placeholder":"0123456789"',
    '"example":"1001234567"',
  ],
  'Display format / mask': ['"displayFormat":'],
  'Hidden constants': ['"hidden":true,"value":"family_support"'],
  'Grouping / nesting': ['"group":"Address"'],
  'Account kind': ['"accountNumberType":"phone"', '"accountNumberType":"bank"'],
  'Party kind': ['"id":"recipientType","label":"Who receives it?"'],
  // Nigeria asks for no name, yet every recipient may carry one.
  'Fields outside the list': ['"id":"ng_bank","code":"ng_bank"'],
  'Prose rules': ['"label":"Street address, not a PO box"'],
  'Whole-form alternatives': ['"id":"gh_mtn"', '"id":"gh_bank"'],
  'Changing over time': ['"refreshRequirementsOnChange":true'],
};

const setting = (...names: readonly (keyof Settings)[]) => ({ settings: names });
const scenario = (...names: readonly string[]) => ({ scenarios: names });
const onTheWire = (...texts: readonly string[]) => ({ texts });
/** A client's own affair: whatever it does, no other answer of the provider's would come. */
const nothingToVary = {};

interface Shown {
  readonly settings?: readonly (keyof Settings)[];
  readonly scenarios?: readonly string[];
  readonly texts?: readonly string[];
}

/** Rows of section 6: which switches, scenarios or texts of the configuration show the readings. */
const unknowns: Readonly<Record<string, Shown>> = {
  'Real configuration body': {
    ...setting('configurationShape', 'placeShape', 'brokenRoutes'),
    ...onTheWire('"country":"SN","currency":"XOF"'),
  },
  'Rule keys in fields': onTheWire('"fields":[', '"requirements":[', '"requiredFields":['),
  'Which value is `code`': onTheWire('"id":"gh_mtn","code":"gh_mtn"', '"id":"bank","label":"Bank"'),
  '`type` sent on create': onTheWire('"type":"bank_account"', '"type":"mobileMoney"'),
  'Which recipient fields the server requires': setting('numberRule'),
  'Method without fields': onTheWire('{"id":"zw_mukuru","code":"zw_mukuru","name":"Mukuru"'),
  'Limits missing, null, strings, or 0': setting('limitsShape'),
  'Limits unit': onTheWire('"currency":"KES"}'),
  'Several routes for one country': onTheWire('"code":"ZWG"'),
  'Validate answer': setting('validateShape', 'unknownAccount'),
  'Validate unsupported for some rails': onTheWire('"id":"zw_bank"'),
  'Recipient id': setting('recipientId', 'recipientPaths'),
  'Recipient in list': setting('recipientListShape', 'actualAccountName', 'nameOverride'),
  'Order envelope': setting('orderEnvelope'),
  'Order list rows': setting('orderListShape'),
  'List pagination parameters': setting('pagination'),
  Status: {
    ...setting('statusKey'),
    ...scenario('unknown_status', 'odd_spelling', 'renamed_field', 'payout_fails_capitalised'),
  },
  History: { ...setting('historyKept', 'futureSteps'), ...scenario('history_gaps') },
  'Deposit amount to send': setting('fees', 'amountShape'),
  'Fee fields missing or zero': { ...setting('feeFields', 'fees'), ...scenario('empty_fields') },
  'Rate answer': setting('rateShape'),
  'Under / over payment': { ...setting('topUp'), ...scenario('short', 'over', 'topped_up') },
  'Payment after expiry, second deposit, wrong asset/chain': {
    ...setting('lateDeposit'),
    ...scenario('late', 'late_now', 'second_deposit', 'wrong_asset'),
  },
  '`cryptoDeposit` single or several': setting('severalDeposits'),
  '`cryptoPayout`, `refund` objects': setting('refundObject'),
  'Refund answer': setting('refundShape'),
  'Refund when allowed': {
    ...setting('secondRefund'),
    ...scenario('refund_completes', 'refund_fails'),
  },
  'Refund address check': { ...setting('tagShape'), ...scenario('address_tagged') },
  'Error body': { ...setting('errorShape', 'belowMinimum'), ...scenario('html', 'empty') },
  '422 or 400 with per-field errors': setting('fieldErrors'),
  '429 / rate limits': scenario('status_429', 'status_429_bare', 'too_many_calls'),
  '5xx / timeout on POST': scenario('quote_breaks', 'funding_answer_lost', 'timeout_after_act'),
  'Success code': nothingToVary,
  'Test environment': nothingToVary,
  'Idempotency header': nothingToVary,
  'Referral, fees, delete endpoints': nothingToVary,
  'CORS / browser use': nothingToVary,
};

async function configurationText(): Promise<string> {
  const client = await startSandbox();
  return (await client.raw('/v1/configurations')).text();
}

test.each(Object.entries(ruleKinds))('there is a rule of the kind “%s”', async (_row, texts) => {
  const text = await configurationText();
  expect(texts.filter((one) => !text.includes(one))).toEqual([]);
  expect(texts).not.toEqual([]);
});

test.each(Object.entries(unknowns))('“%s” can be seen in each reading', async (_row, shown) => {
  const names: readonly string[] = scenarios.map(({ name }) => name);
  const text = shown.texts ? await configurationText() : '';
  expect(shown.texts?.filter((one) => !text.includes(one)) ?? []).toEqual([]);
  expect(shown.scenarios?.filter((one) => !names.includes(one)) ?? []).toEqual([]);
  for (const name of shown.settings ?? []) {
    const { choices, kind } = settingsWords.find((word) => word.name === name) ?? {};
    expect(kind ?? Object.keys(choices ?? {}).length, name).not.toBe(1);
    expect(defaultSettings).toHaveProperty(name);
  }
});

const facts = new URL('../../../../shared/chessa/api.md', import.meta.url);

test.runIf(existsSync(facts)).each([
  ['5', ruleKinds],
  ['6', unknowns],
] as const)('no row of section %s of the provider’s facts is missing', (section, rows) => {
  const text = readFileSync(facts, 'utf8');
  const [, part = ''] = text.split(`\n## ${section}. `);
  const table = part.split('\n## ')[0]?.matchAll(/^\| (.+?) \|/gm) ?? [];
  const [, ...named] = [...table].map(([, first = '']) => first);
  const listed = named.filter((row) => !/^-+/.test(row));
  expect(listed.length).toBeGreaterThan(20);
  expect(listed.filter((row) => !(row in rows))).toEqual([]);
});
