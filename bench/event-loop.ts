/**
 * How long one input keeps everybody else waiting: configurations, answers of people, answers of
 * the provider, each as bad as it can be. Measured while nothing else runs, several times over.
 */

import { jsonSteps } from '../src/chessa/json.ts';
import { createReadConfiguration } from '../src/chessa/read-configuration.ts';
import { checkAnswer, type Field, type FieldKind, type Option } from '../src/domain/field.ts';
import { parseAmount } from '../src/domain/money.ts';
import { inSlices } from '../src/domain/paced.ts';
import { meetsPattern } from '../src/domain/pattern.ts';
import { matchOptions, prepareSearch } from '../src/domain/search.ts';
import { splitAmount } from '../src/flows/send/typed-amount.ts';
import { spread } from './spread.ts';

/** The longest time for which one input held the event loop. */
export interface Hold {
  readonly input: string;
  /** In the first run of this process, and the median of the later ones. */
  readonly firstMs: number;
  readonly typicalMs: number;
}

const runs = 7;

/** Measures every input; they share one process, so that only the first of a kind is cold. */
export async function measureHolds(): Promise<readonly Hold[]> {
  const holds: Hold[] = [];
  for (const [input, work] of inputs()) {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await longestHold(work));
    const [firstMs = 0, ...later] = times;
    holds.push({ input, firstMs, typicalMs: spread(later).median });
  }
  return holds;
}

type Work = () => unknown;

/**
 * The longest gap between two turns of the event loop while some work is under way. Of a gap only
 * so much counts as this process was at work: the machine may have given its time to others.
 */
async function longestHold(work: Work): Promise<number> {
  let isRunning = true;
  let longestMs = 0;
  let last = clocks();
  const turn = () => {
    const now = clocks();
    longestMs = Math.max(longestMs, Math.min(now.wallMs - last.wallMs, now.cpuMs - last.cpuMs));
    last = now;
    if (isRunning) setImmediate(turn);
  };
  await new Promise((resolve) => setTimeout(resolve, 20));
  last = clocks();
  setImmediate(turn);
  await new Promise((resolve) => setImmediate(resolve));
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  isRunning = false;
  return longestMs;
}

function clocks(): { readonly wallMs: number; readonly cpuMs: number } {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), cpuMs: (user + system) / 1_000 };
}

function inputs(): readonly (readonly [string, Work])[] {
  return [...configurations(), ...searches(), ...answers(), ...bodies()];
}

function configurations(): (readonly [string, Work])[] {
  const large = configurationOf(30, 1_000);
  const patterns = JSON.stringify([
    {
      country: 'NG',
      currency: 'NGN',
      methods: Array.from({ length: 20 }, (_, method) => ({
        id: `bank ${method}`,
        type: 'bank',
        fields: Array.from({ length: 90 }, (_, index) => ({
          id: `field${index}`,
          pattern: `^(?:[A-Za-z0-9]{1,${20 + (index % 9)}}${method}){1,${10 + (index % 7)}}$`,
        })),
      })),
    },
  ]);
  const megabytes = (large.length / 1_000_000).toFixed(1);
  return [
    [`a configuration of ${megabytes} MB`, () => read(large)],
    ['a configuration of 1,800 costly patterns', () => read(patterns)],
  ];
}

const read = (text: string) => createReadConfiguration(() => undefined)(text);

function searches(): (readonly [string, Work])[] {
  const typos = ['mcirofinance', 'zenht', 'tset bnak of lagso', 'b m b o', 'q'.repeat(60)];
  return [1_000, 2_000].flatMap((length) =>
    typos.map((typed): [string, Work] => [
      `“${typed.slice(0, 20)}” in a list of ${length} banks`,
      async () => {
        // As it happens: the list is made ready while it is read, and searched when it is asked.
        const banks = namesOf(length);
        await inSlices(prepareSearch(banks));
        await new Promise((resolve) => setImmediate(resolve));
        return matchOptions(banks, typed);
      },
    ]),
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

function answers(): (readonly [string, Work])[] {
  const field = (kind: FieldKind): Field => ({
    key: 'answer',
    label: 'Answer',
    kind,
    required: true,
    pattern: { source: '^(?:[A-Za-z0-9]{1,30}){1,10}$', flags: '' },
  });
  const judged = nasty.map(([name, text]): [string, Work] => [
    `4,096 ${name} as every kind of answer, and as an amount`,
    () => {
      for (const kind of kinds) checkAnswer(field(kind), text, 'NG');
      parseAmount(splitAmount(text).digits, 2);
      matchOptions(namesOf(8), text);
    },
  ]);
  const pattern = { source: '^[\\p{L}\\p{M} .-]{2,40}$', flags: '' };
  return [
    ...judged,
    ['500 letters against a costly pattern', () => meetsPattern({ ...pattern }, 'a'.repeat(500))],
  ];
}

function bodies(): (readonly [string, Work])[] {
  const size = 256 * 1024;
  const texts: [string, string][] = [
    ['numbers', `[${'1,'.repeat(size / 2 - 2)}1]`],
    ['brackets', '['.repeat(size)],
    ['one long text', `"${'\\n'.repeat(size / 2 - 2)}"`],
    ['keys', `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join()}}`],
  ];
  return texts.map(([name, text]) => [
    `an answer of 256 KB that is ${name}`,
    () => inSlices(jsonSteps(text)),
  ]);
}

function configurationOf(countries: number, banks: number): string {
  return JSON.stringify({
    payouts: Array.from({ length: countries }, (_, index) => ({
      country: { code: `${letter(index / 26)}${letter(index)}`, name: `Country ${index}` },
      currency: { code: `C${letter(index / 26)}${letter(index)}` },
      limits: { min: 1, max: 100_000 },
      methods: [
        {
          id: 'bank',
          type: 'bank',
          fields: [
            { id: 'accountNumber', type: 'number', pattern: '^\\d{10}$' },
            {
              id: 'bank',
              options: Array.from({ length: banks }, (_, bank) => ({
                id: `c${index}_${bank}`,
                name: `Test Microfinance Bank Number ${bank}`,
                status: 'OPERATIONAL',
                country: `Country ${index}`,
              })),
            },
          ],
        },
      ],
    })),
  });
}

function letter(index: number): string {
  return String.fromCharCode(65 + (Math.floor(index) % 26));
}
