/** Many calls to the embedded store in a row, which answers each at once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { fillActs, fillTransfers, mostOfOnePerson, person } from './earlier.ts';
import type { HoldInput } from './input.ts';

const acts = 2_000;

/** Inputs that are lists. */
export const storeInputs: readonly HoldInput[] = [
  onStore('500 transfers read one after another', fillPerson, async (store) => {
    for (let skip = 0; skip < mostOfOnePerson.each; skip += 1) {
      await store.transfers.listByUser(person, 1, skip);
    }
  }),
  onStore('100 transfers of one person, the most at once', fillPerson, (store) =>
    store.transfers.listByUser(person, 100),
  ),
  onStore(
    `${acts} acts of staff, 100 at a time`,
    (store) => fillActs(store, acts),
    async (store) => {
      for (let beforeSeq = acts + 1; beforeSeq > 1; beforeSeq -= 100) {
        await store.audit.list(100, { beforeSeq });
      }
    },
  ),
];

function fillPerson(store: Store): Promise<void> {
  return fillTransfers(store, mostOfOnePerson);
}

function onStore(
  name: string,
  fill: (store: Store) => Promise<void>,
  read: (store: Store) => Promise<unknown>,
): HoldInput {
  return {
    name,
    async open() {
      const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
      const store = await openStore({ dataDir, now: Date.now });
      await fill(store);
      return {
        work: () => read(store),
        async close() {
          await store.close();
          await rm(dataDir, { recursive: true, force: true });
        },
      };
    },
  };
}
