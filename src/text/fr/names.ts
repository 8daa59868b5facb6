/** Names of places, ways and fields. */
import type { Field } from '../../domain/field.ts';
import { signOfWay } from '../pieces.ts';
import { plain, visible } from '../rich.ts';
import { countryName } from './formats.ts';

const nameOfWay = {
  bank: 'Compte bancaire',
  mobile_money: 'Mobile money',
  other: 'Autre moyen',
} as const;

/** `Sénégal`; else the configuration's own name for it. */
export function placeName(code: string, told = ''): string {
  return countryName(code) || visible(told, 40);
}

/** The configuration's own label where it says more than the kind does, else our word. */
export function wayName(kind: keyof typeof nameOfWay, label = ''): string {
  const own = label === kind ? '' : plain(label, 40);
  return `${signOfWay[kind]} ${own || nameOfWay[kind]}`;
}

/** The provider's label as it is; what we ask by ourselves has a French name. */
export function fieldName({ key, kind, label, ours }: Field): string {
  if (!ours) return visible(label, 60);
  if (key === 'accountName') return 'Nom du titulaire du compte';
  return kind === 'phone' ? 'Numéro Mobile money' : 'Numéro de compte';
}

/** The same inside a sentence: `« Account number »`, or `le numéro de compte`. */
export function nounOf(field: Field): string {
  const name = fieldName(field);
  if (name === '') return 'votre réponse';
  return field.ours ? `le ${name.charAt(0).toLowerCase()}${name.slice(1)}` : `« ${name} »`;
}
