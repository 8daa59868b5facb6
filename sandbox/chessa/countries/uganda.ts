/** Uganda: required flags in snake case, options with `code` and `label`, banks in a sibling list. */
import type { Institution, Route } from '../route.ts';

const wallets: readonly Institution[] = [
  { code: 'ug_mtn', name: 'MTN Mobile Money' },
  { code: 'ug_airtel', name: 'Airtel Money' },
];

const banks: readonly Institution[] = [
  { code: 'ug_absa', name: 'Absa Bank Uganda' },
  { code: 'ug_centenary', name: 'Centenary Bank' },
  { code: 'ug_dfcu', name: 'dfcu Bank' },
  { code: 'ug_equity', name: 'Equity Bank Uganda' },
  { code: 'ug_hfb', name: 'Housing Finance Bank' },
  { code: 'ug_postbank', name: 'PostBank Uganda' },
  { code: 'ug_stanbic', name: 'Stanbic Bank Uganda' },
];

/** UG in UGX. */
export const uganda: Route = {
  country: { code: 'UG', name: 'Uganda', dialCode: '+256' },
  currency: { code: 'UGX', name: 'Ugandan Shilling', perUsd: '3575', payoutStep: '1' },
  limits: { min: 5_000, max: 5_000_000 },
  rails: [
    {
      id: 'ug_mobile_money',
      name: 'Mobile money',
      type: 'mobile_money',
      listing: 'options',
      institutionKey: 'provider',
      institutions: wallets,
      namesKnown: true,
      optionSpelling: 'code_label',
      fields: [
        {
          key: 'accountNumber',
          label: 'Mobile number',
          kind: 'phone',
          required: true,
          example: '+256772123456',
          pattern: '^\\+?2567[0-9]{8}$',
          wire: { required: undefined, is_required: true, help_text: 'Starts with +256' },
        },
        {
          key: 'accountName',
          label: 'Full name',
          kind: 'text',
          required: true,
          example: 'ZOLA TEST OKELLO',
          minLength: 3,
          maxLength: 60,
          wire: { required: undefined, is_required: true, minLength: undefined, min_length: 3 },
        },
      ],
    },
    {
      id: 'ug_bank',
      name: 'Bank transfer',
      type: 'bank_account',
      listing: 'sibling',
      institutionKey: 'banks',
      institutions: banks,
      namesKnown: true,
      fields: [
        {
          key: 'accountNumber',
          label: 'Account number',
          kind: 'digits',
          required: true,
          example: '9030012345678',
          minLength: 10,
          maxLength: 16,
        },
        {
          key: 'accountName',
          label: 'Account name',
          kind: 'text',
          required: true,
          example: 'ZOLA TEST OKELLO',
          maxLength: 60,
        },
      ],
    },
  ],
};
