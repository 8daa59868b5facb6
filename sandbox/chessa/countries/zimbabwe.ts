/**
 * Zimbabwe, in two currencies whose institutions share their codes. The dollar route has a hidden
 * constant, headings, fields that depend on another answer, and a method without any fields.
 */
import type { Institution, Route } from '../route.ts';

const country = { code: 'ZW', name: 'Zimbabwe', dialCode: '+263' } as const;

const wallets: readonly Institution[] = [
  { code: 'zw_ecocash', name: 'EcoCash' },
  { code: 'zw_onemoney', name: 'OneMoney' },
  { code: 'zw_innbucks', name: 'InnBucks' },
];

const banks: readonly Institution[] = [
  { code: 'zw_cbz', name: 'CBZ Bank' },
  { code: 'zw_fbc', name: 'FBC Bank' },
  { code: 'zw_nedbank', name: 'Nedbank Zimbabwe' },
  { code: 'zw_stanbic', name: 'Stanbic Bank Zimbabwe' },
  { code: 'zw_steward', name: 'Steward Bank' },
  { code: 'zw_zb', name: 'ZB Bank' },
];

/** ZW in USD; what is delivered is a multiple of 5 cents. */
export const zimbabweUsd: Route = {
  country,
  currency: { code: 'USD', name: 'US Dollar', perUsd: '1', payoutStep: '0.05' },
  limits: { min: 2, max: 10_000 },
  rails: [
    {
      id: 'zw_wallet',
      name: 'Mobile wallet',
      type: 'mobile_money',
      listing: 'options',
      institutionKey: 'network',
      institutions: wallets,
      namesKnown: false,
      fields: [
        {
          key: 'accountNumber',
          label: 'Wallet number',
          kind: 'phone',
          required: true,
          example: '+263771234567',
          pattern: '^\\+?2637[0-9]{8}$',
          wire: { accountNumberType: 'phone' },
        },
        {
          key: 'accountName',
          label: 'Name on the wallet',
          kind: 'text',
          required: true,
          example: 'RUDO TEST MOYO',
        },
        {
          key: 'additional',
          label: 'Purpose',
          kind: 'text',
          required: true,
          constant: 'family_support',
        },
      ],
    },
    {
      id: 'zw_bank',
      name: 'Bank account',
      type: 'bank',
      listing: 'options',
      institutionKey: 'bank',
      institutions: banks,
      namesKnown: false,
      fields: [
        {
          key: 'accountNumber',
          label: 'Account number',
          kind: 'digits',
          required: true,
          example: '1234567890',
          minLength: 8,
          maxLength: 14,
          wire: { accountNumberType: 'bank' },
        },
        {
          key: 'recipientType',
          label: 'Who receives it?',
          kind: 'choice',
          required: true,
          example: 'person',
          options: [
            { id: 'person', name: 'A person' },
            { id: 'business', name: 'A business' },
          ],
          wire: { refreshRequirementsOnChange: true },
        },
        {
          key: 'accountName',
          label: 'Account holder',
          kind: 'text',
          required: true,
          example: 'RUDO TEST MOYO',
        },
        {
          key: 'registrationNumber',
          label: 'Registration number of the business',
          kind: 'text',
          required: true,
          example: '1234/2020',
          when: { key: 'recipientType', is: 'business' },
        },
        {
          key: 'street',
          label: 'Street address, not a PO box',
          kind: 'text',
          required: true,
          example: '1 Test Avenue',
          wire: { group: 'Address' },
        },
        {
          key: 'city',
          label: 'City',
          kind: 'text',
          required: true,
          example: 'Harare',
          wire: { group: 'Address' },
        },
      ],
    },
    {
      id: 'zw_mukuru',
      name: 'Cash pick-up',
      type: 'cash_pickup',
      listing: 'methods',
      institutionKey: 'provider',
      institutions: [{ code: 'zw_mukuru', name: 'Mukuru' }],
      namesKnown: false,
      fields: [],
      wire: { fields: undefined },
    },
  ],
};

/** ZW in ZWG. */
export const zimbabweZwg: Route = {
  country,
  currency: { code: 'ZWG', name: 'Zimbabwe Gold', perUsd: '26.72', payoutStep: '0.01' },
  limits: { min: 50, max: 100_000 },
  rails: [
    {
      id: 'zwg_wallet',
      name: 'Mobile wallet',
      type: 'mobile_money',
      listing: 'methods',
      institutionKey: 'provider',
      institutions: wallets.slice(0, 2),
      namesKnown: true,
      fieldsKey: 'requiredFields',
      fields: [
        {
          key: 'accountNumber',
          label: 'Wallet number',
          kind: 'phone',
          required: true,
          example: '+263771234567',
          pattern: '^\\+?2637[0-9]{8}$',
        },
      ],
    },
  ],
};
