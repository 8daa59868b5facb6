/** The embedded store: the port's subjects over one SQLite file. */
import type { KeyRing } from '../seal.ts';
import type { Store } from '../store.ts';
import { createAlarmRecords } from './alarm-records.ts';
import { createAudit } from './audit.ts';
import { createBroadcastRecords } from './broadcast-records.ts';
import { createCards } from './cards.ts';
import { createCaseRecords } from './case-records.ts';
import { createConversations } from './conversations.ts';
import type { Database } from './database.ts';
import { createDrafts } from './drafts.ts';
import { createGroup } from './group.ts';
import { createInbox } from './inbox.ts';
import { unlockSealer } from './keys.ts';
import { createLanes } from './lanes.ts';
import { createNotices } from './notices.ts';
import { createRecipients } from './recipients.ts';
import { createSettings } from './settings.ts';
import { createShared } from './shared.ts';
import { createSpace } from './space.ts';
import { createStats } from './stats.ts';
import { createTransfers } from './transfers.ts';
import { createUsers } from './users.ts';

export interface SqliteStoreDeps {
  /** Ours alone; closed by the store. */
  readonly database: Database;
  readonly keys: KeyRing;
  readonly now: () => number;
}

/**
 * Makes a store over an open database. Whatever was in somebody's hands before is free again,
 * since nobody else can be alive. Throws `StoreRefused` when the keys are not the ones that sealed.
 */
export function createSqliteStore({ database, keys, now }: SqliteStoreDeps): Store {
  const sealer = unlockSealer(database, keys);
  endLeases(database);
  const lanes = createLanes(database);
  const group = createGroup(database);
  return {
    users: createUsers(database, sealer),
    drafts: createDrafts(database, sealer),
    recipients: createRecipients(database, sealer),
    transfers: createTransfers(database, group, sealer),
    cards: createCards(database, sealer),
    notices: createNotices(database, sealer),
    inbox: createInbox(database, group, sealer, now),
    lanes: { run: lanes.run },
    conversations: createConversations(database, sealer, lanes, now),
    settings: createSettings(database),
    audit: createAudit(database, sealer),
    alarms: createAlarmRecords(database, sealer),
    cases: createCaseRecords(database, sealer),
    broadcasts: createBroadcastRecords(database, sealer),
    stats: createStats(database),
    tokens: sealer.tokens,
    space: createSpace(database),
    shared: createShared(now),
    async close() {
      group.flush();
      database.close();
    },
  };
}

/**
 * An attempt without a settle stays `attempted`: its outcome was never learned. The list of two
 * states names the index.
 */
function endLeases(database: Database): void {
  const cards = database.prepare('UPDATE cards SET held_until_ms = 0 WHERE held_until_ms > 0');
  const notices = database.prepare(
    "UPDATE notices SET due_at_ms = 0 WHERE state IN ('owed', 'attempted') AND state = 'attempted'",
  );
  database.transaction(() => {
    cards.run();
    notices.run();
  });
}
