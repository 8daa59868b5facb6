/** What people may type, as bad as it can be, and what is drawn or written out for somebody. */
import { csvSteps } from '../../src/bot/admin/audit.ts';
import { checkAnswer, type Field, type FieldKind, type Option } from '../../src/domain/field.ts';
import { parseAmount } from '../../src/domain/money.ts';
import { inSlices } from '../../src/domain/paced.ts';
import { meetsPattern } from '../../src/domain/pattern.ts';
import { matchOptions, prepareSearch } from '../../src/domain/search.ts';
import { splitAmount } from '../../src/flows/send/typed-amount.ts';
import type { RecordedAct } from '../../src/store/staff-records.ts';
import { curvesPicture } from '../../src/text/curves.ts';
import { qrPicture } from '../../src/text/qr.ts';
import type { HoldInput, Work } from './input.ts';

function searches(): HoldInput[] {
  const typos = ['mcirofinance', 'zenht', 'tset bnak of lagso', 'b m b o', 'q'.repeat(60)];
  return [1_000, 2_000].flatMap((length) =>
    typos.map((typed) => ({
      name: `“${typed.slice(0, 20)}” in a list of ${length} banks`,
      async open() {
        // As it happens: the list is made ready while it is read, and searched when it is asked.
        const banks = namesOf(length);
        await inSlices(prepareSearch(banks));
        return { work: () => matchOptions(banks, typed) };
      },
    })),
  );
}

function namesOf(length: number): Option[] {
  return Array.from({ length }, (_, index) => ({
    value: `ng_${index}`,
    label: `Test Microfinance Bank of Region ${index % 37} Number ${index}`,
  }));
}

const kinds: readonly FieldKind[] = ['text', 'digits', 'number', 'phone', 'email', 'date', 'iban'];
const nasty: readonly (readonly [string, string])[] = [
  ['digits', '7'.repeat(4_096)],
  ['spaces', `1${' '.repeat(4_094)}1`],
  ['accents', 'e\u0301'.repeat(2_048)],
  ['invisible characters', '\u200b1'.repeat(2_048)],
  ['marks', '.,-@'.repeat(1_024)],
];

function answers(): HoldInput[] {
  const pattern = { source: '^(?:[A-Za-z0-9]{1,30}){1,10}$', flags: '' };
  const field = (kind: FieldKind): Field => {
    return { key: 'answer', label: 'Answer', kind, required: true, pattern };
  };
  const few = namesOf(8);
  const judged = nasty.map(([name, text]) =>
    ready(`4,096 ${name} as every kind of answer, and as an amount`, () => {
      for (const kind of kinds) checkAnswer(field(kind), text, 'NG');
      parseAmount(splitAmount(text).digits, 2);
      return matchOptions(few, text);
    }),
  );
  const letters = { source: '^[\\p{L}\\p{M} .-]{2,40}$', flags: '' };
  const typed = 'a'.repeat(500);
  return [
    ...judged,
    ready('500 letters against a costly pattern', () => meetsPattern({ ...letters }, typed)),
  ];
}

/** What is drawn or written out for somebody who asks. */
function drawn(): HoldInput[] {
  const link = `ethereum:0x${'5'.repeat(40)}@1/transfer?address=0x${'d'.repeat(40)}&uint256=1.25e7`;
  const days = Array.from({ length: 90 }, (_, day) => String(day));
  const curve = (name: string) => ({ name, values: days.map(Number), colour: '#2f6fde' });
  const curves = [curve('Quotes'), curve('Delivered')];
  const acts = Array.from({ length: 10_000 }, (_, seq): RecordedAct => {
    const about = `T${seq}`;
    return { seq, id: `a${seq}`, atMs: seq, byUserId: 7, act: 'note', about, why: 'test' };
  });
  return [
    ready('a QR code', () => qrPicture(link)),
    ready('curves of 90 days', () => curvesPicture({ title: 'Ninety days', days, curves })),
    ready('10,000 acts of staff as a file', () => inSlices(csvSteps(acts))),
  ];
}

function ready(name: string, work: Work): HoldInput {
  return { name, open: () => ({ work }) };
}

/** Inputs of people. */
export const peopleInputs: readonly HoldInput[] = [...searches(), ...answers(), ...drawn()];
