/** Kenya: mobile money with limits of its own, and bank accounts. */
import type { Institution, Route } from '../route.ts';

const wallets: readonly Institution[] = [
  { code: 'ke_mpesa', name: 'M-PESA' },
  { code: 'ke_airtel', name: 'Airtel Money' },
  { code: 'ke_tkash', name: 'T-Kash' },
];

const banks: readonly Institution[] = [
  { code: 'ke_absa', name: 'Absa Bank Kenya' },
  { code: 'ke_boa', name: 'Bank of Africa Kenya' },
  { code: 'ke_coop', name: 'Co-operative Bank of Kenya' },
  { code: 'ke_credit', name: 'Credit Bank' },
  { code: 'ke_dtb', name: 'Diamond Trust Bank Kenya' },
  { code: 'ke_ecobank', name: 'Ecobank Kenya' },
  { code: 'ke_equity', name: 'Equity Bank Kenya' },
  { code: 'ke_family', name: 'Family Bank' },
  { code: 'ke_gulf', name: 'Gulf African Bank' },
  { code: 'ke_hfc', name: 'HFC' },
  { code: 'ke_im', name: 'I&M Bank Kenya' },
  { code: 'ke_kcb', name: 'KCB Bank Kenya' },
  { code: 'ke_kingdom', name: 'Kingdom Bank' },
  { code: 'ke_nbk', name: 'National Bank of Kenya' },
  { code: 'ke_ncba', name: 'NCBA Bank Kenya' },
  { code: 'ke_prime', name: 'Prime Bank' },
  { code: 'ke_sbm', name: 'SBM Bank Kenya' },
  { code: 'ke_sidian', name: 'Sidian Bank' },
  { code: 'ke_stanbic', name: 'Stanbic Bank Kenya' },
  { code: 'ke_standardchartered', name: 'Standard Chartered Bank Kenya' },
];

/** KE in KES. */
export const kenya: Route = {
  country: { code: 'KE', name: 'Kenya', dialCode: '+254' },
  currency: { code: 'KES', name: 'Kenyan Shilling', perUsd: '129.35', payoutStep: '1' },
  limits: { min: 100, max: 999_999 },
  rails: [
    {
      id: 'ke_mobile_money',
      name: 'Mobile money',
      type: 'mobileMoney',
      listing: 'methods',
      institutionKey: 'provider',
      institutions: wallets,
      namesKnown: true,
      limits: { min: 100, max: 250_000 },
      fields: [
        {
          key: 'accountNumber',
          label: 'Phone number',
          kind: 'phone',
          required: true,
          example: '+254712345678',
          pattern: '^\\+?254[17][0-9]{8}$',
        },
      ],
      wire: { limits: { min: '100', max: '250000', currency: 'KES' } },
    },
    {
      id: 'ke_bank',
      name: 'Bank account',
      type: 'bank',
      listing: 'options',
      institutionKey: 'bankCode',
      institutions: banks,
      namesKnown: true,
      fields: [
        {
          key: 'accountNumber',
          label: 'Account number',
          kind: 'digits',
          required: true,
          example: '1100223344556',
          minLength: 8,
          maxLength: 16,
        },
        {
          key: 'accountName',
          label: 'Account name',
          kind: 'text',
          required: true,
          example: 'WANJIRU TEST KAMAU',
          minLength: 2,
          maxLength: 80,
        },
        {
          key: 'email',
          label: 'E-mail of the receiver',
          kind: 'email',
          required: false,
          example: 'receiver@example.com',
        },
      ],
    },
  ],
};
