/**
 * Which question of `/send` comes next. Pure: a draft and a configuration in, the first thing
 * that is missing out. What has only one possible answer is taken, not asked.
 */
import type { Configuration, Corridor, Institution, Way } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Field } from '../../domain/field.ts';

/** One thing that a draft must hold before a quote can be asked for. */
export type Step =
  | { readonly kind: 'country' }
  | { readonly kind: 'currency' }
  | { readonly kind: 'way' }
  | { readonly kind: 'institution' }
  | { readonly kind: 'field'; readonly field: Field; readonly index: number }
  /** The account is looked up, shown, and agreed to; or typed twice and named. */
  | { readonly kind: 'name' }
  | { readonly kind: 'amount' }
  | { readonly kind: 'pay' };

/** What the answers so far mean in a configuration. Absent parts are unanswered or gone. */
export interface Chosen {
  readonly corridor?: Corridor;
  readonly way?: Way;
  readonly institution?: Institution;
  /** Fields that are asked, in order; constants and the holder's name are not among them. */
  readonly fields: readonly Field[];
}

/** A chain and asset that can be paid with. */
export interface FundingAsset {
  readonly asset: string;
  readonly chain: string;
}

/** Field keys that hold the number which the name check looks up. */
const accountKeys = ['accountNumber', 'phoneNumber'];

/** Looks the draft's answers up in the configuration. */
export function chosen(draft: SendDraft, configuration: Configuration): Chosen {
  const corridor = configuration.corridors.find(({ key }) => key === draft.corridor);
  const way = only(corridor?.ways) ?? corridor?.ways.find(({ kind }) => kind === draft.way);
  const institution =
    only(way?.institutions) ?? way?.institutions.find(({ code }) => code === draft.institution);
  const fields = (institution?.fields ?? []).filter(isAsked);
  const account = fields.filter((field) => field.key === accountField(fields)?.key);
  const others = fields.filter((field) => !account.includes(field));
  return { corridor, way, institution, fields: [...account, ...others] };
}

/** The field whose answer is the account: what the name check takes, what is masked. */
export function accountField(fields: readonly Field[]): Field | undefined {
  const key = accountKeys.find((known) => fields.some((field) => field.key === known));
  return fields.find((field) => field.key === key);
}

/** Every step of this draft in order, as far as its answers tell. */
export function steps(draft: SendDraft, configuration: Configuration): Step[] {
  const { corridor, way, institution, fields } = chosen(draft, configuration);
  const several = draft.country !== undefined && currenciesOf(draft.country, configuration) > 1;
  const [account, ...others] = fields.map(
    (field, index): Step => ({ kind: 'field', field, index }),
  );
  return [
    { kind: 'country' },
    ...(several ? [{ kind: 'currency' } as const] : []),
    ...(corridor && only(corridor.ways) ? [] : [{ kind: 'way' } as const]),
    ...(way && only(way.institutions) ? [] : [{ kind: 'institution' } as const]),
    ...(institution && account ? [account] : [unknownField]),
    { kind: 'name' },
    ...others,
    { kind: 'amount' },
    { kind: 'pay' },
  ];
}

/** Stands for the account number while the institution is not known yet. */
const unknownField: Step = {
  kind: 'field',
  index: 0,
  field: { key: 'accountNumber', label: 'Account number', kind: 'text', required: true },
};

/** Tells whether the draft answers a step, in this configuration. */
function isAnswered(step: Step, draft: SendDraft, configuration: Configuration): boolean {
  const { corridor, way, institution } = chosen(draft, configuration);
  switch (step.kind) {
    case 'country':
      return draft.country !== undefined && currenciesOf(draft.country, configuration) > 0;
    case 'currency':
      return corridor !== undefined;
    case 'way':
      return way !== undefined;
    case 'institution':
      return institution !== undefined;
    case 'field':
      return draft.fields[step.field.key] !== undefined;
    case 'name':
      return draft.name !== undefined;
    case 'amount':
      return draft.amount !== undefined;
    case 'pay':
      return draft.pay !== undefined;
  }
}

/** The first step that is not answered; `undefined` when a quote can be asked for. */
export function nextStep(draft: SendDraft, configuration: Configuration): Step | undefined {
  return steps(draft, configuration).find((step) => !isAnswered(step, draft, configuration));
}

/** The draft without the newest answer, so that its question is asked again. */
export function withoutLast(draft: SendDraft, configuration: Configuration): SendDraft {
  const all = steps(draft, configuration);
  const open = all.findIndex((step) => !isAnswered(step, draft, configuration));
  // Half an answer to the name question (the number typed twice) is given up first.
  if (all[open]?.kind === 'name' && draft.repeated) return { ...draft, repeated: undefined };
  const last = all[(open === -1 ? all.length : open) - 1];
  return last ? without(draft, last) : draft;
}

/** The draft without the answer to one step, and without what followed from it. */
export function without(draft: SendDraft, step: Step): SendDraft {
  const { search, recipientId, ...kept } = draft;
  switch (step.kind) {
    case 'country':
      return { nonce: kept.nonce, fields: {} };
    case 'currency':
      return { nonce: kept.nonce, country: kept.country, fields: {} };
    case 'way':
      return { ...untilWay(kept), way: undefined };
    case 'institution':
      return untilWay(kept);
    case 'field': {
      const { [step.field.key]: _, ...fields } = kept.fields;
      const isAccount = accountKeys.includes(step.field.key);
      return isAccount ? { ...withoutName(kept), fields } : { ...kept, fields };
    }
    case 'name':
      return { ...withoutName(kept), fields: withoutAccount(kept.fields) };
    case 'amount':
      return { ...kept, amount: undefined, pay: undefined, recipientId };
    case 'pay':
      return { ...kept, pay: undefined, recipientId };
  }
}

function untilWay(draft: SendDraft): SendDraft {
  const { nonce, country, corridor, way } = draft;
  return { nonce, country, corridor, way, fields: {} };
}

function withoutName(draft: SendDraft): SendDraft {
  return { ...draft, name: undefined, enquiry: undefined, repeated: undefined };
}

function withoutAccount(fields: SendDraft['fields']): SendDraft['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !accountKeys.includes(key)));
}

function currenciesOf(country: string, configuration: Configuration): number {
  return configuration.corridors.filter((corridor) => corridor.country.code === country).length;
}

function only<T>(items: readonly T[] | undefined): T | undefined {
  return items?.length === 1 ? items[0] : undefined;
}

function isAsked(field: Field): boolean {
  return field.constant === undefined && field.key !== 'accountName';
}
