/**
 * The tables. In clear are only ids, versions, times, states and keyed hashes (`user`, `short_id`,
 * `address`, `lane`); whatever says something about a person is in `sealed` and `owner`.
 */
import type Libsql from 'libsql';
import { StoreRefused } from '../refused.ts';

/** SQL; each entry brings the schema one version up. Never edit one that was released: add the next. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE users (user TEXT PRIMARY KEY, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE unreachable (user TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE drafts (
    user TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (user, kind)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE transfers (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    user TEXT NOT NULL,
    short_id TEXT NOT NULL,
    due_at_ms REAL,
    owner TEXT NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT;
  CREATE INDEX transfers_by_user ON transfers (user, seq);
  CREATE INDEX transfers_by_short_id ON transfers (short_id, seq);
  CREATE INDEX transfers_due ON transfers (due_at_ms) WHERE due_at_ms IS NOT NULL;

  CREATE TABLE claims (
    address TEXT PRIMARY KEY,
    transfer_id TEXT NOT NULL REFERENCES transfers (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_by_transfer ON claims (transfer_id);

  CREATE TABLE cards (
    transfer_id TEXT PRIMARY KEY REFERENCES transfers (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    shown_version INTEGER NOT NULL,
    message_id INTEGER,
    parked INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at_ms REAL NOT NULL DEFAULT 0,
    held_until_ms REAL NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX cards_dirty ON cards (due_at_ms)
    WHERE parked = 0 AND shown_version < version;

  CREATE TABLE notices (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    transfer_id TEXT NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    unknown_before INTEGER NOT NULL DEFAULT 0,
    due_at_ms REAL NOT NULL DEFAULT 0,
    message_id INTEGER,
    closed_why TEXT
  ) STRICT;
  CREATE INDEX notices_by_transfer ON notices (transfer_id, seq);
  CREATE INDEX notices_due ON notices (due_at_ms) WHERE state IN ('owed', 'attempted');

  CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY,
    received_at_ms REAL NOT NULL,
    sealed TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    done_at_ms REAL
  ) STRICT;
  CREATE INDEX updates_pending ON updates (update_id) WHERE done_at_ms IS NULL;
  CREATE INDEX updates_done ON updates (done_at_ms) WHERE done_at_ms IS NOT NULL;

  CREATE TABLE conversations (
    lane TEXT PRIMARY KEY,
    taken_update_id INTEGER NOT NULL,
    sealed TEXT,
    expires_at_ms REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversations_by_end ON conversations (expires_at_ms);
  `,
  `
  CREATE TABLE recipients (
    user TEXT NOT NULL,
    id TEXT NOT NULL,
    used_at_ms REAL NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (user, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX recipients_by_use ON recipients (user, used_at_ms);
  `,
  'ALTER TABLE cards ADD COLUMN hold INTEGER NOT NULL DEFAULT 0;',
  // Earlier rows have no state yet; `sort-transfers` gives them one at the next start.
  `
  ALTER TABLE transfers ADD COLUMN state TEXT;
  ALTER TABLE transfers ADD COLUMN stuck_at_ms REAL;
  ALTER TABLE transfers ADD COLUMN order_key TEXT;
  CREATE INDEX transfers_unsorted ON transfers (seq) WHERE state IS NULL;
  CREATE INDEX transfers_stuck ON transfers (stuck_at_ms, seq) WHERE stuck_at_ms IS NOT NULL;
  CREATE INDEX transfers_by_order ON transfers (order_key);

  CREATE TABLE state_counts (state TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER counts_new AFTER INSERT ON transfers WHEN new.state IS NOT NULL BEGIN
    INSERT INTO state_counts VALUES (new.state, 1)
    ON CONFLICT (state) DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER counts_moved AFTER UPDATE OF state ON transfers
  WHEN new.state IS NOT old.state BEGIN
    UPDATE state_counts SET count = count - 1 WHERE state = old.state;
    INSERT INTO state_counts VALUES (new.state, 1)
    ON CONFLICT (state) DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER counts_gone AFTER DELETE ON transfers BEGIN
    UPDATE state_counts SET count = count - 1 WHERE state = old.state;
  END;

  CREATE INDEX notices_parked ON notices (seq) WHERE state = 'parked';
  CREATE TABLE blocked (user TEXT PRIMARY KEY, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    about TEXT NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_subject ON audit (about, seq);
  CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'what staff did stays written down');
  END;
  CREATE TRIGGER audit_is_final BEFORE UPDATE OF seq, id, about ON audit BEGIN
    SELECT RAISE(ABORT, 'what staff did stays as it was written down');
  END;

  CREATE TABLE alarms (
    key TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    began_at_ms REAL NOT NULL,
    is_open INTEGER NOT NULL,
    due_at_ms REAL,
    sealed TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alarms_due ON alarms (due_at_ms) WHERE due_at_ms IS NOT NULL;
  CREATE INDEX alarms_open ON alarms (began_at_ms) WHERE is_open = 1;
  CREATE INDEX alarms_newest ON alarms (began_at_ms);
  `,
  `
  CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    user TEXT NOT NULL,
    opened_at_ms REAL NOT NULL,
    is_open INTEGER NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX cases_open ON cases (opened_at_ms) WHERE is_open = 1;
  CREATE INDEX cases_by_user ON cases (user, opened_at_ms);
  `,
  `
  CREATE TABLE broadcasts (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    created_at_ms REAL NOT NULL,
    is_unfinished INTEGER NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX broadcasts_unfinished ON broadcasts (created_at_ms) WHERE is_unfinished = 1;
  CREATE TABLE broadcast_sends (
    broadcast TEXT NOT NULL,
    user TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (broadcast, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX broadcast_sends_by_state ON broadcast_sends (broadcast, state);
  `,
  `
  ALTER TABLE transfers ADD COLUMN tallied TEXT NOT NULL DEFAULT '';
  CREATE TABLE stats (
    day INTEGER NOT NULL,
    key TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, key)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE transfers ADD COLUMN looked_at_ms REAL;
  CREATE INDEX transfers_due_in_motion ON transfers (due_at_ms)
    WHERE due_at_ms IS NOT NULL
      AND state IN ('accepting', 'confirming', 'received', 'paying_out', 'refunding');
  `,
  // Whoever was there before is looked after at once.
  `
  ALTER TABLE users ADD COLUMN look_at_ms REAL NOT NULL DEFAULT 0;
  CREATE INDEX users_due ON users (look_at_ms);
  `,
  // Before all else, so that not even REPLACE takes the place of what was written down.
  `
  CREATE TRIGGER audit_once BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id OR seq = new.seq) BEGIN
    SELECT RAISE(IGNORE);
  END;
  `,
  // So that a start finds what was in somebody's hands without reading every card.
  'CREATE INDEX cards_held ON cards (held_until_ms) WHERE held_until_ms > 0;',
  `
  CREATE TABLE route_times (
    route TEXT NOT NULL,
    day INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (route, day, bucket)
  ) STRICT, WITHOUT ROWID;
  `,
];

/**
 * Brings the tables up to date in one transaction: a kill in between leaves the old ones. `steps`
 * are all there are of them, from the first on. Throws {@link StoreRefused} when the file was
 * written by a newer program.
 */
export function migrate(raw: Libsql.Database, steps = migrations): void {
  const [row] = raw.prepare('PRAGMA user_version').all() as { user_version: number }[];
  const version = row?.user_version ?? 0;
  if (version > steps.length) {
    throw new StoreRefused(
      'The data was written by a newer version of this program. Use that one.',
    );
  }
  if (version === steps.length) return;
  raw.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps.slice(version)) raw.exec(step);
    raw.exec(`PRAGMA user_version = ${steps.length}`);
    raw.exec('COMMIT');
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    throw error;
  }
}
