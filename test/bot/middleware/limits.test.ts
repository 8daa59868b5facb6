import { expect, test } from 'vitest';
import { createMemoryAllowance } from '../../../src/bot/allowance.ts';
import { createLimitedCalls, limits } from '../../../src/bot/middleware/limits.ts';
import { ok } from '../../../src/domain/result.ts';
import type { QuoteRequest } from '../../../src/transfers/quote.ts';
import { transferWith } from '../../support/transfer.ts';

const staff = 1;

function limitedFor(chessaRps: number) {
  const { quotes, nameChecks } = createLimitedCalls({
    limits,
    createAllowance: createMemoryAllowance,
    isStaff: (userId) => userId === staff,
    chessaRps,
  });
  const asked = { quotes: 0, checks: 0 };
  const quote = quotes(async () => {
    asked.quotes += 1;
    return { kind: 'quoted', transfer: transferWith() };
  });
  const check = nameChecks(async () => {
    asked.checks += 1;
    return ok({ kind: 'valid_without_name' } as const);
  });
  const requestOf = (userId: number) => ({ userId }) as QuoteRequest;
  return { quote: (userId: number) => quote(requestOf(userId)), check, asked };
}

test('quotes of all people together stay inside their part of the budget of calls', async () => {
  const { quote, asked } = limitedFor(10);
  const outcomes = await Promise.all(Array.from({ length: 500 }, (_, n) => quote(100 + n)));
  const refused = outcomes.filter(({ kind }) => kind === 'too_many');
  // Two calls a quote, a quarter of 600 calls a minute.
  expect(asked.quotes).toBe(75);
  expect(refused).toHaveLength(425);
  expect(refused[0]).toMatchObject({ whose: 'all' });
});

test('T61: one person uses up their own quotes and checks, and no more of those of all', async () => {
  const { quote, check, asked } = limitedFor(10);
  for (let n = 0; n < 100; n += 1) {
    await quote(7);
    await check(7, { accountNumber: String(n) });
  }
  expect(asked).toEqual({ quotes: limits.quotes.times, checks: limits.nameChecks.times });
  expect(await quote(7)).toMatchObject({ kind: 'too_many', whose: 'own' });
  expect(await check(7, {})).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  expect(await quote(8)).toMatchObject({ kind: 'quoted' });
  expect(await check(8, {})).toMatchObject({ ok: true });
});

test('staff are not counted', async () => {
  const { quote, asked } = limitedFor(1);
  for (let n = 0; n < 50; n += 1) await quote(staff);
  expect(asked.quotes).toBe(50);
  expect(await quote(8)).toMatchObject({ kind: 'quoted' });
});
