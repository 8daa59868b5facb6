import { describe, expect, it } from 'vitest';
import {
  hasReceipt,
  isFinal,
  mayFollow,
  transferStates as states,
  type TransferState,
} from '../../src/domain/transfer.ts';
import { transferWith } from '../support/transfer.ts';

describe('the states of a transfer', () => {
  it('may go to review from everywhere, and from review only by hand', () => {
    for (const state of states) {
      expect(mayFollow(state, 'review')).toBe(state !== 'review');
      expect(mayFollow('review', state)).toBe(false);
    }
  });

  it('end where nothing can happen to the money any more', () => {
    for (const state of states.filter(isFinal)) {
      const next = states.filter((other) => mayFollow(state, other));
      expect(next).toEqual(['review']);
    }
    expect(states.filter(isFinal)).toEqual(['completed', 'refunded', 'cancelled']);
  });

  it('have a receipt where the money is there without a doubt, or is back', () => {
    const having = states.filter((state) => hasReceipt(transferWith({ state })));
    expect(having).toEqual(['completed', 'refunded']);
    expect(hasReceipt(transferWith({ state: 'completed', doubtedSinceMs: 1 }))).toBe(false);
  });

  it('can all be reached from a quote', () => {
    const reached = new Set<TransferState>(['quoted']);
    for (const state of reached) {
      for (const next of states.filter((other) => mayFollow(state, other))) reached.add(next);
    }
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('never return to a step before the deposit once money was seen', () => {
    const moneySeen: TransferState[] = ['confirming', 'received', 'paying_out', 'held', 'failed'];
    for (const state of [...moneySeen, 'refunding', 'refunded', 'completed'] as const) {
      for (const before of ['quoted', 'accepting', 'awaiting_deposit', 'cancelled'] as const) {
        expect(mayFollow(state, before)).toBe(false);
      }
    }
  });

  it('let late money move an expired transfer on', () => {
    for (const next of ['confirming', 'received', 'held', 'refunding', 'completed'] as const) {
      expect(mayFollow('expired', next)).toBe(true);
    }
  });

  it('do not skip the confirmation', () => {
    for (const next of ['awaiting_deposit', 'confirming', 'completed'] as const) {
      expect(mayFollow('quoted', next)).toBe(false);
    }
  });
});
