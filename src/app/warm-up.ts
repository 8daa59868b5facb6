/**
 * What takes several times as long the first time it is done in a process. It is done once before
 * anybody is served, as the one who came first would else hold up everybody for some hundredths of
 * a second.
 */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { jsonSteps } from '../chessa/json.ts';
import { createReadConfiguration } from '../chessa/read-configuration.ts';
import { orderPageSteps } from '../chessa/wire-list.ts';
import { historySteps } from '../chessa/wire-order.ts';
import { inSlices } from '../domain/paced.ts';
import { meetsPattern } from '../domain/pattern.ts';
import { matchOptions, prepareSearch } from '../domain/search.ts';
import { curvesPicture } from '../text/curves.ts';
import { qrPicture } from '../text/qr.ts';

const times = 3;

/** Reads, searches and draws samples until that goes as quickly as later on. */
export async function warmUp(): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    for (const work of works) {
      await work();
      await othersFirst();
    }
  }
  await curvesPicture({ title: '', days: [], curves: [] });
}

const ignore = (): void => undefined;
const many = <T>(make: (index: number) => T): T[] =>
  Array.from({ length: 200 }, (_, index) => make(index));

const works: readonly (() => unknown)[] = [
  () => qrPicture('solana:11111111111111111111111111111111?amount=1'),
  () => meetsPattern({ source: '^[\\p{L}\\p{M} .-]{2,40}$', flags: '' }, 'a'.repeat(200)),
  async () => {
    const banks = many((index) => ({ value: `${index}`, label: `Bank of the Region ${index}` }));
    await inSlices(prepareSearch(banks));
    matchOptions(banks, 'bnak of reigon');
  },
  () => createReadConfiguration(ignore)(JSON.stringify([sampleCountry])),
  () => inSlices(jsonSteps(JSON.stringify(many((index) => ({ id: index }))))),
  () => inSlices(historySteps({ history: many(() => sampleStep) }, ignore)),
  () => inSlices(orderPageSteps({ orders: many((id) => ({ ...sampleOrder, id })) }, 1, ignore)),
];

const sampleStep = { status: 'processing', createdAt: '2026-01-01T00:00:00.000Z' };
const sampleOrder = { ...sampleStep, cryptoDeposits: [{ id: 'd', amount: '1', asset: 'USDC' }] };
const sampleCountry = {
  country: 'NG',
  currency: 'NGN',
  methods: [
    {
      id: 'bank',
      type: 'bank',
      fields: [
        { id: 'accountNumber', pattern: '^\\d{10}$' },
        { id: 'bank', options: many((index) => ({ id: `b${index}`, name: `Bank ${index}` })) },
      ],
    },
  ],
};
