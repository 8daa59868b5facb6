/** What is wrong with an answer about a recipient and what is expected, in words. */
import type { Field, FieldProblem } from '../../domain/field.ts';
import type { QuantityProblem } from '../../domain/quantity.ts';
import { capital } from '../pieces.ts';
import { visible } from '../rich.ts';
import { countryName, decimal, plural } from './formats.ts';
import { nounOf } from './names.ts';

const again = 'Vérifiez et envoyez à nouveau.';

/** Why an answer does not do: `Il y a là 9 chiffres ; chez Access Bank, … en a 10. …`. */
export function fieldProblem(field: Field, problem: FieldProblem, institution: string): string {
  const unit = field.kind === 'digits' || field.kind === 'phone' ? 'chiffre' : 'caractère';
  const it = nounOf(field);
  const at = institution ? `chez ${visible(institution, 60)}, ${it}` : it;
  switch (problem.kind) {
    case 'empty':
      return `Tapez ${it}.${exampleOf(field)}`;
    case 'too_short':
      return `Il y a là ${plural(problem.length, unit)} ; ${at} en a au moins ${problem.min}. ${again}`;
    case 'too_long':
      return `Il y a là ${plural(problem.length, unit)} ; ${at} en a au plus ${problem.max}. ${again}`;
    case 'wrong_length':
      return `Il y a là ${plural(problem.length, unit)} ; ${at} en a ${problem.expected}. ${again}`;
    case 'not_digits':
      return `Il n’y a pas là que des chiffres ; ${at} n’a que des chiffres.${exampleOf(field)} ${again}`;
    case 'not_a_phone':
      return `Cela ne ressemble pas à un numéro de téléphone. Envoyez-le avec l’indicatif du pays.${exampleOf(field)}`;
    case 'not_an_email':
      return `Cela ne ressemble pas à une adresse e-mail. Il faut un nom, un @ et un domaine. ${again}`;
    case 'not_a_date':
      return 'Cela ne ressemble pas à une date. Écrivez l’année, le mois et le jour, par exemple 1990-04-23.';
    case 'not_an_option':
      return 'Cela n’est pas dans la liste. Touchez un bouton, ou tapez quelques lettres du nom.';
    case 'pattern':
      return `${capital(at)} a d’habitude une autre forme.${exampleOf(field, problem.example)} ${again}`;
    case 'not_an_iban':
      return ibanProblem(problem.why);
    case 'iban_abroad':
      return `Cet IBAN est celui d’un compte dans un autre pays que celui où va l’argent (${countryName(problem.country) || 'un autre pays'}). ${again}`;
    default:
      return quantityProblem(problem, it, exampleOf(field));
  }
}

function ibanProblem(why: 'form' | 'length' | 'checksum'): string {
  switch (why) {
    case 'form':
      return `Cela ne ressemble pas à un IBAN : il commence par deux lettres pour le pays, et chaque caractère est à sa place. ${again}`;
    case 'length':
      return `Cet IBAN n’a pas autant de caractères que ceux de son pays ; il manque peut-être un morceau. ${again}`;
    case 'checksum':
      return `Un ou plusieurs caractères de cet IBAN ne sont pas justes. ${again}`;
  }
}

function quantityProblem(problem: QuantityProblem, it: string, example: string): string {
  switch (problem.kind) {
    case 'not_a_number':
      return `Je n’y lis pas de nombre. Tapez ${it} en chiffres.${example}`;
    case 'ambiguous':
      return twoReadings(problem.readings);
    case 'too_many_decimals':
      return problem.max === 0
        ? 'Il y a des chiffres après la virgule. Tapez un nombre entier.'
        : `Il y a trop de chiffres après la virgule ; ${problem.max} au plus. Retapez le nombre.`;
    case 'below':
      return `Ici, le plus petit nombre est ${decimal(problem.min)}. Retapez le nombre.`;
    case 'above':
      return `Ici, le plus grand nombre est ${decimal(problem.max)}. Retapez le nombre.`;
    case 'off_step':
      return problem.from === '0'
        ? `Il faut un multiple de ${decimal(problem.step)}. Retapez le nombre.`
        : `Cela va par pas de ${decimal(problem.step)} à partir de ${decimal(problem.from)}. Retapez le nombre.`;
  }
}

function exampleOf(field: Field, example = field.example): string {
  const shown = example ? visible(example, 60) : '';
  return shown ? ` Par exemple : ${shown}.` : '';
}

/** A number that says two things. */
export function twoReadings(readings: readonly string[]): string {
  const both = readings.slice(0, 4).map(decimal).join(' ou ');
  return `Cela peut se lire de deux façons : ${both}. Retapez le nombre sans séparateur.`;
}

/** `De 1 à 20, par pas de 1.`, as far as rules are known. */
export function quantityRange({ min, max, step }: Field): string | undefined {
  const steps = step === undefined || step === '1' ? '' : `, par pas de ${decimal(step)}`;
  if (min !== undefined && max !== undefined)
    return `De ${decimal(min)} à ${decimal(max)}${steps}.`;
  if (min !== undefined) return `Au moins ${decimal(min)}${steps}.`;
  if (max !== undefined) return `Au plus ${decimal(max)}${steps}.`;
  return steps && step ? `Par pas de ${decimal(step)}.` : undefined;
}
