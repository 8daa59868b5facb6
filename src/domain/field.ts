/**
 * One thing that must be known about a recipient, with the rules an answer must meet. The rules
 * come from outside: patterns run on a linear-time engine (RE2), and the provider stays the judge.
 */
import { readDates } from './date.ts';
import { type IbanProblem, readIban } from './iban.ts';
import { type Decimal, toDecimal } from './money.ts';
import { meetsPattern, type Pattern } from './pattern.ts';
import { phoneForms } from './phone.ts';
import { type QuantityProblem, quantityProblem, readQuantity } from './quantity.ts';
import { ok, type Result, refused } from './result.ts';
import { asciiDigits, oneLine } from './typed.ts';

/** One value that may be chosen. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** Other names under which it is found, as in another language. */
  readonly also?: readonly string[];
}

/**
 * What must have been answered before a field is asked: the field `key`, with one of the values
 * `is`, or with none of the values `not`; without either, with anything.
 */
export interface Condition {
  readonly key: string;
  readonly is?: readonly string[];
  readonly not?: readonly string[];
}

/** What a field's answer is; `number` is a quantity, `digits` a name made of digits. */
export type FieldKind =
  | 'text'
  | 'digits'
  | 'number'
  | 'phone'
  | 'email'
  | 'date'
  | 'iban'
  | 'choice';

/** A field as a dialogue asks it. `key` is the provider's name for it (`accountNumber`). */
export interface Field {
  readonly key: string;
  readonly label: string;
  /** The label is not the provider's but ours, so that it has a word in every language. */
  readonly ours?: boolean;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly hint?: string;
  readonly example?: string;
  readonly pattern?: Pattern;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Bounds of a number, inclusive; steps are counted from `min`. */
  readonly min?: Decimal;
  readonly max?: Decimal;
  readonly step?: Decimal;
  readonly decimals?: number;
  readonly options?: readonly Option[];
  /** Options by the answer to another field. */
  readonly optionsBy?: {
    readonly key: string;
    readonly options: Readonly<Record<string, readonly Option[]>>;
  };
  /** Asked only when all of these hold. */
  readonly when?: readonly Condition[];
  /** Sent as it is, never asked. */
  readonly constant?: string;
  /** Asked to know what else to ask, and sent to nobody. */
  readonly unsent?: boolean;
  /** The heading that it stands under. */
  readonly group?: string;
  /** After its answer the configuration is read again, as the other rules may be others now. */
  readonly refresh?: boolean;
  /** Asks whether a person or a business is paid; comes before all others. */
  readonly party?: boolean;
}

/** Why an answer does not do; `text` turns it into a sentence. */
export type FieldProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_short'; readonly length: number; readonly min: number }
  | { readonly kind: 'too_long'; readonly length: number; readonly max: number }
  | { readonly kind: 'wrong_length'; readonly length: number; readonly expected: number }
  | { readonly kind: 'not_digits' }
  | { readonly kind: 'not_a_phone' }
  | { readonly kind: 'not_an_email' }
  | { readonly kind: 'not_a_date' }
  | { readonly kind: 'not_an_option' }
  | IbanProblem
  | QuantityProblem
  | { readonly kind: 'pattern'; readonly example?: string };

type Answer = Result<string, FieldProblem>;

/** Nothing that a person must type is longer; bounds the work of every rule below. */
const maxAnswerLength = 500;

/**
 * Checks one typed answer and returns the value to send: one line, and normal for its kind (digits
 * without spaces and dashes, E.164, `YYYY-MM-DD`, an option's value). Rules are looked at in order:
 * required, kind, options, length in code points, pattern. An optional field left empty is `''`.
 *
 * Where a length or pattern refuses the normal form of a phone number or date and accepts another
 * form of the same one (`0803...` for `+234803...`), that form is sent.
 *
 * @param country ISO 3166 alpha-2 code in which phone numbers without a country code are read
 */
