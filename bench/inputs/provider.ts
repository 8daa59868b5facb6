/** What Chessa may answer, as bad as it can be. */
import { jsonSteps } from '../../src/chessa/json.ts';
import { createReadConfiguration } from '../../src/chessa/read-configuration.ts';
import { readRejection } from '../../src/chessa/rejection.ts';
import { orderPageSteps } from '../../src/chessa/wire-list.ts';
import { historySteps, readOrder } from '../../src/chessa/wire-order.ts';
import { inSlices } from '../../src/domain/paced.ts';
import { decide } from '../../src/transfers/decide.ts';
import { noonMs, orderWith, transferWith } from '../../test/support/transfer.ts';
import type { HoldInput } from './input.ts';

const ignore = () => undefined;

/** Inputs of the provider. */
export const providerInputs: readonly HoldInput[] = [
  configuration('30,000 banks (3.2 MB)', () => configurationOf(30, 1_000)),
  configuration('49,000 banks (5.2 MB)', () => configurationOf(49, 1_000)),
  configuration('1,800 costly patterns', costlyPatterns),
  ...bodies(),
  ...lists(),
];

function configuration(name: string, textOf: () => string): HoldInput {
  return {
    name: `a configuration of ${name}`,
    open: () => {
      const text = textOf();
      return { work: () => createReadConfiguration(ignore)(text) };
    },
  };
}

function bodies(): HoldInput[] {
  const size = 256 * 1024;
  const texts: [string, string][] = [
    ['numbers', `[${'1,'.repeat(size / 2 - 2)}1]`],
    ['brackets', '['.repeat(size)],
    ['one long text', `"${'\\n'.repeat(size / 2 - 2)}"`],
    ['keys', `{${many(20_000, (index) => `"k${index}":1`).join()}}`],
  ];
  return texts.map(([name, text]) => ({
    name: `an answer of 256 KB that is ${name}`,
    open: () => ({ work: () => inSlices(jsonSteps(text)) }),
  }));
}

/** Lists as long as an answer of 256 KB may hold, read as they are after their JSON. */
function lists(): HoldInput[] {
  const deposits = many(20_000, (index) => ({ id: `${index}` }));
  const steps = many(8_000, (index) => ({ status: `s${index}`, createdAt: `${1e9 + index}` }));
  const complaints = many(9_000, (index) => ({ field: `f${index}`, message: 'x' }));
  const orders = many(100, (index) => ({ id: `${index}`, cryptoDeposits: deposits.slice(0, 100) }));
  const works: [string, () => unknown][] = [
    ['20,000 deposits', () => readOrder({ id: 'o', cryptoDeposits: deposits }, ignore)],
    ['8,000 steps of a history', () => inSlices(historySteps({ history: steps }, ignore))],
    ['9,000 complaints', () => readRejection(400, { errors: complaints })],
    ['a page of 100 orders', () => inSlices(orderPageSteps({ orders }, 1, ignore))],
  ];
  return [...works.map(([name, work]) => ({ name, open: () => ({ work }) })), look(deposits)];
}

function look(cryptoDeposits: readonly object[]): HoldInput {
  return {
    name: 'a look that finds 20,000 deposits',
    open() {
      const deposits = readOrder({ id: 'o', cryptoDeposits }, ignore)?.deposits ?? [];
      const [transfer, order] = [transferWith({ deposits }), orderWith({ deposits })];
      return { work: () => decide(transfer, { order }, noonMs) };
    },
  };
}

function many<T>(length: number, item: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => item(index));
}

function costlyPatterns(): string {
  const methods = many(20, (method) => ({
    id: `bank ${method}`,
    type: 'bank',
    fields: many(90, (index) => ({
      id: `field${index}`,
      pattern: `^(?:[A-Za-z0-9]{1,${20 + (index % 9)}}${method}){1,${10 + (index % 7)}}$`,
    })),
  }));
  return JSON.stringify([{ country: 'NG', currency: 'NGN', methods }]);
}

function configurationOf(countries: number, banks: number): string {
  const payouts = many(countries, (index) => {
    const options = many(banks, (bank) => ({
      id: `c${index}_${bank}`,
      name: `Test Microfinance Bank Number ${bank}`,
      status: 'OPERATIONAL',
      country: `Country ${index}`,
    }));
    const account = { id: 'accountNumber', type: 'number', pattern: '^\\d{10}$' };
    return {
      country: { code: `${letter(index / 26)}${letter(index)}`, name: `Country ${index}` },
      currency: { code: `C${letter(index / 26)}${letter(index)}` },
      limits: { min: 1, max: 100_000 },
      methods: [{ id: 'bank', type: 'bank', fields: [account, { id: 'bank', options }] }],
    };
  });
  return JSON.stringify({ payouts });
}

function letter(index: number): string {
  return String.fromCharCode(65 + (Math.floor(index) % 26));
}
