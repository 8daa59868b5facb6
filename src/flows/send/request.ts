/** From a finished draft to what a quote is asked with. Pure. */
import { findChain } from '../../domain/chain.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import { openFields } from '../../domain/open-fields.ts';
import type { QuoteRequest } from '../../transfers/quote.ts';
import { accountField, chosen } from './steps.ts';

/** What to ask a quote with; throws for a draft that is not finished, which is a bug. */
export function quoteRequest(
  userId: number,
  draft: SendDraft,
  configuration: Configuration,
): QuoteRequest {
  const { corridor, way, institution, fields } = chosen(draft, configuration);
  const { name, amount, pay } = draft;
  const chain = findChain(pay?.chain ?? '');
  if (!corridor || !way || !institution || !name || !amount || !pay || !chain) {
    throw new Error('a quote was asked for before the draft was finished');
  }
  const account = accountField(fields);
  const accountNumber = draft.fields[account?.key ?? ''] ?? '';
  const open = openFields(institution.fields, draft.fields, draft.insisted);
  const sent = open.filter(({ unsent }) => !unsent);
  const answers = Object.fromEntries(
    sent.map(({ key, constant }) => [key, constant ?? draft.fields[key] ?? '']),
  );
  return {
    userId,
    payee: {
      kind: way.kind,
      accountName: name.accountName,
      nameChecked: name.checked,
      accountNumber,
      institutionCode: institution.code,
      institutionName: institution.name,
      countryCode: corridor.country.code,
      countryName: corridor.country.name,
    },
    ...(draft.recipientId && { recipientId: draft.recipientId }),
    recipient: {
      type: institution.type,
      country: corridor.country.code,
      currency: corridor.currency,
      code: institution.code,
      fields: { ...answers, accountNumber, accountName: name.accountName },
    },
    amount: { side: amount.side, value: amount.value },
    pay: { asset: pay.asset, chain: chain.name },
  };
}
