/** A transfer as three texts of its hash: `version` and the due time in clear, the rest sealed. */
import type { Transfer } from '../../domain/transfer.ts';
import { openRecord, sealPackedRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import { decodeId } from './keys.ts';

/** The encoded id, then `v`, `d` and `s` of its hash. */
export type Row = readonly [
  id: string,
  version: string | null,
  dueAtMs: string | null,
  sealed: string | null,
];

/** Seals a transfer as the given version, without its due time, which `postpone` moves alone. */
export function sealTransfer(sealer: Sealer, transfer: Transfer, version: number): string {
  const { dueAtMs: _, ...stored } = transfer;
  return sealPackedRecord(sealer, ['transfers', transfer.id, version], { ...stored, version });
}

/** Opens a row; nothing when there is no such transfer. Throws `SealBroken` when it was changed. */
export function toTransfer(sealer: Sealer, row: Row): Transfer | undefined {
  const [encoded, version, dueAtMs, sealed] = row;
  if (version === null || sealed === null) return undefined;
  const id = decodeId(encoded);
  const stored = openRecord<Transfer>(sealer, ['transfers', id, Number(version)], sealed);
  return dueAtMs === null ? stored : { ...stored, dueAtMs: Number(dueAtMs) };
}

/** What a `Row` of this transfer is: in clear what the script needs, else sealed. */
export function openOwner(sealer: Sealer, encoded: string, owner: string): number {
  return Number(sealer.open(['transfers.owner', decodeId(encoded)], owner));
}
