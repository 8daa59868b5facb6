/** Senegal: labels in two languages, an inverted required flag, an exact length, a date, a radio. */
import type { Institution, Route } from '../route.ts';

const wallets: readonly Institution[] = [
  { code: 'sn_orange', name: 'Orange Money' },
  { code: 'sn_wave', name: 'Wave' },
  { code: 'sn_mixx', name: 'Mixx by Yas' },
];

const banks: readonly Institution[] = [
  { code: 'sn_bicis', name: 'BICIS' },
  { code: 'sn_boa', name: 'Bank of Africa Sénégal' },
  { code: 'sn_cbao', name: 'CBAO Groupe Attijariwafa bank' },
  { code: 'sn_ecobank', name: 'Ecobank Sénégal' },
  { code: 'sn_sgs', name: 'Société Générale Sénégal' },
];

/** SN in XOF, whose smallest coin in use is 5 francs. */
export const senegal: Route = {
  country: { code: 'SN', name: 'Senegal', dialCode: '+221' },
  currency: { code: 'XOF', name: 'West African CFA Franc', perUsd: '561.4', payoutStep: '5' },
  limits: { min: 1_000, max: 2_000_000 },
  wire: { country: 'SN', currency: 'XOF', limits: { min: '1000', max: '2000000' } },
  rails: [
    {
      id: 'sn_mobile_money',
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
          example: '+221771234567',
          pattern: '^\\+?2217[0-9]{8}$',
          wire: {
            label: { en: 'Mobile number', fr: 'Numéro de téléphone' },
            required: undefined,
            optional: false,
          },
        },
        {
          key: 'accountName',
          label: 'Full name',
          kind: 'text',
          required: true,
          example: 'FATOU TEST DIALLO',
          wire: { label: { en: 'Full name', fr: 'Nom complet' }, optional: false },
        },
      ],
    },
    {
      id: 'sn_bank',
      name: 'Bank account',
      type: 'bank',
      listing: 'options',
      institutionKey: 'institution',
      institutions: banks,
      namesKnown: false,
      fields: [
        {
          key: 'accountNumber',
          label: 'IBAN',
          kind: 'text',
          required: true,
          hint: '28 characters, begins with SN',
          example: 'SN08SN0100152000048500003035',
          pattern: '^SN[0-9A-Z]{26}$',
          minLength: 28,
          maxLength: 28,
          wire: { minLength: undefined, maxLength: null, length: 28 },
        },
        {
          key: 'accountName',
          label: 'Account holder',
          kind: 'text',
          required: true,
          example: 'FATOU TEST DIALLO',
        },
        {
          key: 'dateOfBirth',
          label: 'Date of birth',
          kind: 'date',
          required: true,
          example: '1990-05-17',
          wire: { required: undefined, optional: false },
        },
        {
          key: 'relationship',
          label: 'Who is it to you?',
          kind: 'choice',
          required: true,
          example: 'family',
          options: [
            { id: 'family', name: 'Family' },
            { id: 'friend', name: 'A friend' },
            { id: 'business', name: 'Business' },
          ],
          wire: {
            type: 'radio',
            options: undefined,
            values: [
              { value: 'family', title: 'Family' },
              { value: 'friend', title: 'A friend' },
              { value: 'business', title: 'Business' },
            ],
          },
        },
        {
          key: 'email',
          label: 'E-mail',
          kind: 'email',
          required: false,
          example: 'receiver@example.com',
          wire: { required: undefined, optional: true },
        },
      ],
    },
  ],
};
