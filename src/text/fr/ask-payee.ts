/** `/send`: who gets the money, and where. */
import { withFlags } from '../list.ts';
import type { SendMessages } from '../messages.ts';
import { networkOf, screen } from '../pieces.ts';
import { bold, fmt, mono, plain, visible } from '../rich.ts';
import { quantityRange } from './field-problems.ts';
import { currencyName } from './formats.ts';
import { listHint, listRows } from './list.ts';
import { fieldName, nounOf, placeName, wayName } from './names.ts';
import { rangeOf } from './problems.ts';
import { buttons, payeeLines, question } from './words.ts';

const whichOne = {
  bank: 'Quelle banque ?',
  mobile_money: 'Quel service Mobile money ?',
  other: 'Par qui l’argent doit-il arriver ?',
} as const;

export const askPayee = {
  askCountry: (place, page) =>
    screen(
      [question(place, 'Où va l’argent ?'), listHint(page)],
      ...listRows(place, withFlags(page)),
      buttons.wayOut(place),
    ),
  askCurrency: (place, page, country) =>
    screen(
      [
        question(place, 'Dans quelle monnaie doit-il arriver ?'),
        `${visible(country, 40) || 'Ce pays'} : plusieurs monnaies sont possibles.`,
        listHint(page),
      ],
      ...listRows(place, page),
      buttons.wayOut(place),
    ),
  askWay: (place, page, country, limits) => {
    const range = limits && rangeOf(limits);
    const name = visible(country, 40);
    return screen(
      [
        question(
          place,
          name
            ? `${name} : comment l’argent doit-il arriver ?`
            : 'Comment l’argent doit-il arriver ?',
        ),
        range && `À recevoir : ${range}.`,
        listHint(page),
      ],
      ...listRows(place, page),
      buttons.wayOut(place),
    );
  },
  wayName,
  countryName: placeName,
  currencyName: (code) => {
    const name = currencyName(code);
    return name ? `${name} (${code})` : visible(code, 12);
  },
  payName: (asset, chain) => `${visible(asset, 12)} sur ${networkOf(chain)}`,
  fieldName,
  askInstitution: (place, page, way) =>
    screen(
      [question(place, whichOne[way]), listHint(page)],
      ...listRows(place, page),
      buttons.wayOut(place),
    ),
  askField: (place, field, institution, page, delayed) => {
    const label = fieldName(field) || 'Votre réponse';
    const where = visible(institution, 60);
    const heading = visible(field.group ?? '', 60);
    const example = field.example && plain(field.example, 60);
    return screen(
      [
        heading ? bold(heading) : undefined,
        question(place, where ? `${label} chez ${where}` : label),
        delayed
          ? `En ce moment, l’argent met plus de temps que d’habitude à arriver chez ${where || 'cet établissement'}.`
          : undefined,
        field.hint
          ? visible(field.hint, 200)
          : `${page ? 'Choisissez' : 'Tapez'} ${nounOf(field)}.`,
        quantityRange(field),
        example && fmt`Par exemple : ${mono(example)}`,
        field.required ? undefined : 'Vous pouvez laisser cette réponse vide.',
        page && listHint(page),
      ],
      ...(page ? listRows(place, page) : []),
      field.required ? [] : [buttons.answer(place, 'Passer', 'skip')],
      buttons.wayOut(place),
    );
  },
  confirmName: (place, payee) =>
    screen(
      [
        question(place, 'Est-ce la bonne personne ?'),
        '',
        payeeLines(payee),
        '',
        'Le compte est à ce nom.',
      ],
      [buttons.answer(place, '✅ Oui, c’est elle', 'yes', 'success')],
      [buttons.answer(place, 'Non, changer le numéro', 'no')],
      buttons.wayOut(place),
    ),
  repeatNumber: (place, institution, label) =>
    screen(
      [
        question(place, `${visible(label, 60) || 'Numéro'} : encore une fois`),
        `Nous ne pouvons pas demander à ${visible(institution, 60) || 'la banque'} à qui est ce numéro.`,
        'Tapez-le une deuxième fois, pour que chaque chiffre soit à sa place.',
      ],
      buttons.wayOut(place),
    ),
  askName: (place, institution) =>
    screen(
      [
        question(place, 'À qui est ce compte ?'),
        `Tapez le nom complet, tel que ${visible(institution, 60) || 'la banque'} le connaît.`,
      ],
      buttons.wayOut(place),
    ),
} satisfies Partial<SendMessages>;
