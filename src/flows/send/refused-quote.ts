/** What of a draft must be asked again when Chessa gave no quote for it. Pure. */
import type { Failure } from '../../chessa/failure.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Messages } from '../../text/messages.ts';
import { accountField, chosen, plainName, steps, without } from './steps.ts';

/** The draft without the answer that was refused, and a sentence about it. */
export interface AskedAgain {
  readonly draft: SendDraft;
  readonly remark: string;
}

/**
 * A refusal that names the amount, a field or the institution leads back to that question;
 * `undefined` for every other failure. The provider's own words are not shown.
 */
export function askedAgain(
  failure: Failure,
  draft: SendDraft,
  configuration: Configuration,
  messages: Messages,
): AskedAgain | undefined {
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
    return { draft: without(draft, { kind: 'amount' }), remark };
  }
  // The last part of a path names a field, wherever the provider nests it.
  const names = new Set(Object.keys(fields).map(plainName));
  return (
    refusedField(names, draft, configuration, messages) ??
    refusedPlace(names, draft, configuration, messages)
  );
}

function refusedField(
  names: ReadonlySet<string>,
  draft: SendDraft,
  configuration: Configuration,
  { send }: Messages,
): AskedAgain | undefined {
  const { institution, fields } = chosen(draft, configuration);
  const where = institution?.name ?? '';
  const account = accountField(fields);
  const step = steps(draft, configuration).find((one) => {
    if (one.kind !== 'field') return false;
    // The account goes out under `accountNumber` whatever its field is called.
    const isAccount = one.field.key === account?.key && names.has('accountnumber');
    return isAccount || names.has(plainName(one.field.key));
  });
  if (step?.kind === 'field') {
    const isMissing = !draft.fields[step.field.key];
    const remark = send.fieldProblem(step.field, { kind: isMissing ? 'empty' : 'pattern' }, where);
    const again = without(draft, step);
    return { draft: isMissing ? insisting(again, step.field.key) : again, remark };
  }
  const closed = institution?.fields.find(
    ({ key, constant }) => constant === undefined && names.has(plainName(key)),
  );
  if (!closed) return undefined;
  const remark = send.fieldProblem(closed, { kind: 'empty' }, where);
  if (plainName(closed.key) !== 'accountname') {
    return { draft: insisting(draft, closed.key), remark };
  }
  // The name is typed now, whatever the name check said; the number was good.
  const { name, recipientId, ...kept } = draft;
  return { draft: { ...kept, repeated: true, enquiry: { outcome: 'unchecked' } }, remark };
}

/** The provider wants a field that by its own rules could be left out. */
function insisting(draft: SendDraft, key: string): SendDraft {
  const { recipientId, ...kept } = draft;
  return { ...kept, insisted: [...(draft.insisted ?? []).filter((one) => one !== key), key] };
}

const placeNames = ['code', 'type', 'bankcode', 'institution'];

function refusedPlace(
  names: ReadonlySet<string>,
  draft: SendDraft,
  configuration: Configuration,
  { send }: Messages,
): AskedAgain | undefined {
  const { corridor, institution } = chosen(draft, configuration);
  if (placeNames.some((name) => names.has(name))) {
    const remark = send.noLongerOffered(institution?.name ?? '');
    return { draft: without(draft, { kind: 'institution' }), remark };
  }
  if (!names.has('currency') && !names.has('country')) return undefined;
  const remark = send.noLongerOffered(corridor?.country.name ?? '');
  return { draft: without(draft, { kind: 'country' }), remark };
}
