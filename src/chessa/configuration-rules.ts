/** The rules of one field that speak of its value alone: kind, lengths, bounds, words beside it. */
import type { Field, FieldKind, Option } from '../domain/field.ts';
import { compareDecimals, type Decimal, isPositive, toDecimal } from '../domain/money.ts';
import {
  findFlag,
  findLabel,
  findText,
  type Keys,
  keysOf,
  plainKey,
} from './configuration-keys.ts';
import type { Report } from './wire-values.ts';

const kinds: ReadonlyMap<string, FieldKind> = new Map([
  ['text', 'text'],
  ['string', 'text'],
  ['hidden', 'text'],
  ['textarea', 'text'],
  ['number', 'digits'],
  ['numeric', 'digits'],
  ['integer', 'digits'],
  ['digits', 'digits'],
  ['decimal', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['quantity', 'number'],
  ['percentage', 'number'],
  ['phone', 'phone'],
  ['tel', 'phone'],
  ['phonenumber', 'phone'],
  ['msisdn', 'phone'],
  ['email', 'email'],
  ['date', 'date'],
  ['iban', 'iban'],
  ['select', 'choice'],
  ['radio', 'choice'],
  ['dropdown', 'choice'],
  ['enum', 'choice'],
  ['choice', 'choice'],
]);

/** Kind, bounds and lengths. A number with bounds counts something; one without is a name of digits. */
export function readRules(
  key: string,
  label: string,
  keys: Keys,
  options: readonly Option[],
  report: Report,
): Pick<Field, 'kind' | 'minLength' | 'maxLength' | 'min' | 'max' | 'step' | 'decimals'> {
  const bounds = readBounds(keys, report);
  const kind = readKind(keys, options, report);
  const names = /number|account|phone|code|id$/i.test(key);
  const counts = kind === 'digits' && Object.keys(bounds).length > 0 && !names;
  const word = plainKey(findText(keys, 'type') ?? '');
  const whole = counts && word === 'integer' && bounds.decimals === undefined;
  const isIban = kind === 'text' && /(^|\b|_)iban(\b|_|$)/i.test(`${key} ${label}`);
  return {
    kind: isIban ? 'iban' : counts ? 'number' : accountKind(kind, keys),
    ...readLengths(keys, report),
    ...(kind === 'number' || kind === 'digits' ? bounds : {}),
    ...(whole && { decimals: 0 }),
  };
}

/** `accountNumberType: phone` says more than a `text` beside it. */
function accountKind(kind: FieldKind, keys: Keys): FieldKind {
  const type = plainKey(findText(keys, 'accountnumbertype', 'accounttype') ?? '');
  return kind === 'text' && (type === 'phone' || type === 'momo') ? 'phone' : kind;
}

function readKind(keys: Keys, options: readonly Option[], report: Report): FieldKind {
  if (options.length > 0) return 'choice';
  const word = findText(keys, 'type', 'widget', 'inputtype', 'format');
  const kind = word === undefined ? 'text' : kinds.get(plainKey(word));
  if (!kind || kind === 'choice') report('field_type', { type: kind ?? 'unknown' });
  return kind === undefined || kind === 'choice' ? 'text' : kind;
}

function readBounds(keys: Keys, report: Report): Pick<Field, 'min' | 'max' | 'step' | 'decimals'> {
  const range = keysOf(keys.get('range'));
  const min = decimalIn(keys, 'min', 'minimum', 'minvalue') ?? (range && decimalIn(range, 'min'));
  const max = decimalIn(keys, 'max', 'maximum', 'maxvalue') ?? (range && decimalIn(range, 'max'));
  const step = decimalIn(keys, 'step', 'increment', 'multipleof');
  const decimals = readDecimals(keys, 'decimals', 'decimalplaces', 'precision', 'scale');
  if (min !== undefined && max !== undefined && compareDecimals(min, max) > 0) {
    report('bounds_contradict', {});
    return {};
  }
  return {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && isPositive(step) && { step }),
    ...(decimals !== undefined && { decimals }),
  };
}

function decimalIn(keys: Keys, ...names: readonly string[]): Decimal | undefined {
  const text = findText(keys, ...names);
  return text === undefined ? undefined : toDecimal(text.replace(/(?<=\d),(?=\d{3}\b)/g, ''));
}

/** How many decimals: a number up to 18, or the words `NONE` and `TWO_PLACES`. */
export function readDecimals(keys: Keys, ...names: readonly string[]): number | undefined {
  const word = findText(keys, ...names)?.toLowerCase();
  if (word === 'none') return 0;
  if (word === 'two_places') return 2;
  return word !== undefined && /^\d{1,2}(\.0+)?$/.test(word) && Number(word) <= 18
    ? Number(word)
    : undefined;
}

function readLengths(keys: Keys, report: Report): Pick<Field, 'minLength' | 'maxLength'> {
  const length = findText(keys, 'length');
  const range = keysOf(keys.get('length'));
  const minLength = wholeNumber(
    findText(keys, 'minlength') ?? (range ? findText(range, 'min') : length),
  );
  const maxLength = wholeNumber(
    findText(keys, 'maxlength') ?? (range ? findText(range, 'max') : length),
  );
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) {
    report('lengths_contradict', {});
    return {};
  }
  return { minLength, maxLength };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,3}(\.0+)?$/.test(text)
    ? Math.trunc(Number(text))
    : undefined;
}

/** A placeholder is an example if it looks like a value, else a hint. */
export function readHelp(keys: Keys): Pick<Field, 'example' | 'hint'> {
  const placeholder = findLabel(keys, 'placeholder');
  const isValue =
    placeholder !== undefined && !/\b(enter|type|select|choose|your|please)\b/i.test(placeholder);
  return {
    example: findLabel(keys, 'example') ?? (isValue ? placeholder : undefined),
    hint:
      findLabel(keys, 'hint', 'help', 'helptext', 'description', 'instructions', 'displayformat') ??
      (isValue ? undefined : placeholder),
  };
}

/** Silence means required. */
export function isRequired(keys: Keys): boolean {
  const optional = findFlag(keys, 'optional');
  return findFlag(keys, 'required', 'isrequired', 'mandatory') ?? !optional;
}

const partyKeys = new Set([
  'recipienttype',
  'beneficiarytype',
  'partytype',
  'entitytype',
  'legaltype',
  'customertype',
  'holdertype',
  'accountholdertype',
]);
const partyWords = /person|individual|private|business|company|corporate|organi[sz]ation/i;

/** Whether a field asks who is paid, a person or a business. */
export function asksParty(key: string, options: readonly Option[]): boolean {
  const name = plainKey(key.split('.').at(-1) ?? '');
  return partyKeys.has(name) && options.some(({ value }) => partyWords.test(value));
}

/** `accountNumber`, `address.postal_code`, `iban` as `Account number`, `Postal code`, `IBAN`. */
export function humanName(key: string): string {
  const words = (key.split('.').at(-1) ?? key)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .replace(/\b(?:iban|bic|bvn|nin|id)\b/g, (name) => name.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
