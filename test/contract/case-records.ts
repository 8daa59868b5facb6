/** What every store must keep of people's questions to staff. Each test opens the store anew. */
import { describe, expect, test } from 'vitest';
import { type SupportCase, withMessage } from '../../src/domain/support-case.ts';
import { personal } from './samples.ts';
import { type StoreHarness, useStore } from './use-store.ts';

/** An open case; `over` replaces fields. */
export const aCase = (id: string, over: Partial<SupportCase> = {}): SupportCase => ({
  id,
  revision: 0,
  userId: personal.userId,
  transferId: 't1',
  shortId: personal.shortId,
  state: 'open',
  openedAtMs: 1_000,
  messages: [],
  shownTo: [],
  ...over,
});

/** Runs the case part of the store contract. `openFresh` makes an empty storage. */
export function caseRecordsContract(name: string, openFresh: () => Promise<StoreHarness>): void {
  describe(`${name}, cases`, () => {
    const { live: store, reopen, dump } = useStore(openFresh);

    test('a case is what was put last, by whoever had seen it so', async () => {
      const asked = { id: '7', atMs: 1_500, from: 'person', byUserId: personal.userId } as const;
      const first = withMessage(aCase('a'), { ...asked, text: `I am ${personal.accountName}` });
      expect(await store.cases.put(first)).toBe(true);
      expect(await store.cases.put(first)).toBe(false);
      await reopen();
      expect(await store.cases.find('a')).toEqual({ ...first, revision: 1 });
      expect(await store.cases.put({ ...first, revision: 1, takenBy: 77 })).toBe(true);
      expect(await store.cases.put({ ...first, revision: 1, takenBy: 78 })).toBe(false);
      expect((await store.cases.find('a'))?.takenBy).toBe(77);
      expect(await store.cases.find('b')).toBeUndefined();
    });

    test('those who wait are listed oldest first, a person has theirs newest first', async () => {
      await store.cases.put(aCase('b', { openedAtMs: 2_000, state: 'answered' }));
      await store.cases.put(aCase('a'));
      await store.cases.put(aCase('c', { openedAtMs: 3_000, userId: 5 }));
      await reopen();
      const ids = (cases: SupportCase[]) => cases.map(({ id }) => id);
      expect(ids(await store.cases.listOpen(10))).toEqual(['a', 'b', 'c']);
      expect(ids(await store.cases.listOpen(1))).toEqual(['a']);
      await store.cases.put(aCase('a', { revision: 1, state: 'closed' }));
      expect(ids(await store.cases.listOpen(10))).toEqual(['b', 'c']);
      expect(ids(await store.cases.listByUser(personal.userId, 10))).toEqual(['b', 'a']);
      expect(ids(await store.cases.listByUser(6, 10))).toEqual([]);
    });

    test('nothing of a case can be read where it is stored', async () => {
      const text = `${personal.accountNumber} is mine`;
      const said = { id: '7', atMs: 1, from: 'person', byUserId: personal.userId, text } as const;
      await store.cases.put(withMessage(aCase('a'), said));
      const bytes = await dump();
      for (const secret of [personal.accountNumber, String(personal.userId), personal.shortId]) {
        expect(bytes.includes(secret), secret).toBe(false);
      }
    });
  });
}
