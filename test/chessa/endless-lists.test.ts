/** Answers as long as they may be, that are nothing but one list: nobody waits for them. */
import { describe, expect, test } from 'vitest';
import { readRejection } from '../../src/chessa/rejection.ts';
import { historySteps, readOrder } from '../../src/chessa/wire-order.ts';
import { decide } from '../../src/transfers/decide.ts';
import { noonMs, orderWith, transferWith } from '../support/transfer.ts';

const nobody = () => undefined;

describe('an order of twenty thousand deposits', () => {
  const cryptoDeposits = Array.from({ length: 20_000 }, (_, index) => ({ id: `deposit ${index}` }));

  test('has the first fifty of them', () => {
    const { deposits } = readOrder({ id: 'o', cryptoDeposits }, nobody) ?? {};
    expect(deposits).toHaveLength(50);
    expect(deposits?.at(-1)).toMatchObject({ id: 'deposit 49' });
  });

  test('that are others at every look leaves a transfer with a hundred', () => {
    let transfer = transferWith();
    for (const look of [0, 1, 2, 3]) {
      const deposits = cryptoDeposits.slice(50 * look, 50 * look + 50);
      transfer = decide(transfer, { order: orderWith({ deposits }) }, noonMs + look).transfer;
    }
    expect(transfer.deposits).toEqual(cryptoDeposits.slice(0, 100));
  });
});

test('a history of nine thousand steps is read whole, with others in between', () => {
  const history = Array.from({ length: 9_000 }, (_, index) => ({
    status: index === 8_999 ? 'completed' : 'waiting_for_funding',
    createdAt: String(1_767_225_600 + index),
  }));
  const steps = historySteps({ history }, nobody);
  let pauses = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) pauses += 1;
  expect(step.value?.current).toBe('completed');
  expect(step.value?.steps).toHaveLength(9_000);
  expect(pauses).toBeGreaterThan(100);
});

test('a refusal of fifty thousand complaints is understood by its first ones', () => {
  const complaint = { field: 'accountNumber', message: 'accountNumber must be 10 digits' };
  const others = Array.from({ length: 50_000 }, (_, index) => ({
    field: `f${index}`,
    message: 'x',
  }));
  const rejected = readRejection(400, { errors: [complaint, ...others] });
  expect(rejected).toMatchObject({ why: 'fields' });
  expect(rejected.fields).toMatchObject({ accountNumber: complaint.message });
  expect(Object.keys(rejected.fields ?? {})).toHaveLength(20);
});
