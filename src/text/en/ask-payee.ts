/** `/send`: who gets the money, and where. */
import { withFlags } from '../list.ts';
import type { SendMessages } from '../messages.ts';
import { networkOf, screen, signOfWay } from '../pieces.ts';
import { bold, fmt, mono, plain, visible } from '../rich.ts';
import { fieldName, nounOf, quantityRange } from './field-problems.ts';
import { countryName, currencyName } from './formats.ts';
import { listHint, listRows } from './list.ts';
import { rangeOf } from './problems.ts';
import { buttons, payeeLines, question } from './words.ts';

const whichOne = {
  bank: 'Which bank?',
  mobile_money: 'Which mobile money service?',
  other: 'Through whom should it arrive?',
} as const;

const nameOfWay = {
  bank: 'Bank account',
  mobile_money: 'Mobile money',
  other: 'Another way',
} as const;

/** The configuration's own label where it says more than the kind does, else our word. */
function wayName(kind: keyof typeof nameOfWay, label = ''): string {
  const own = label === kind ? '' : plain(label, 40);
  return `${signOfWay[kind]} ${own || nameOfWay[kind]}`;
}

export const askPayee = {
  askCountry: (place, page) =>
    screen(
      [question(place, 'Where is the money going?'), listHint(page)],
      ...listRows(place, withFlags(page)),
      buttons.wayOut(place),
    ),
  askCurrency: (place, page, country) =>
    screen(
      [
        question(place, 'In which currency should it arrive?'),
        `Money to ${visible(country, 40) || 'this country'} can arrive in several.`,
        listHint(page),
      ],
      ...listRows(place, page),
      buttons.wayOut(place),
    ),
  askWay: (place, page, country, limits) => {
    const range = limits && rangeOf(limits);
    return screen(
      [
        question(
          place,
          country ? `How should it arrive in ${visible(country, 40)}?` : 'How should it arrive?',
        ),
        range && `They can get ${range}.`,
        listHint(page),
      ],
      ...listRows(place, page),
      buttons.wayOut(place),
    );
  },
  wayName,
  countryName: (code, told = '') => visible(told, 40) || countryName(code),
  currencyName: (code) => {
    const name = currencyName(code);
    return name ? `${name} (${code})` : visible(code, 12);
  },
  payName: (asset, chain) => `${visible(asset, 12)} on ${networkOf(chain)}`,
  fieldName,
  askInstitution: (place, page, way) =>
    screen(
      [question(place, whichOne[way]), listHint(page)],
      ...listRows(place, page),
      buttons.wayOut(place),
    ),
  askField: (place, field, institution, page, delayed) => {
    const label = fieldName(field) || 'Your answer';
    const where = visible(institution, 60);
    const heading = visible(field.group ?? '', 60);
    const example = field.example && plain(field.example, 60);
    return screen(
      [
        heading ? bold(heading) : undefined,
        question(place, where ? `${label} at ${where}` : label),
        delayed
          ? `Money takes longer than usual to arrive at ${where || 'this place'} at the moment.`
          : undefined,
        field.hint
          ? visible(field.hint, 200)
          : `Please ${page ? 'choose' : 'type'} ${nounOf(field)}.`,
        quantityRange(field),
        example && fmt`For example: ${mono(example)}`,
        field.required ? undefined : 'You can leave this out.',
        page && listHint(page),
      ],
      ...(page ? listRows(place, page) : []),
      field.required ? [] : [buttons.answer(place, 'Skip', 'skip')],
      buttons.wayOut(place),
    );
  },
  confirmName: (place, payee) =>
    screen(
      [
        question(place, 'Is this the person?'),
        '',
        payeeLines(payee),
        '',
        'The account is held in this name.',
      ],
      [buttons.answer(place, '✅ Yes, this is the person', 'yes', 'success')],
      [buttons.answer(place, 'No, change the number', 'no')],
      buttons.wayOut(place),
    ),
  repeatNumber: (place, institution, label) =>
    screen(
      [
        question(place, `${visible(label, 60) || 'Number'} once more, please`),
        `We cannot ask ${visible(institution, 60) || 'the bank'} whose number this is.`,
        'Please type it a second time, so that no digit is out of place.',
      ],
      buttons.wayOut(place),
    ),
  askName: (place, institution) =>
    screen(
      [
        question(place, 'Whose account is it?'),
        `Type the full name as ${visible(institution, 60) || 'the bank'} has it.`,
      ],
      buttons.wayOut(place),
    ),
} satisfies Partial<SendMessages>;
