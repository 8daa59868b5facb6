/** Tanzania: `mandatory`, patterns with delimiters and flags, and operators that are not all up. */
import type { Institution, Route } from '../route.ts';

const wallets: readonly Institution[] = [
  { code: 'tz_mpesa', name: 'Vodacom M-Pesa', wire: { status: 'OPERATIONAL' } },
  { code: 'tz_airtel', name: 'Airtel Money', wire: { status: 'DELAYED' } },
  { code: 'tz_mixx', name: 'Mixx by Yas', wire: { status: 'OPERATIONAL' } },
  { code: 'tz_halopesa', name: 'HaloPesa', closed: true, wire: { status: 'CLOSED' } },
];

const banks: readonly Institution[] = [
  { code: 'tz_crdb', name: 'CRDB Bank' },
  { code: 'tz_exim', name: 'Exim Bank Tanzania' },
  { code: 'tz_nbc', name: 'National Bank of Commerce' },
  { code: 'tz_nmb', name: 'NMB Bank' },
  { code: 'tz_stanbic', name: 'Stanbic Bank Tanzania' },
];

/** TZ in TZS. */
export const tanzania: Route = {
  country: { code: 'TZ', name: 'Tanzania', dialCode: '+255' },
  currency: { code: 'TZS', name: 'Tanzanian Shilling', perUsd: '2465', payoutStep: '1' },
  limits: { min: 5_000, max: 10_000_000 },
  rails: [
    {
      id: 'tz_mobile_money',
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
          example: '+255754123456',
          pattern: '^\\+?255[67][0-9]{8}$',
          wire: {
            required: undefined,
            mandatory: true,
            pattern: undefined,
            regex: '/^\\+?255[67][0-9]{8}$/i',
          },
        },
      ],
    },
    {
      id: 'tz_bank',
      name: 'Bank account',
      type: 'bank',
      listing: 'sibling',
      institutionKey: 'institutions',
      institutions: banks,
      namesKnown: true,
      fields: [
        {
          key: 'accountNumber',
          label: 'Account number',
          kind: 'text',
          required: true,
          example: '0150123456789',
          pattern: '^[0-9A-Za-z]{8,20}$',
          wire: { mandatory: true, required: undefined, pattern: '\\A[0-9A-Z]{8,20}\\z' },
        },
        {
          key: 'accountName',
          label: 'Account name',
          kind: 'text',
          required: true,
          example: 'JUMA TEST TEMBO',
          wire: { required: undefined, pattern: '-' },
        },
      ],
    },
  ],
};
