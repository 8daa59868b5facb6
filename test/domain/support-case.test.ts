/** In which order questions are worked off. */
import { expect, it } from 'vitest';
import { byWaiting, type SupportCase } from '../../src/domain/support-case.ts';

function caseOf(id: string, state: SupportCase['state'], lastAtMs: number): SupportCase {
  const message = { id, atMs: lastAtMs, from: 'person', byUserId: 7, text: 'hello' } as const;
  const messages = lastAtMs > 0 ? [message] : [];
  return { id, revision: 1, userId: 7, state, openedAtMs: 5, messages, shownTo: [] };
}

it('who waits comes before who was answered, and whoever has waited longest comes first', () => {
  const cases = [
    caseOf('answered long ago', 'answered', 1),
    caseOf('wrote just now', 'open', 90),
    caseOf('answered now', 'answered', 80),
    caseOf('wrote long ago', 'open', 10),
    caseOf('opened only', 'open', 0),
  ];
  expect(byWaiting(cases).map(({ id }) => id)).toEqual([
    'opened only',
    'wrote long ago',
    'wrote just now',
    'answered long ago',
    'answered now',
  ]);
  expect(cases[0]?.id).toBe('answered long ago');
});
