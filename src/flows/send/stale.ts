/**
 * A draft held against the configuration of this moment, which may have changed since its questions
 * were answered. Pure.
 */
import type { SendDraft } from '../../domain/draft.ts';
import { checkAnswer } from '../../domain/field.ts';
import { filled, type Rules } from './answer.ts';
import { isOutside, limitsIn } from './limits.ts';
import { payable } from './options.ts';
import { chosen, type Step, steps, without } from './steps.ts';

/** A draft that holds, and what had to go for it, in words. */
export interface Settled {
  readonly draft: SendDraft;
  readonly remark?: string;
}

/** So many sentences at once; whatever else went is asked again all the same. */
const maxRemarks = 3;

/**
 * Takes out of a draft what is not offered any more or breaks a rule of today, and fills in what
 * has only one answer now. A draft that was checked against this very configuration is let through.
 */
export function settle(draft: SendDraft, rules: Rules): Settled {
  const checkedBy = rules.configuration.hash.slice(0, 16);
  if (draft.checkedBy === checkedBy) return { draft: filled(draft, rules) };
  const remarks = new Set<string>();
  let current = draft;
  for (let stale = staleIn(current, rules); stale; stale = staleIn(current, rules)) {
    remarks.add(stale.remark);
    current = without(current, stale.step);
  }
  const remark = [...remarks].slice(0, maxRemarks).join('\n');
  return { draft: { ...filled(current, rules), checkedBy }, ...(remark && { remark }) };
}

interface Stale {
  readonly step: Step;
  readonly remark: string;
}

function staleIn(draft: SendDraft, rules: Rules): Stale | undefined {
  return goneIn(draft, rules) ?? brokenIn(draft, rules);
}

/** The first choice that is not offered any more. */
function goneIn(draft: SendDraft, { configuration, assets, messages }: Rules): Stale | undefined {
  const { send } = messages;
  const gone = (kind: 'country' | 'currency' | 'way' | 'institution' | 'pay', what: string) => ({
    step: { kind },
    remark: send.noLongerOffered(what),
  });
  const { corridor, way, institution } = chosen(draft, configuration);
  const isThere = configuration.corridors.some(({ country }) => country.code === draft.country);
  if (draft.country && !isThere) return gone('country', send.countryName(draft.country));
  if (draft.corridor && !corridor) return gone('currency', draft.corridor.split(':')[1] ?? '');
  if (draft.way && !way) return gone('way', send.wayName(draft.way));
  if (draft.institution && !institution) return gone('institution', draft.institutionName ?? '');
  const { pay, amount } = draft;
  if (!pay) return undefined;
  const isPayable = payable(draft, assets).some(
    ({ asset, chain }) => asset === pay.asset && chain === pay.chain,
  );
  if (isPayable) return undefined;
  const isTypedIn = amount?.side === 'send' && !assets.some(({ asset }) => asset === amount.unit);
  const what = `${pay.asset} (${pay.chain})`;
  return isTypedIn
    ? { step: { kind: 'amount' }, remark: send.noLongerOffered(what) }
    : gone('pay', what);
}

/** The first answer that a rule refuses now. */
function brokenIn(draft: SendDraft, { configuration, messages }: Rules): Stale | undefined {
  const step = staleField(draft, configuration);
  if (step) return { step, remark: messages.send.rulesChanged(step.field) };
  const { amount } = draft;
  if (!amount) return undefined;
  const { corridor } = chosen(draft, configuration);
  const again: Step = { kind: 'amount' };
  if (corridor && amount.side === 'receive' && amount.unit !== corridor.currency) {
    return { step: again, remark: messages.send.noLongerOffered(amount.unit) };
  }
  const limits = limitsIn(amount.unit, draft, configuration);
  return limits && isOutside(amount.value, limits)
    ? { step: again, remark: messages.send.outsideLimits(limits, amount.value) }
    : undefined;
}

/** The first answered field whose answer its rules refuse. */
export function staleField(
  draft: SendDraft,
  configuration: Rules['configuration'],
): Extract<Step, { kind: 'field' }> | undefined {
  return steps(draft, configuration).find((step): step is Extract<Step, { kind: 'field' }> => {
    if (step.kind !== 'field') return false;
    const value = draft.fields[step.field.key];
    return value !== undefined && !checkAnswer(step.field, value, draft.country).ok;
  });
}
