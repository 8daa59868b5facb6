/** The embedded store: the contract over a real file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.ts';
import { broadcastRecordsContract } from '../contract/broadcast-records.ts';
import { caseRecordsContract } from '../contract/case-records.ts';
import { personRecordsContract } from '../contract/person-records.ts';
import { staffRecordsContract } from '../contract/staff-records.ts';
import { statRecordsContract } from '../contract/stat-records.ts';
import { storeContract } from '../contract/store.ts';

async function openFresh() {
  const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  const clock = { nowMs: 1_000 };
  return {
    clock,
    open: () => openStore({ dataDir, now: () => clock.nowMs }),
    dump: async () => {
      const files = readdirSync(dataDir).filter((file) => file.startsWith('store.db'));
      return Buffer.concat(files.map((file) => readFileSync(join(dataDir, file))));
    },
    dispose: async () => rmSync(dataDir, { recursive: true }),
  };
}

storeContract('SQLite', openFresh);
personRecordsContract('SQLite', openFresh);
staffRecordsContract('SQLite', openFresh);
caseRecordsContract('SQLite', openFresh);
broadcastRecordsContract('SQLite', openFresh);
statRecordsContract('SQLite', openFresh);
