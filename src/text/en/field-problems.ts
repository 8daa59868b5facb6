/** What is wrong with an answer about a recipient and what is expected, in words. */
import type { Field, FieldProblem } from '../../domain/field.ts';
import type { QuantityProblem } from '../../domain/quantity.ts';
import { visible } from '../rich.ts';
import { countryName, plural } from './formats.ts';

const again = 'Please check and send it again.';

/** Why an answer does not do: `That has 9 digits; an account number at Access Bank has 10. …`. */
export function fieldProblem(field: Field, problem: FieldProblem, institution: string): string {
  const unit = field.kind === 'digits' || field.kind === 'phone' ? 'digit' : 'character';
  const it = nounOf(field);
  const at = institution ? `${it} at ${visible(institution, 60)}` : it;
  switch (problem.kind) {
    case 'empty':
      return `Please type ${it}.${exampleOf(field)}`;
    case 'too_short':
      return `That has ${plural(problem.length, unit)}; ${at} has at least ${problem.min}. ${again}`;
    case 'too_long':
      return `That has ${plural(problem.length, unit)}; ${at} has at most ${problem.max}. ${again}`;
    case 'wrong_length':
      return `That has ${plural(problem.length, unit)}; ${at} has ${problem.expected}. ${again}`;
    case 'not_digits':
      return `That is not only digits; ${at} is made of digits alone.${exampleOf(field)} ${again}`;
    case 'not_a_phone':
      return `That does not look like a phone number. Please send it with the country code.${exampleOf(field)}`;
    case 'not_an_email':
      return `That does not look like an e-mail address. It needs a name, an @ and a domain. ${again}`;
    case 'not_a_date':
      return `That does not look like a date. Please write year, month and day, for example 1990-04-23.`;
    case 'not_an_option':
      return 'That is not in the list. Please tap a button, or type a few letters of its name.';
    case 'pattern':
      return `That does not look like ${at}.${exampleOf(field, problem.example)} ${again}`;
    case 'not_an_iban':
      return ibanProblem(problem.why);
    case 'iban_abroad':
      return `That IBAN is of an account in ${countryName(problem.country) || 'another country'}. The money does not go there. ${again}`;
    default:
      return quantityProblem(problem, it, exampleOf(field));
  }
}

function ibanProblem(why: 'form' | 'length' | 'checksum'): string {
  switch (why) {
    case 'form':
      return `That does not look like an IBAN: it begins with two letters for the country, and no letter is out of place. ${again}`;
    case 'length':
      return `That IBAN has not as many characters as one of its country; a piece may be missing. ${again}`;
    case 'checksum':
      return `One or more characters of that IBAN are not right. ${again}`;
  }
}

function quantityProblem(problem: QuantityProblem, it: string, example: string): string {
  switch (problem.kind) {
    case 'not_a_number':
      return `I cannot read a number in that. Please type ${it} in digits.${example}`;
    case 'ambiguous':
      return twoReadings(problem.readings);
    case 'too_many_decimals':
      return problem.max === 0
        ? 'That has digits after the point. Please type a whole number.'
        : `That has too many digits after the point; at most ${problem.max} fit here. Please type it again.`;
    case 'below':
      return `The smallest number here is ${problem.min}. Please type it again.`;
    case 'above':
      return `The largest number here is ${problem.max}. Please type it again.`;
    case 'off_step':
      return problem.from === '0'
        ? `That must be a multiple of ${problem.step}. Please type it again.`
        : `That goes in steps of ${problem.step} from ${problem.from}. Please type it again.`;
  }
}

/** The provider's label; ours are English words already. */
export function fieldName({ label }: Field): string {
  return visible(label, 60);
}

/** The label inside a sentence: `an account number`, `a BVN`. */
export function nounOf(field: Field): string {
  const label = fieldName(field) || 'answer';
  const word = label.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
  return `${/^[aeio]/i.test(word) ? 'an' : 'a'} ${word}`;
}

function exampleOf(field: Field, example = field.example): string {
  const shown = example ? visible(example, 60) : '';
  return shown ? ` For example: ${shown}.` : '';
}

/** A number that says two things. */
export function twoReadings(readings: readonly string[]): string {
  return `That can be read in two ways: ${readings.slice(0, 4).join(' or ')}. Please type it again without separators.`;
}

/** `From 1 to 20, in steps of 1.`, as far as rules are known. */
export function quantityRange({ min, max, step }: Field): string | undefined {
  const steps = step === undefined || step === '1' ? '' : `, in steps of ${step}`;
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}${steps}.`;
  if (min !== undefined) return `At least ${min}${steps}.`;
  if (max !== undefined) return `At most ${max}${steps}.`;
  return steps ? `In steps of ${step}.` : undefined;
}
