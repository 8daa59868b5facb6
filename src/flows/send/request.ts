/** From a finished draft to what a quote is asked with. Pure. */
import { findChain } from '../../domain/chain.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import { checkAnswer } from '../../domain/field.ts';
import type { QuoteRequest } from '../../transfers/quote.ts';
import { isOutside } from './answer.ts';
import { limitsOf } from './question.ts';
import { accountField, chosen, type Step, steps } from './steps.ts';

/**
 * Checks a finished draft once more against the configuration of this moment, which may have
 * changed since a question was answered. Returns the first step that must be asked again.
 */
export function staleStep(draft: SendDraft, configuration: Configuration): Step | undefined {
  return steps(draft, configuration).find((step) => {
    if (step.kind === 'amount') return isAmountOutside(draft, configuration);
    if (step.kind !== 'field') return false;
    const value = draft.fields[step.field.key] ?? '';
    const skipped = value === '' && !step.field.required;
    return !skipped && !checkAnswer(step.field, value, draft.country).ok;
  });
}

function isAmountOutside(draft: SendDraft, configuration: Configuration): boolean {
  const limits = limitsOf(draft, configuration);
  const { amount } = draft;
  return amount?.side === 'receive' && limits !== undefined && isOutside(amount.value, limits);
}

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
  const constants = Object.fromEntries(
    institution.fields.flatMap(({ key, constant }) => (constant ? [[key, constant]] : [])),
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
      fields: { ...constants, ...draft.fields, accountNumber, accountName: name.accountName },
    },
    amount: { side: amount.side, value: amount.value },
    pay: { asset: pay.asset, chain: chain.name },
  };
}
