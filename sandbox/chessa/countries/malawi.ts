/**
 * Malawi, in the spellings of other vendors: `key` and `name`, `validationRegexp` with doubled
 * backslashes, `valuesAllowed`, a mask, options that depend on another answer, numbers with steps.
 */
import type { FieldRule, Institution, Route } from '../route.ts';

const wallets: readonly Institution[] = [
  { code: 'mw_airtel', name: 'Airtel Money' },
  { code: 'mw_mpamba', name: 'TNM Mpamba' },
];

const banks: readonly Institution[] = [
  { code: 'mw_fdh', name: 'FDH Bank' },
  { code: 'mw_firstcapital', name: 'First Capital Bank' },
  { code: 'mw_nbm', name: 'National Bank of Malawi' },
  { code: 'mw_nbs', name: 'NBS Bank' },
  { code: 'mw_standard', name: 'Standard Bank Malawi' },
];

const cities: Readonly<Record<string, readonly { id: string; name: string }[]>> = {
  central: [
    { id: 'lilongwe', name: 'Lilongwe' },
    { id: 'salima', name: 'Salima' },
  ],
  northern: [{ id: 'mzuzu', name: 'Mzuzu' }],
  southern: [
    { id: 'blantyre', name: 'Blantyre' },
    { id: 'zomba', name: 'Zomba' },
  ],
};

/** Renames the usual keys of a field to those that transfer-requirement APIs use. */
function respelled(key: string, label: string, more: Record<string, unknown> = {}) {
  const usual = { id: undefined, label: undefined, placeholder: undefined, pattern: undefined };
  return { ...usual, key, name: label, ...more };
}

const bankFields: readonly FieldRule[] = [
  {
    key: 'accountNumber',
    label: 'Account number',
    kind: 'digits',
    required: true,
    example: '1001234567',
    pattern: '^\\d{7,13}$',
    wire: respelled('accountNumber', 'Account number', {
      example: '1001234567',
      validationRegexp: '^\\\\d{7,13}$',
      displayFormat: '**** **** *****',
      validationAsync: { url: '/v1/recipients/validate', params: [{ key: 'accountNumber' }] },
    }),
  },
  {
    key: 'accountName',
    label: 'Account name',
    kind: 'text',
    required: true,
    example: 'TENDAI TEST BANDA',
    wire: respelled('accountName', 'Account name', { isRequired: true, required: undefined }),
  },
  {
    key: 'region',
    label: 'Region',
    kind: 'choice',
    required: true,
    example: 'central',
    options: [
      { id: 'central', name: 'Central' },
      { id: 'northern', name: 'Northern' },
      { id: 'southern', name: 'Southern' },
    ],
    wire: respelled('region', 'Region', {
      options: undefined,
      valuesAllowed: [
        { key: 'central', name: 'Central' },
        { key: 'northern', name: 'Northern' },
        { key: 'southern', name: 'Southern' },
      ],
      refreshRequirementsOnChange: true,
    }),
  },
  {
    key: 'city',
    label: 'City',
    kind: 'choice',
    required: true,
    example: 'lilongwe',
    optionsBy: { key: 'region', options: cities },
    wire: respelled('city', 'City', { dependsOn: 'region', optionsBy: cities }),
  },
  {
    key: 'householdSize',
    label: 'People in the household',
    kind: 'text',
    required: false,
    example: '4',
    number: { min: 1, max: 20, step: 1 },
    wire: respelled('householdSize', 'People in the household', {
      type: 'integer',
      minimum: '1',
      maximum: '20',
      increment: 1,
    }),
  },
  {
    key: 'idType',
    label: 'Document',
    kind: 'choice',
    required: false,
    example: 'passport',
    options: [
      { id: 'national_id', name: 'national_id' },
      { id: 'passport', name: 'passport' },
    ],
    wire: respelled('idType', 'Document', {
      type: 'masked-list',
      options: undefined,
      AllowedValues: ['national_id', 'passport'],
    }),
  },
];

/** MW in MWK. */
export const malawi: Route = {
  country: { code: 'MW', name: 'Malawi', dialCode: '+265' },
  currency: { code: 'MWK', name: 'Malawian Kwacha', perUsd: '1733.6', payoutStep: '10' },
  limits: { min: 5_000, max: 3_000_000 },
  rails: [
    {
      id: 'mw_mobile_money',
      name: 'Mobile money',
      type: 'mobile_money',
      listing: 'options',
      institutionKey: 'provider',
      institutions: wallets,
      namesKnown: true,
      fields: [
        {
          key: 'accountNumber',
          label: 'Mobile number',
          kind: 'phone',
          required: true,
          example: '+265991234567',
          pattern: '^\\+?265[89][0-9]{8}$',
        },
      ],
      wire: { type: 'mobile_money', enabled: true, decimalsInAmount: 'NONE' },
    },
    {
      id: 'mw_bank',
      name: 'Bank account',
      type: 'bank',
      listing: 'sibling',
      institutionKey: 'providers',
      institutions: banks,
      namesKnown: false,
      fields: bankFields,
      fieldsKey: 'requirements',
    },
  ],
};
