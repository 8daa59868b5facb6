/** The switches in words, for whoever draws them: what each is about, and what its values mean. */
import type { Settings } from './settings.ts';

/** How a switch is drawn, and its part of the panel. */
export interface SettingWords {
  readonly name: keyof Settings;
  readonly group: 'Shapes of answers' | 'Money' | 'Addresses and funding' | 'Recipients' | 'Pace';
  readonly title: string;
  /** One of these: each value with what it means. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Anything else: on or off, a number, a decimal as text, or names separated by commas. */
  readonly kind?: 'switch' | 'number' | 'decimal' | 'names';
}

const [shapes, money, funding, recipients, pace] = [
  'Shapes of answers',
  'Money',
  'Addresses and funding',
  'Recipients',
  'Pace',
] as const;

function choice(
  group: SettingWords['group'],
  name: keyof Settings,
  title: string,
  choices: Readonly<Record<string, string>>,
): SettingWords {
  return { group, name, title, choices };
}

function field(
  group: SettingWords['group'],
  name: keyof Settings,
  title: string,
  kind: SettingWords['kind'],
): SettingWords {
  return { group, name, title, ...(kind && { kind }) };
}

/** Every switch, in the order of a panel. */
export const settingsWords: readonly SettingWords[] = [
  choice(shapes, 'configurationShape', 'The list of countries is wrapped in', {
    payouts: 'payouts',
    configurations: 'configurations.payouts',
    data: 'data.payouts',
    configuration: 'configuration.payouts',
    array: 'nothing: a bare list',
  }),
  choice(shapes, 'placeShape', 'Country and currency are', { object: 'objects', code: 'codes' }),
  choice(shapes, 'limitsShape', 'Limits of a country are', {
    numbers: 'numbers',
    text: 'text',
    null: 'null',
    zero: '0',
    absent: 'absent',
  }),
  field(shapes, 'brokenRoutes', 'Some entries of the list make no sense', 'switch'),
  choice(shapes, 'orderEnvelope', 'An order stands', { order: 'under “order”', bare: 'by itself' }),
  choice(shapes, 'statusKey', 'Its status is called', {
    status: 'status',
    state: 'state',
    currentStatus: 'currentStatus',
    beside: 'status, beside the order',
  }),
  choice(shapes, 'amountShape', 'Amounts are', {
    documented: 'text of 8 decimals',
    number: 'JSON numbers',
    exponent: 'text with an exponent',
  }),
  choice(shapes, 'orderListShape', 'The list of orders has', {
    documented: 'rows as documented',
    detail: 'whole orders',
  }),
  choice(shapes, 'pagination', 'Page numbers of the list are', {
    obeyed: 'obeyed',
    ignored: 'ignored',
    absent: 'absent: all at once',
  }),
  choice(shapes, 'rateShape', 'A rate stands', {
    nested: 'in rate.rate',
    flat: 'in rate',
    price: 'in price',
  }),
  choice(shapes, 'refundShape', 'The answer to a refund is', {
    flat: 'flat, with refundId',
    wrapped: 'under “refund”, with id',
  }),
  field(shapes, 'refundObject', 'Orders show their refund as an object', 'switch'),
  choice(shapes, 'severalDeposits', 'Of several deposits an order shows', {
    array: 'all',
    first: 'the first',
    last: 'the last',
  }),
  field(shapes, 'historyKept', 'Orders have a history', 'switch'),
  field(shapes, 'futureSteps', 'Histories also list steps to come', 'switch'),
  choice(shapes, 'errorShape', 'Refusals are', {
    documented: 'as documented',
    list: 'lists of messages',
    object: 'objects under “error”',
    text: 'bare words',
  }),
  choice(shapes, 'fieldErrors', 'Fields at fault are told', {
    message: 'in the message',
    list: 'as a list',
    map: 'as a map',
  }),
  choice(shapes, 'userShape', 'The account is', { documented: 'as documented', flat: 'flat' }),

  choice(money, 'fees', 'The fee', {
    inside: 'is part of the amount',
    outside: 'comes on top',
    zero: 'is nothing',
  }),
  field(money, 'feePercent', 'Its share of what is delivered', 'decimal'),
  field(money, 'feeFlat', 'Its flat part', 'decimal'),
  choice(money, 'feeFields', 'Orders', { shown: 'show their fee', absent: 'say nothing of a fee' }),
  choice(money, 'limits', 'Limits are', { usual: 'as usual', tight: 'ten times closer' }),
  choice(money, 'belowMinimum', 'Below the minimum', {
    named: 'the limit is named',
    opaque: 'comes a bare 500',
  }),
  choice(money, 'lateDeposit', 'Money after the end', {
    held: 'is held',
    paid: 'is paid out after all',
  }),
  choice(money, 'topUp', 'The missing rest of a short payment', {
    proceeds: 'sets the order going',
    held: 'is held as well',
  }),

  field(funding, 'chains', 'Networks that are understood', 'names'),
  choice(funding, 'chainFallback', 'Another network', {
    tron: 'silently becomes Tron',
    refused: 'is refused',
  }),
  field(funding, 'addressReuse', 'Orders on one network share one address', 'switch'),
  choice(funding, 'tagShape', 'No tag is written as', {
    empty: 'empty text',
    null: 'null',
    absent: 'no field at all',
  }),
  choice(funding, 'secondFunding', 'Asking for an address twice', {
    same_address: 'gives the same one',
    fresh_address: 'gives another one',
    refused: 'is refused',
  }),
  choice(funding, 'secondRefund', 'Asking for a refund twice', {
    refused: 'is refused',
    same: 'tells the first one',
    replaced: 'begins another one',
  }),

  choice(recipients, 'recipientPaths', 'The path is', {
    both: '/recipients and /recipient',
    plural: '/recipients only',
    singular: '/recipient only',
  }),
  choice(recipients, 'recipientId', 'The id of a new one stands in', {
    'recipient.id': 'recipient.id',
    id: 'id',
    recipientId: 'recipientId',
  }),
  choice(recipients, 'recipientListShape', 'Lists have', {
    documented: 'rows as documented',
    created: 'rows as when created',
  }),
  choice(recipients, 'validateShape', 'A name check answers', {
    flat: 'flat',
    nested: 'under “validation”',
    name: 'with the name alone',
  }),
  choice(recipients, 'unknownAccount', 'An account that is not there is', {
    valid_false: 'valid: false',
    status_400: 'a 400',
    status_404: 'a 404',
  }),
  field(recipients, 'nameOverride', 'The name that was found replaces the one sent', 'switch'),
  field(recipients, 'actualAccountName', 'New recipients also tell that name', 'switch'),
  choice(recipients, 'numberRule', 'Account numbers', {
    usual: 'are as usual',
    two_digits_more: 'have two digits more',
  }),
  field(recipients, 'withdrawn', 'Institutions that are gone, by code', 'names'),

  field(pace, 'stepPace', 'Each step of an order takes so many times as long', 'number'),
  field(pace, 'depositDelayMs', 'Milliseconds until a scenario pays by itself', 'number'),
];
