/** What of a draft must be asked again when Chessa gave no quote for it. Pure. */
import type { Failure } from '../../chessa/failure.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Messages } from '../../text/messages.ts';
import { chosen, type Step, steps } from './steps.ts';

/**
 * A refusal that names a field or the amount leads back to that question, with a sentence about
 * what is wrong; `undefined` for every other failure.
 */
export function askedAgain(
  failure: Failure,
  draft: SendDraft,
  configuration: Configuration,
  messages: Messages,
): { readonly step: Step; readonly remark: string } | undefined {
  if (failure.kind !== 'rejected') return undefined;
  const { why, limit, fields = {} } = failure;
  if (why === 'below_minimum' || why === 'above_maximum') {
    const bound = why === 'below_minimum' ? 'min' : 'max';
    const got = draft.amount?.value ?? '';
    // A limit in another currency than was typed cannot be held against the number.
    const remark =
      limit && limit.currency === draft.amount?.unit
        ? messages.send.outsideLimits({ [bound]: limit.value, currency: limit.currency }, got)
        : messages.failure(failure);
    return { step: { kind: 'amount' }, remark };
  }
  const step = steps(draft, configuration).find(
    (one) => one.kind === 'field' && Object.hasOwn(fields, one.field.key),
  );
  if (step?.kind !== 'field') return undefined;
  const name = chosen(draft, configuration).institution?.name ?? '';
  return { step, remark: messages.send.fieldProblem(step.field, { kind: 'pattern' }, name) };
}
