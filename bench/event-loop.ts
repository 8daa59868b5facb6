/**
 * How long one input keeps everybody else waiting: configurations, answers of people, answers of
 * the provider, each as bad as it can be. Measured while nothing else runs, several times over.
 */
import { warmUp } from '../src/app/warm-up.ts';
import { jsonSteps } from '../src/chessa/json.ts';
import { createReadConfiguration } from '../src/chessa/read-configuration.ts';
import { readRejection } from '../src/chessa/rejection.ts';
import { orderPageSteps } from '../src/chessa/wire-list.ts';
import { historySteps, readOrder } from '../src/chessa/wire-order.ts';
import { checkAnswer, type Field, type FieldKind, type Option } from '../src/domain/field.ts';
import { parseAmount } from '../src/domain/money.ts';
import { inSlices } from '../src/domain/paced.ts';
import { meetsPattern } from '../src/domain/pattern.ts';
import { matchOptions, prepareSearch } from '../src/domain/search.ts';
import { splitAmount } from '../src/flows/send/typed-amount.ts';
import { decide } from '../src/transfers/decide.ts';
import { noonMs, orderWith, transferWith } from '../test/support/transfer.ts';
import { drawn, openBusyStore, openTalk } from './asked-for.ts';
import { clocks, since } from './clocks.ts';
import { spread } from './spread.ts';

/** The longest time for which one input held the event loop. */
export interface Hold {
  readonly input: string;
  /** In the first run of this process, and the median of the later ones. */
  readonly firstMs: number;
  readonly typicalMs: number;
}

const runs = 7;

/** Measures every input in a process that has begun as the program does. */
export async function measureHolds(): Promise<readonly Hold[]> {
  await warmUp();
  const [busy, talk] = [await openBusyStore(), await openTalk()];
  const holds: Hold[] = [];
  for (const [input, work] of [...inputs(), ...drawn(), ...busy.inputs, ...talk.inputs]) {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await longestHold(work));
    const [firstMs = 0, ...later] = times;
    holds.push({ input, firstMs, typicalMs: spread(later).median });
  }
  await busy.close();
  await talk.close();
  return holds;
}

type Work = () => unknown;
/** What it is called, and what lets it happen once. */
export type Input = readonly [name: string, work: Work];

/**
 * The longest gap between two turns of the event loop while some work is under way. Of a gap only
 * so much counts as this process was at work: the machine may have given its time to others.
 */
async function longestHold(work: Work): Promise<number> {
  let isRunning = true;
  let longestMs = 0;
  let last = clocks();
  const turn = () => {
    const { wallMs, cpuMs } = since(last);
    longestMs = Math.max(longestMs, Math.min(wallMs, cpuMs));
    last = clocks();
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

function inputs(): readonly Input[] {
  return [...configurations(), ...searches(), ...answers(), ...bodies(), ...lists()];
}

function configurations(): Input[] {
  const large = configurationOf(30, 1_000);
  const longest = configurationOf(49, 1_000);
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
  const megabytes = (text: string) => (text.length / 1_000_000).toFixed(1);
  return [
    [`a configuration of ${megabytes(large)} MB`, () => read(large)],
    [`a configuration of ${megabytes(longest)} MB`, () => read(longest)],
    ['a configuration of 1,800 costly patterns', () => read(patterns)],
  ];
}

const ignore = () => undefined;
const read = (text: string) => createReadConfiguration(ignore)(text);

function searches(): Input[] {
  const typos = ['mcirofinance', 'zenht', 'tset bnak of lagso', 'b m b o', 'q'.repeat(60)];
  return [1_000, 2_000].flatMap((length) =>
    typos.map(
      (typed): Input => [
        `“${typed.slice(0, 20)}” in a list of ${length} banks`,
        async () => {
          // As it happens: the list is made ready while it is read, and searched when it is asked.
          const banks = namesOf(length);
          await inSlices(prepareSearch(banks));
          await new Promise((resolve) => setImmediate(resolve));
          return matchOptions(banks, typed);
        },
      ],
    ),
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

function answers(): Input[] {
  const field = (kind: FieldKind): Field => ({
    key: 'answer',
    label: 'Answer',
    kind,
    required: true,
    pattern: { source: '^(?:[A-Za-z0-9]{1,30}){1,10}$', flags: '' },
  });
  const judged = nasty.map(
    ([name, text]): Input => [
      `4,096 ${name} as every kind of answer, and as an amount`,
      () => {
        for (const kind of kinds) checkAnswer(field(kind), text, 'NG');
        parseAmount(splitAmount(text).digits, 2);
        matchOptions(namesOf(8), text);
      },
    ],
  );
  const pattern = { source: '^[\\p{L}\\p{M} .-]{2,40}$', flags: '' };
  return [
    ...judged,
    ['500 letters against a costly pattern', () => meetsPattern({ ...pattern }, 'a'.repeat(500))],
  ];
}

function bodies(): Input[] {
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

/** Lists as long as an answer of 256 KB may hold, read as they are after their JSON. */
function lists(): Input[] {
  const many = (length: number, item: (index: number) => object) =>
    Array.from({ length }, (_, index) => item(index));
  const deposits = many(20_000, (index) => ({ id: `${index}` }));
  const steps = many(8_000, (index) => ({ status: `s${index}`, createdAt: `${1e9 + index}` }));
  const complaints = many(9_000, (index) => ({ field: `f${index}`, message: 'x' }));
  const orders = many(100, (index) => ({ id: `${index}`, cryptoDeposits: deposits.slice(0, 100) }));
  const told = readOrder({ id: 'o', cryptoDeposits: deposits }, ignore)?.deposits ?? [];
  const transfer = transferWith({ deposits: told });
  const order = orderWith({ deposits: told });
  return [
    ['20,000 deposits', () => readOrder({ id: 'o', cryptoDeposits: deposits }, ignore)],
    ['a look that finds 20,000 deposits', () => decide(transfer, { order }, noonMs)],
    ['8,000 steps of a history', () => inSlices(historySteps({ history: steps }, ignore))],
    ['9,000 complaints', () => readRejection(400, { errors: complaints })],
    ['a page of 100 orders', () => inSlices(orderPageSteps({ orders }, 1, ignore))],
  ];
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
