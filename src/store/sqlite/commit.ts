/** A commit: the transfer's next version and everything that follows from it, or nothing. */
import { stuckFromMs } from '../../domain/stuck.ts';
import type { PayTo, Transfer } from '../../domain/transfer.ts';
import { addressHash } from '../address-hash.ts';
import type { Sealer } from '../seal.ts';
import type { CommitExtras, Committed } from '../transfer-records.ts';
import type { Database } from './database.ts';
import { createTally } from './stats.ts';
import { columns, type Row, sealTransfer, toTransfer } from './transfer-row.ts';

/** Makes the compare-and-set of transfers. To be called inside a transaction. */
export function createCommit(
  database: Database,
  sealer: Sealer,
): (next: Transfer, extras: CommitExtras) => Committed {
  const find = database.prepare<Row>(`SELECT ${columns} FROM transfers WHERE id = :id`);
  const replace = database.prepare(`
    UPDATE transfers SET version = :version, due_at_ms = :due_at_ms,
      looked_at_ms = :looked_at_ms, sealed = :sealed, state = :state, stuck_at_ms = :stuck_at_ms
    WHERE id = :id`);
  const claims = createClaims(database, sealer);
  const tell = createTelling(database);
  const unlink = createUnlink(database, sealer);
  const tally = createTally(database);

  return (next, extras) => {
    const { id } = next;
    const stored = find.find({ id });
    if (!stored) throw new Error(`There is no transfer ${id}.`);
    if (stored.version !== next.version) {
      return { kind: 'stale', transfer: toTransfer(sealer, stored) };
    }
    const byUserId = extras.claim && claims.holder(id, extras.claim);
    if (byUserId !== undefined) return { kind: 'address_taken', byUserId };
    const version = next.version + 1;
    const sealed = sealTransfer(sealer, next, version);
    const { dueAtMs = null, lookedAtMs = null } = next;
    const row: Row = { id, version, due_at_ms: dueAtMs, looked_at_ms: lookedAtMs, sealed };
    replace.run({ ...row, state: next.state, stuck_at_ms: stuckFromMs(next) ?? null });
    if (extras.claim) claims.make(id, extras.claim);
    if (next.dueAtMs === undefined) claims.release(id);
    if (extras.unlink) unlink(id);
    tell(id, version, extras);
    tally(next);
    return { kind: 'committed', transfer: toTransfer(sealer, row) };
  };
}

/** Which open transfer is to be paid at which address. */
function createClaims(database: Database, sealer: Sealer) {
  const find = database.prepare<{ transfer_id: string; owner: string }>(`
    SELECT c.transfer_id, t.owner FROM claims c JOIN transfers t ON t.id = c.transfer_id
    WHERE c.address = :address`);
  const make = database.prepare(
    'INSERT OR IGNORE INTO claims (address, transfer_id) VALUES (:address, :id)',
  );
  const release = database.prepare('DELETE FROM claims WHERE transfer_id = :id');

  return {
    /** Whose other transfer holds the address, if any does. */
    holder(id: string, payTo: PayTo): number | undefined {
      const row = find.find({ address: addressHash(sealer, payTo) });
      if (!row || row.transfer_id === id) return undefined;
      return Number(sealer.open(['transfers.owner', row.transfer_id], row.owner));
    },
    make: (id: string, payTo: PayTo) => make.run({ address: addressHash(sealer, payTo), id }),
    release: (id: string) => release.run({ id }),
  };
}

/** Takes the person out. The card stays parked, which nobody of no name ever ends. */
function createUnlink(database: Database, sealer: Sealer) {
  const disown = database.prepare("UPDATE transfers SET user = '', owner = :owner WHERE id = :id");
  const hideCard = database.prepare(`
    UPDATE cards SET message_id = NULL, parked = 1, hold = hold + 1, held_until_ms = 0
    WHERE transfer_id = :id`);
  const closeNotices = database.prepare(`
    UPDATE notices SET state = 'closed', closed_why = 'unlinked'
    WHERE transfer_id = :id AND state IN ('owed', 'attempted', 'parked')`);
  const forgetMessages = database.prepare(
    'UPDATE notices SET message_id = NULL WHERE transfer_id = :id',
  );
  return (id: string): void => {
    disown.run({ id, owner: sealer.seal(['transfers.owner', id], '0') });
    for (const part of [hideCard, closeNotices, forgetMessages]) part.run({ id });
  };
}

/** The card's new version and message, and the notices; parked while the person is unreachable. */
function createTelling(database: Database) {
  const dirtyCard = database.prepare('UPDATE cards SET version = :version WHERE transfer_id = :id');
  const moveCard = database.prepare(`
    UPDATE cards SET message_id = :message_id, shown_version = 0, hold = hold + 1, held_until_ms = 0
    WHERE transfer_id = :id`);
  const owe = database.prepare(`
    INSERT OR IGNORE INTO notices (id, transfer_id, version, kind, state)
    SELECT :notice_id, :id, :version, :kind,
      CASE WHEN EXISTS (SELECT 1 FROM unreachable u WHERE u.user = t.user)
      THEN 'parked' ELSE 'owed' END
    FROM transfers t WHERE t.id = :id AND t.user <> ''`);

  return (id: string, version: number, { cardMessageId, notices = [] }: CommitExtras): void => {
    dirtyCard.run({ id, version });
    if (cardMessageId !== undefined) moveCard.run({ id, message_id: cardMessageId });
    for (const kind of notices) {
      owe.run({ id, version, kind, notice_id: `${id}.${version}.${kind}` });
    }
  };
}
