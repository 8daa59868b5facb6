/** Ghana: mobile money with a method for each operator, and bank accounts. */
import type { FieldRule, Institution, Route } from '../route.ts';

const wallets: readonly Institution[] = [
  { code: 'gh_mtn', name: 'MTN Mobile Money' },
  { code: 'gh_telecel', name: 'Telecel Cash' },
  { code: 'gh_at', name: 'AT Money' },
];

const banks: readonly Institution[] = [
  { code: 'gh_absa', name: 'Absa Bank Ghana' },
  { code: 'gh_access', name: 'Access Bank Ghana' },
  { code: 'gh_adb', name: 'Agricultural Development Bank' },
  { code: 'gh_boa', name: 'Bank of Africa Ghana' },
  { code: 'gh_calbank', name: 'CalBank' },
  { code: 'gh_cbg', name: 'Consolidated Bank Ghana' },
  { code: 'gh_ecobank', name: 'Ecobank Ghana' },
  { code: 'gh_fbn', name: 'FBNBank Ghana' },
  { code: 'gh_fidelity', name: 'Fidelity Bank Ghana' },
  { code: 'gh_fnb', name: 'First National Bank Ghana' },
  { code: 'gh_gcb', name: 'GCB Bank' },
  { code: 'gh_gtb', name: 'Guaranty Trust Bank Ghana' },
  { code: 'gh_nib', name: 'National Investment Bank' },
  { code: 'gh_omnibsic', name: 'OmniBSIC Bank' },
  { code: 'gh_prudential', name: 'Prudential Bank' },
  { code: 'gh_republic', name: 'Republic Bank Ghana' },
  { code: 'gh_stanbic', name: 'Stanbic Bank Ghana' },
  { code: 'gh_standardchartered', name: 'Standard Chartered Bank Ghana' },
  { code: 'gh_uba', name: 'United Bank for Africa Ghana' },
  { code: 'gh_umb', name: 'Universal Merchant Bank' },
  { code: 'gh_zenith', name: 'Zenith Bank Ghana' },
];

const accountName: FieldRule = {
  key: 'accountName',
  label: 'Name of the account holder',
  kind: 'text',
  required: true,
  hint: 'As the bank or operator knows it',
  example: 'ESI TEST MENSAH',
  minLength: 2,
  maxLength: 60,
};

/** GH in GHS. */
export const ghana: Route = {
  country: { code: 'GH', name: 'Ghana', dialCode: '+233' },
  currency: { code: 'GHS', name: 'Ghanaian Cedi', perUsd: '11.85', payoutStep: '0.01' },
  limits: { min: 20, max: 50_000 },
  rails: [
    {
      id: 'gh_mobile_money',
      name: 'Mobile money',
      type: 'mobile_money',
      listing: 'methods',
      institutionKey: 'provider',
      institutions: wallets,
      namesKnown: true,
      fields: [
        {
          key: 'accountNumber',
          label: 'Mobile number',
          kind: 'phone',
          required: true,
          hint: 'With the country code',
          example: '+233544444444',
          pattern: '^\\+?233[25][0-9]{8}$',
        },
        accountName,
      ],
    },
    {
      id: 'gh_bank',
      name: 'Bank account',
      type: 'bank',
      listing: 'options',
      institutionKey: 'code',
      institutions: banks,
      namesKnown: true,
      fields: [
        {
          key: 'accountNumber',
          label: 'Account number',
          kind: 'digits',
          required: true,
          example: '1234567890123',
          minLength: 10,
          maxLength: 16,
        },
        accountName,
        {
          key: 'additional',
          label: 'Branch',
          kind: 'text',
          required: false,
          example: 'Osu',
          maxLength: 40,
        },
      ],
    },
  ],
};
