/** `/send`: who gets the money, and where. */
import type { SendMessages } from '../messages.ts';
import { fmt, mono, visible } from '../rich.ts';
import { listHint, listRows } from './list.ts';
import { nounOf, rangeOf } from './problems.ts';
import { answer, payeeLines, question, screen, wayOut } from './words.ts';

const whichOne = {
  bank: 'Which bank?',
  mobile_money: 'Which mobile money service?',
  other: 'Through whom should it arrive?',
} as const;

export const askPayee = {
  askCountry: (place, page) =>
    screen(
      [question(place, 'Where is the money going?'), listHint(page, 'nig', 'Nigeria')],
      ...listRows(place, page),
      wayOut(place),
    ),
  askCurrency: (place, page, country) =>
    screen(
      [
        question(place, 'In which currency should it arrive?'),
        `Money to ${visible(country, 40)} can arrive in several.`,
        listHint(page),
      ],
      ...listRows(place, page),
      wayOut(place),
    ),
  askWay: (place, page, country, limits) => {
    const range = limits && rangeOf(limits);
    return screen(
      [
        question(place, `How should it arrive in ${visible(country, 40)}?`),
        range && `You can send ${range}.`,
        listHint(page),
      ],
      ...listRows(place, page),
      wayOut(place),
    );
  },
  wayName: (kind, label) =>
    ({
      bank: '🏦 Bank account',
      mobile_money: '📱 Mobile money',
      other: visible(label ?? '', 40) || 'Another way',
    })[kind],
  askInstitution: (place, page, way) =>
    screen(
      [question(place, whichOne[way]), listHint(page, 'acc', 'Access Bank', way !== 'bank')],
      ...listRows(place, page),
      wayOut(place),
    ),
  askField: (place, field, institution, page) => {
    const label = visible(field.label, 60) || 'Your answer';
    const where = visible(institution, 60);
    const example = field.example && visible(field.example, 60);
    return screen(
      [
        question(place, where ? `${label} at ${where}` : label),
        field.hint
          ? visible(field.hint, 200)
          : `Please ${page ? 'choose' : 'type'} ${nounOf(field)}.`,
        example && fmt`For example: ${mono(example)}`,
        field.required ? undefined : 'You can leave this out.',
        page && listHint(page),
      ],
      ...(page ? listRows(place, page) : []),
      field.required ? [] : [answer(place, 'Skip', 'skip')],
      wayOut(place),
    );
  },
  confirmName: (place, payee) =>
    screen(
      [
        question(place, 'Is this the person?'),
        '',
        payeeLines(payee),
        '',
        'This is the name that the account is held in.',
      ],
      [answer(place, '✅ Yes, this is the person', 'yes', 'success')],
      [answer(place, 'No, change the number', 'no')],
      wayOut(place),
    ),
  repeatNumber: (place, institution, label) =>
    screen(
      [
        question(place, `${visible(label, 60) || 'Number'} once more, please`),
        `We cannot check this number at ${visible(institution, 60)} now.`,
        'Type it a second time, so that we know that it is what you meant.',
      ],
      wayOut(place),
    ),
  askName: (place, institution) =>
    screen(
      [
        question(place, 'Whose account is it?'),
        `Type the full name as ${visible(institution, 60)} has it.`,
      ],
      wayOut(place),
    ),
} satisfies Partial<SendMessages>;
