/**
 * One payout method as institutions that can be chosen. Two readings fit what is known: a method
 * per institution, or a method per rail whose institutions are options of a field or a list
 * beside the fields.
 */
import type { Institution, Limits, Way } from '../domain/corridor.ts';
import type { Field } from '../domain/field.ts';
import type { Steps } from '../domain/paced.ts';
import { type Reading, readFields } from './configuration-field.ts';
import { fieldsAt, keptToUs, withAlternatives, withBase } from './configuration-field-set.ts';
import { findLabel, findText, isDelayed, isOpen, type Keys, keysOf } from './configuration-keys.ts';
import { readLimits, tightest } from './configuration-limits.ts';
import { readListed } from './configuration-listed.ts';
import { namesInstitution, type WireOption } from './configuration-option.ts';
import { readDecimals } from './configuration-rules.ts';
import { foldWord } from './status.ts';

/** A method read: its kind, its own name where it is a rail, and whom it can pay. */
export interface Method {
  readonly kind: Way['kind'];
  readonly label?: string;
  readonly institutions: readonly Institution[];
}

const institutionsAtOnce = 50;

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
export function* readMethod(
  value: unknown,
  around: Around,
  reading: Reading,
): Steps<Method | undefined> {
  const keys = keysOf(value);
  const kind = keys && readKind(keys);
  if (!keys || !kind) return undefined;
  reading.note('method', keys);
  if (!isOpen(keys)) return { ...kind, institutions: [] };
  const list = keys.get('fields') ?? keys.get('requiredfields') ?? keys.get('requirements');
  const fields = yield* readFields(withAlternatives(keys, list), [keys, around.route], reading);
  const naming = fields.find(({ field }) => namesInstitution(field.key));
  const listed = naming?.isListed
    ? naming.options
    : yield* readListed(keys, kind.kind, around.route, reading.count);
  const others = listed ? fields.filter((one) => one !== naming) : fields;
  const asked = withBase(
    others.map(({ field }) => keptToUs(field)),
    kind.kind,
  );
  const make = (option?: WireOption) =>
    makeInstitution(
      option,
      { keys, type: kind.type, around, asked, naming: naming?.field },
      reading,
    );
  if (!listed) {
    const institutions = yield* make();
    return institutions.length > 0 ? { kind: kind.kind, institutions } : undefined;
  }
  const label = findLabel(keys, 'name', 'label', 'title');
  const institutions: Institution[] = [];
  for (const [index, option] of listed.entries()) {
    if (index % institutionsAtOnce === 0) yield;
    institutions.push(...(yield* make(option)));
  }
  return { kind: kind.kind, label, institutions };
}

/** What the institutions of one method share. */
interface Rail {
  readonly keys: Keys;
  readonly type: string;
  readonly around: Around;
  readonly asked: readonly Field[];
  /** The field that names the institution. */
  readonly naming?: Field;
}

/** One institution, or none where nothing can be sent as its code. */
function* makeInstitution(
  option: WireOption | undefined,
  { keys, type, around, asked, naming }: Rail,
  reading: Reading,
): Steps<Institution[]> {
  const code = codeToSend(option, keys);
  if (code === undefined) return [];
  const limits = readLimits(keys, around.currency);
  const optionKeys = keysOf(option?.item);
  const own = optionKeys && readLimits(optionKeys, around.currency);
  const told = [optionKeys, keys, around.route].filter((one) => one !== undefined);
  const clearingCode = told.map((one) => findText(one, ...clearingKeys)).find(Boolean);
  const decimals = told
    .map((one) => readDecimals(one, 'decimalsinamount', 'amountdecimals'))
    .find((one) => one !== undefined);
  return [
    {
      code,
      name: option?.label ?? findLabel(keys, 'name', 'label', 'title') ?? code,
      type,
      ...(own || limits ? tightest([own, limits, around.limits], around.currency) : {}),
      ...(told.some(isDelayed) && { delayed: true }),
      ...(decimals !== undefined && { amountDecimals: decimals }),
      ...(clearingCode !== undefined && { clearingCode }),
      fields: yield* fieldsOf(option, naming ? fieldsAt(asked, naming, code) : asked, reading),
    },
  ];
}

const clearingKeys = ['bankcode', 'clearingcode', 'sortcode', 'nubancode'];

/**
 * What goes out as a recipient's `code`: the option that names the institution, where one was
 * chosen; else the method's own code; else its id. Nobody has seen the live configuration decide
 * it, so this is the one place to turn.
 */
function codeToSend(option: WireOption | undefined, method: Keys): string | undefined {
  return option?.value ?? findText(method, 'code') ?? findText(method, 'id');
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

/** An option's own fields follow those of its method. The list is shared where it has none. */
function* fieldsOf(
  option: WireOption | undefined,
  asked: readonly Field[],
  reading: Reading,
): Steps<readonly Field[]> {
  const keys = keysOf(option?.item);
  const list = keys?.get('fields') ?? keys?.get('requiredfields');
  if (list === undefined) return asked;
  const more = yield* readFields(list, [], reading);
  const known = new Set(asked.map(({ key }) => key));
  return [...asked, ...more.map(({ field }) => field).filter(({ key }) => !known.has(key))];
}
