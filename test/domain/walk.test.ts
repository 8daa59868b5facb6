/** What of one `/send` counts, and how often. */
import { expect, it } from 'vitest';
import { walkOn } from '../../src/domain/walk.ts';

const first = { nonce: 'a', day: 20_000 };

it('counts each question once, asked and answered, on the day of the first', () => {
  const one = walkOn(undefined, first, { asked: 'country' });
  expect(one?.keys).toEqual(['asked.country']);
  const two = walkOn(one?.walk, { nonce: 'a', day: 20_001 }, { answered: 'country', asked: 'way' });
  expect(two?.keys).toEqual(['asked.way', 'answered.country']);
  expect(two?.walk.day).toBe(20_000);
  expect(walkOn(two?.walk, first, { answered: 'country', asked: 'way' })).toBeUndefined();
  expect(walkOn(two?.walk, first, {})).toBeUndefined();
});

it('begins anew with another draft', () => {
  const before = walkOn(undefined, first, { asked: 'country' })?.walk;
  const after = walkOn(before, { nonce: 'b', day: 20_001 }, { asked: 'country' });
  expect(after?.keys).toEqual(['asked.country']);
  expect(after?.walk).toEqual({ nonce: 'b', day: 20_001, asked: ['country'], answered: [] });
});

it('takes what was answered for asked', () => {
  const { keys } = walkOn(undefined, first, { answered: 'name', asked: 'amount' }) ?? {};
  expect(keys).toEqual(['asked.name', 'asked.amount', 'answered.name']);
});
