/**
 * Which question of `/send` comes next. Pure: a draft and a configuration in, the first thing
 * that is missing out. What has only one possible answer is taken, not asked.
 */
import type { Configuration, Corridor, Institution, Way } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Field } from '../../domain/field.ts';
import { dependentsOf, openFields, parentsOf } from '../../domain/open-fields.ts';

/** One thing that a draft must hold before a quote can be asked for. */
export type Step =
  | { readonly kind: 'country' }
  | { readonly kind: 'currency' }
  | { readonly kind: 'way' }
  | { readonly kind: 'institution' }
  /** `among`: all fields of the institution, of which some may hang on this one. */
  | { readonly kind: 'field'; readonly field: Field; readonly among: readonly Field[] }
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

/** Names of fields that hold the number which the name check looks up; of several the first. */
const accountNames = ['accountnumber', 'phonenumber', 'iban'];

/** Looks the draft's answers up in the configuration. */
export function chosen(draft: SendDraft, configuration: Configuration): Chosen {
  const corridor = configuration.corridors.find(({ key }) => key === draft.corridor);
  const way = corridor?.ways.find(({ kind }) => kind === draft.way);
  const institution = way?.institutions.find(({ code }) => code === draft.institution);
  const all = institution?.fields ?? [];
  const open = openFields(all, draft.fields, draft.insisted).filter(isAsked);
  return { corridor, way, institution, fields: inAskedOrder(withAccount(open, all, draft), all) };
}

/** Every recipient has an account: where no field for it is open, nor will be, it is asked for plainly. */
function withAccount(
  open: readonly Field[],
  all: readonly Field[],
  { fields }: SendDraft,
): readonly Field[] {
  if (all.length === 0 || accountField(open)) return open;
  const above = aboveAccounts(all);
  const isToCome = open.some(({ key }) => above.has(key) && fields[key] === undefined);
  return isToCome ? open : [plainAccount, ...open];
}

/** Keys of whatever a field for the account hangs on. */
function aboveAccounts(all: readonly Field[]): ReadonlySet<string> {
  const accounts = all.filter(({ key }) => isAccountKey(key));
  return new Set(accounts.flatMap((field) => ancestorsOf(field, all)));
}

/** Who is paid comes first, then what the account hangs on, the account, and all others. */
function inAskedOrder(fields: readonly Field[], all: readonly Field[]): Field[] {
  const account = accountField(fields);
  const above = account ? new Set(ancestorsOf(account, fields)) : aboveAccounts(all);
  const rank = (field: Field) =>
    above.has(field.key) || field.party ? 0 : field.key === account?.key ? 1 : 2;
  return [0, 1, 2].flatMap((wanted) => fields.filter((field) => rank(field) === wanted));
}

function ancestorsOf(field: Field, fields: readonly Field[]): string[] {
  return parentsOf(field).flatMap((key) => {
    const parent = fields.find((one) => one.key === key);
    return parent ? [key, ...ancestorsOf(parent, fields)] : [];
  });
}

/** The field whose answer is the account: what the name check takes, what is masked. */
export function accountField(fields: readonly Field[]): Field | undefined {
  return accountNames
    .map((name) => fields.find(({ key }) => plainName(key) === name))
    .find((field) => field !== undefined);
}

/** The last part of a key, without case: `bank.accountNumber` as `accountnumber`. */
export function plainName(key: string): string {
  return (key.split('.').at(-1) ?? key).toLowerCase().replaceAll('_', '');
}

/** Every step of this draft in order, as far as its answers tell. */
export function steps(draft: SendDraft, configuration: Configuration): Step[] {
  const { corridor, way, institution, fields } = chosen(draft, configuration);
  const several = draft.country !== undefined && currenciesOf(draft.country, configuration) > 1;
  const account = accountField(fields);
  const among = institution?.fields ?? [];
  const asked = fields.map((field): Step => ({ kind: 'field', field, among }));
  const toCome = account ? [] : fields.filter(({ key }) => aboveAccounts(among).has(key));
  const before = account ? fields.indexOf(account) : toCome.length;
  return [
    { kind: 'country' },
    ...(several ? [{ kind: 'currency' } as const] : []),
    ...(corridor?.ways.length === 1 ? [] : [{ kind: 'way' } as const]),
    ...(way?.institutions.length === 1 ? [] : [{ kind: 'institution' } as const]),
    ...asked.slice(0, before),
    asked[before] && account ? asked[before] : { kind: 'field', field: plainAccount, among },
    { kind: 'name' },
    ...asked.slice(account ? before + 1 : 0),
    { kind: 'amount' },
    { kind: 'pay' },
  ];
}

/** The account number by itself; it also stands for it while the institution is not known yet. */
const plainAccount: Field = {
  key: 'accountNumber',
  label: 'Account number',
  ours: true,
  kind: 'text',
  required: true,
};

/** Where the first step is that the draft does not answer; -1 when it answers all. */
function firstOpen(all: readonly Step[], draft: SendDraft, configuration: Configuration): number {
  const now = chosen(draft, configuration);
  const isThere = draft.country !== undefined && currenciesOf(draft.country, configuration) > 0;
  return all.findIndex((step) =>
    step.kind === 'country' ? !isThere : !isAnswered(step, draft, now),
  );
}

/** Tells whether the draft answers a step, given what its answers mean. */
function isAnswered(
  step: Exclude<Step, { kind: 'country' }>,
  draft: SendDraft,
  { corridor, way, institution }: Chosen,
): boolean {
  switch (step.kind) {
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
  const all = steps(draft, configuration);
  return all[firstOpen(all, draft, configuration)];
}

/** The draft without the newest answer, so that its question is asked again. */
export function withoutLast(draft: SendDraft, configuration: Configuration): SendDraft {
  const all = steps(draft, configuration);
  const open = firstOpen(all, draft, configuration);
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
      return fresh(kept);
    case 'currency':
      return { ...fresh(kept), country: kept.country };
    case 'way':
      return { ...untilWay(kept), way: undefined };
    case 'institution':
      return untilWay(kept);
    case 'field': {
      const gone = [step.field.key, ...dependentsOf(step.field.key, step.among)];
      const fields = withoutKeys(kept.fields, (key) => gone.includes(key));
      const isAccount = gone.some(isAccountKey);
      return isAccount ? { ...withoutName(kept), fields } : { ...kept, fields };
    }
    case 'name':
      return { ...withoutName(kept), fields: withoutKeys(kept.fields, isAccountKey) };
    case 'amount':
      return { ...kept, amount: undefined, pay: undefined, recipientId };
    case 'pay':
      return { ...kept, pay: undefined, recipientId };
  }
}

function untilWay(draft: SendDraft): SendDraft {
  const { country, corridor, way } = draft;
  return { ...fresh(draft), country, corridor, way };
}

/** A draft with nothing answered; what was typed with the command is kept. */
export function fresh({ nonce, typedAmount }: SendDraft): SendDraft {
  return { nonce, fields: {}, ...(typedAmount && { typedAmount }) };
}

function withoutName(draft: SendDraft): SendDraft {
  return { ...draft, name: undefined, enquiry: undefined, repeated: undefined };
}

function withoutKeys(
  fields: SendDraft['fields'],
  isGone: (key: string) => boolean,
): SendDraft['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !isGone(key)));
}

function isAccountKey(key: string): boolean {
  return accountNames.includes(plainName(key));
}

function currenciesOf(country: string, configuration: Configuration): number {
  return configuration.corridors.filter((corridor) => corridor.country.code === country).length;
}

function isAsked(field: Field): boolean {
  return field.constant === undefined && plainName(field.key) !== 'accountname';
}
