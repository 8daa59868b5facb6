/** A transfer as texts of its hash: `version` and the times of looks in clear, the rest sealed. */
import type { Transfer } from '../../domain/transfer.ts';
import { openRecord, sealPackedRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import { decodeId } from './keys.ts';

/** The encoded id, then `v`, `d`, `l` and `s` of its hash. */
export type Row = readonly [
  id: string,
  version: string | null,
  dueAtMs: string | null,
  lookedAtMs: string | null,
  sealed: string | null,
];

/** Seals a transfer as the given version, without its times of looks, which `postpone` moves alone. */
export function sealTransfer(sealer: Sealer, transfer: Transfer, version: number): string {
  const { dueAtMs: _, lookedAtMs: __, ...stored } = transfer;
  return sealPackedRecord(sealer, ['transfers', transfer.id, version], { ...stored, version });
}

/** Opens a row; nothing when there is no such transfer. Throws `SealBroken` when it was changed. */
export function toTransfer(sealer: Sealer, row: Row): Transfer | undefined {
  const [encoded, version, dueAtMs, lookedAtMs, sealed] = row;
  if (version === null || sealed === null) return undefined;
  const id = decodeId(encoded);
  return {
    ...openRecord<Transfer>(sealer, ['transfers', id, Number(version)], sealed),
    ...(dueAtMs !== null && { dueAtMs: Number(dueAtMs) }),
    ...(lookedAtMs !== null && { lookedAtMs: Number(lookedAtMs) }),
  };
}

/** What a `Row` of this transfer is: in clear what the script needs, else sealed. */
export function openOwner(sealer: Sealer, encoded: string, owner: string): number {
  return Number(sealer.open(['transfers.owner', decodeId(encoded)], owner));
}
