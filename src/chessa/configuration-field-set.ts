/** Which fields are asked at an institution: its method's, as they are there, and those that all have. */
import type { Way } from '../domain/corridor.ts';
import type { Field } from '../domain/field.ts';
import { openFields, parentsOf } from '../domain/open-fields.ts';
import {
  findLabel,
  findList,
  findText,
  isOpen,
  type Keys,
  keysOf,
  plainKey,
} from './configuration-keys.ts';
import { humanName } from './configuration-rules.ts';
import { asText } from './wire-values.ts';

/** The provider's recipients always have an account and a name, whether the list says so or not. */
export function withBase(fields: readonly Field[], kind: Way['kind']): Field[] {
  const has = (...keys: string[]) => fields.some(({ key }) => keys.includes(plainKey(key)));
  const ours = true;
  const number: Field =
    kind === 'mobile_money'
      ? { key: 'accountNumber', label: 'Mobile money number', ours, kind: 'phone', required: true }
      : { key: 'accountNumber', label: 'Account number', ours, kind: 'text', required: true };
  const name: Field = {
    key: 'accountName',
    label: 'Account name',
    ours,
    kind: 'text',
    required: true,
  };
  return [
    ...(has('accountnumber', 'phonenumber', 'iban') ? [] : [number]),
    ...fields,
    ...(has('accountname') ? [] : [name]),
  ];
}

/** Where a method can be filled in one of several ways: the question which, whose answer is ours. */
const formKey = 'accountForm';
const alternativeKeys = ['oneof', 'anyof', 'alternatives', 'forms'];

/** The fields of a method, and behind them the choice between its alternatives, where it has some. */
export function withAlternatives(method: Keys, list: unknown): unknown {
  const forms = (findList(method, ...alternativeKeys) ?? []).flatMap((form, index) => {
    const keys = keysOf(form);
    const fields = keys && findList(keys, 'fields', 'requiredfields');
    if (!keys || !isOpen(keys) || !fields?.length) return [];
    const [first] = fields.map((field) => {
      const own = keysOf(field);
      const id = asText(field) ?? (own && findText(own, 'id', 'key', 'field')) ?? '';
      return (own && findLabel(own, 'label', 'title')) ?? humanName(id);
    });
    return [
      { id: `${index + 1}`, label: findLabel(keys, 'name', 'label', 'title') ?? first, fields },
    ];
  });
  if (forms.length === 0 || (list !== undefined && !Array.isArray(list))) return list;
  const [only] = forms;
  const more =
    forms.length === 1 ? only?.fields : [{ id: formKey, label: 'Details', options: forms }];
  return [...(list ?? []), ...(more ?? [])];
}

/** The same fields; the answer to our own question is not for the provider. */
export function keptToUs(field: Field): Field {
  return field.key === formKey ? { ...field, unsent: true } : field;
}

/** The fields at one institution, where some depend on which it is. The list is shared otherwise. */
export function fieldsAt(
  all: readonly Field[],
  { key: naming, optionsBy: by }: Field,
  code: string,
): readonly Field[] {
  const asked = by ? underAnswers(all, by, code) : all;
  if (!asked.some((field) => parentsOf(field).includes(naming))) return asked;
  const anchor: Field = { key: naming, label: '', kind: 'text', required: true, constant: code };
  return asked.flatMap((field) => {
    if (!parentsOf(field).includes(naming)) return [field];
    const { when = [], optionsBy, ...plain } = field;
    const isBy = optionsBy?.key === naming;
    const about = { ...plain, when: when.filter(({ key }) => key === naming) };
    const [, open] = openFields([anchor, { ...about, ...(isBy && { optionsBy }) }], {});
    if (!open) return [];
    const { when: _, ...here } = open;
    const others = when.filter(({ key }) => key !== naming);
    const isElsewhere = optionsBy !== undefined && !isBy;
    return [
      { ...here, ...(isElsewhere && { optionsBy }), ...(others.length > 0 && { when: others }) },
    ];
  });
}

/**
 * Institutions that hang on another answer, a region, are chosen first; that answer can then only
 * be one under which the institution is offered, and is not asked for where there is but one.
 */
function underAnswers(
  asked: readonly Field[],
  by: NonNullable<Field['optionsBy']>,
  code: string,
): readonly Field[] {
  const under = Object.entries(by.options).flatMap(([answer, options]) =>
    options.some(({ value }) => value === code) ? [answer] : [],
  );
  const [only, second] = under;
  return asked.map((field) => {
    if (field.key !== by.key) return field;
    const { options, ...plain } = field;
    if (only !== undefined && second === undefined) return { ...plain, constant: only };
    return { ...plain, options: options?.filter(({ value }) => under.includes(value)) };
  });
}