export function checkAnswer(field: Field, text: string, country?: string): Answer {
  const typed = oneLine(text);
  if (typed === '') return field.required ? refused({ kind: 'empty' }) : ok('');
  const length = lengthOf(typed);
  if (length > maxAnswerLength) {
    return refused({ kind: 'too_long', length, max: maxAnswerLength });
  }
  if (field.options?.length) return chooseOption(field.options, typed);
  const forms = readForms(field, typed, country);
  if (!forms.ok) return forms;
  const [normal, ...others] = forms.value;
  const first = checkRules(field, normal);
  if (first.ok) return first;
  return others.map((form) => checkRules(field, form)).find((result) => result.ok) ?? first;
}

/** The same answer in every form that may be sent, the normal one first. */
function readForms(
  field: Field,
  typed: string,
  country?: string,
): Result<readonly [string, ...string[]], FieldProblem> {
  switch (field.kind) {
    case 'text':
    case 'choice':
      return ok([typed]);
    case 'digits': {
      const digits = asciiDigits(typed).replace(/[\s\p{Pd}]/gu, '');
      return /^\d+$/.test(digits) ? ok([digits]) : refused({ kind: 'not_digits' });
    }
    case 'number': {
      const number = readQuantity(typed, field);
      return number.ok ? ok([number.value, typed]) : number;
    }
    case 'iban': {
      const iban = readIban(typed, country);
      return iban.ok ? ok([iban.value]) : iban;
    }
    case 'phone': {
      const forms = phoneForms(typed, country);
      return forms ? ok(forms) : refused({ kind: 'not_a_phone' });
    }
    case 'email':
      return isEmail(typed) ? ok([typed]) : refused({ kind: 'not_an_email' });
    case 'date':
      return dateForms(field, typed);
  }
}

/** A date with two readings is taken only where the pattern wants it just as it was typed. */
function dateForms(
  { pattern }: Field,
  typed: string,
): Result<readonly [string, ...string[]], FieldProblem> {
  const [date, other] = readDates(typed);
  if (date && !other) return ok([date, typed]);
  const isWanted = date && pattern && meetsPattern(pattern, typed) && !meetsPattern(pattern, date);
  return isWanted ? ok([typed]) : refused({ kind: 'not_a_date' });
}

function checkRules(field: Field, value: string): Answer {
  const { kind, minLength: min = 0, maxLength: max = maxAnswerLength, pattern, example } = field;
  const length = lengthOf(value);
  if (min <= max) {
    const isOff = length < min || length > max;
    if (isOff && min === max) return refused({ kind: 'wrong_length', length, expected: min });
    if (length < min) return refused({ kind: 'too_short', length, min });
    if (length > max) return refused({ kind: 'too_long', length, max });
  }
  const bounded =
    (kind === 'number' || kind === 'digits') && (field.min ?? field.max ?? field.step);
  const off = bounded ? quantityProblem(numberIn(value), field) : undefined;
  if (off) return refused(off);
  if (pattern && !meetsPattern(pattern, value)) return refused({ kind: 'pattern', example });
  return ok(value);
}

function chooseOption(options: readonly Option[], typed: string): Answer {
  const wanted = typed.toLowerCase();
  const byValue = options.find(({ value }) => value.toLowerCase() === wanted);
  const chosen = byValue ?? options.find(({ label }) => oneLine(label).toLowerCase() === wanted);
  return chosen ? ok(chosen.value) : refused({ kind: 'not_an_option' });
}

/** The value of digits (`007`), or of another form (`1,500`) of a number that was read before. */
function numberIn(value: string): Decimal {
  const read = readQuantity(value, {});
  return toDecimal(value) ?? (read.ok ? read.value : '0');
}

/** One `@`, a domain with a dot, no spaces; more is the mail server's to judge (RFC 5321 lengths). */
function isEmail(text: string): boolean {
  const [local = '', domain = '', ...rest] = text.split('@');
  if (rest.length > 0 || local.length > 64 || domain.length > 255) return false;
  if (!/^[^\s"(),:;<>[\\\]]+$/.test(local) || /^\.|\.$|\.\./.test(local)) return false;
  const labels = domain.split('.');
  return (
    labels.length > 1 &&
    labels.every(
      (label) => /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,62})$/u.test(label) && !label.endsWith('-'),
    )
  );
}

function lengthOf(text: string): number {
  return [...text].length;
}
