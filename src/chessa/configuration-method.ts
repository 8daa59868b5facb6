/**
 * One payout method as institutions that can be chosen. Two readings fit what is known: a method
 * per institution, or a method per rail whose institutions are options of a field or a list
 * beside the fields.
 */
import type { Institution, Limits, Way } from '../domain/corridor.ts';
import type { Field } from '../domain/field.ts';
import { type Reading, readFields } from './configuration-field.ts';
import { findLabel, findText, isOpen, type Keys, keysOf, plainKey } from './configuration-keys.ts';
import { readLimits, tightest } from './configuration-limits.ts';
import { readOptions, type WireOption } from './configuration-option.ts';
import { foldWord } from './status.ts';

/** A method read: its kind, its own name where it is a rail, and whom it can pay. */
export interface Method {
  readonly kind: Way['kind'];
  readonly label?: string;
  readonly institutions: readonly Institution[];
}

/** Where a method stands. */
export interface Around {
  readonly route: Keys;
  readonly currency: string;
  readonly limits?: Limits;
}

/**
 * Reads a method. `undefined` for one that makes no sense, which is reported; closed ones are
 * a method without institutions.
 */
export function readMethod(value: unknown, around: Around, reading: Reading): Method | undefined {
  const keys = keysOf(value);
  const kind = keys && readKind(keys);
  if (!keys || !kind) return undefined;
  reading.note('method', keys);
  if (!isOpen(keys)) return { ...kind, institutions: [] };
  const list = keys.get('fields') ?? keys.get('requiredfields') ?? keys.get('requirements');
  const fields = readFields(list, [keys, around.route], reading);
  const naming = fields.find(({ field }) => namesInstitution(field.key));
  const listed = naming?.options.length
    ? naming.options
    : readListed(keys, kind.kind, around, reading);
  const others = listed.length > 0 ? fields.filter((one) => one !== naming) : fields;
  const asked = withBase(
    others.map(({ field }) => field),
    kind.kind,
  );
  const limits = readLimits(keys, around.currency);
  const make = (option?: WireOption): Institution[] => {
    const code = codeToSend(option, keys);
    if (code === undefined) return [];
    const own = option?.keys && readLimits(option.keys, around.currency);
    const name = option?.label ?? findLabel(keys, 'name', 'label', 'title') ?? code;
    const bounds = own || limits ? tightest(own, limits, around.limits) : undefined;
    return [
      { code, name, type: kind.type, limits: bounds, fields: fieldsOf(option, asked, reading) },
    ];
  };
  if (listed.length === 0) {
    const institutions = make();
    return institutions.length > 0 ? { kind: kind.kind, institutions } : undefined;
  }
  const label = findLabel(keys, 'name', 'label', 'title');
  return { kind: kind.kind, label, institutions: listed.flatMap(make) };
}

/**
 * What goes out as a recipient's `code`: the option that names the institution, where one was
 * chosen; else the method's own code; else its id. Nobody has seen the live configuration decide
 * it, so this is the one place to turn.
 */
function codeToSend(option: WireOption | undefined, method: Keys): string | undefined {
  return option?.value ?? findText(method, 'code') ?? findText(method, 'id');
}

const namingKeys = new Set([
  'code',
  'institution',
  'institutioncode',
  'bank',
  'bankcode',
  'provider',
  'providercode',
  'network',
  'networkcode',
]);

function namesInstitution(key: string): boolean {
  return namingKeys.has(plainKey(key));
}

/** Institutions listed beside the fields; beside the methods only lists that fit the method's kind. */
function readListed(keys: Keys, kind: Way['kind'], around: Around, reading: Reading): WireOption[] {
  const own = ['institutions', 'banks', 'providers', 'networks'].map((name) => keys.get(name));
  const shared =
    kind === 'bank' ? ['banks'] : kind === 'mobile_money' ? ['providers', 'networks'] : [];
  const lists = [...own, ...shared.map((name) => around.route.get(name))];
  const list = lists.find((one) => Array.isArray(one) && one.length > 0);
  return list === undefined ? [] : readOptions(list, reading.count);
}

const bankWords = /^(bank|bank_account|bank_transfer|bank_deposit|account)$/;
const mobileWords = /^(mobile_money|mobilemoney|mobile_wallet|mobile|momo|wallet)$/;

/** The way, and the word that is sent back: the configuration's own, or ours where it has none. */
function readKind(keys: Keys): { kind: Way['kind']; type: string } | undefined {
  const type = findText(keys, 'type', 'methodtype', 'channeltype', 'kind');
  if (type !== undefined) {
    const word = foldWord(type);
    if (bankWords.test(word)) return { kind: 'bank', type };
    return { kind: mobileWords.test(word) ? 'mobile_money' : 'other', type };
  }
  const named = ['id', 'code', 'name'].map((key) => findText(keys, key) ?? '').join(' ');
  if (/mobile|momo|wallet/i.test(named)) return { kind: 'mobile_money', type: 'mobile_money' };
  return /bank/i.test(named) || keys.has('banks') ? { kind: 'bank', type: 'bank' } : undefined;
}

/** The provider's recipients always have an account and a name, whether the list says so or not. */
function withBase(fields: readonly Field[], kind: Way['kind']): Field[] {
  const has = (...keys: string[]) => fields.some(({ key }) => keys.includes(plainKey(key)));
  const number: Field =
    kind === 'mobile_money'
      ? { key: 'accountNumber', label: 'Mobile money number', kind: 'phone', required: true }
      : { key: 'accountNumber', label: 'Account number', kind: 'text', required: true };
  const name: Field = { key: 'accountName', label: 'Account name', kind: 'text', required: true };
  return [
    ...(has('accountnumber', 'phonenumber', 'iban') ? [] : [number]),
    ...fields,
    ...(has('accountname') ? [] : [name]),
  ];
}

/** An option's own fields follow those of its method. The list is shared where it has none. */
function fieldsOf(option: WireOption | undefined, asked: Field[], reading: Reading): Field[] {
  const list = option?.keys?.get('fields') ?? option?.keys?.get('requiredfields');
  if (list === undefined) return asked;
  const more = readFields(list, [], reading);
  const known = new Set(asked.map(({ key }) => key));
  return [...asked, ...more.map(({ field }) => field).filter(({ key }) => !known.has(key))];
}
