/** A transfer as a row: `version` and the due time are columns, everything else is sealed. */
import type { Transfer } from '../../domain/transfer.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';

/** What is read of a stored transfer. */
export interface Row {
  readonly id: string;
  readonly version: number;
  readonly due_at_ms: number | null;
  readonly sealed: string;
}

/** The columns of a {@link Row}. */
export const columns = 'id, version, due_at_ms, sealed';

/** Seals a transfer as the given version, without its due time, which `postpone` moves alone. */
export function sealTransfer(sealer: Sealer, transfer: Transfer, version: number): string {
  const { dueAtMs: _, ...stored } = transfer;
  return sealRecord(sealer, ['transfers', transfer.id, version], { ...stored, version });
}

/** Opens a row. Throws `SealBroken` when it was changed, or is not of this id and version. */
export function toTransfer(sealer: Sealer, { id, version, due_at_ms, sealed }: Row): Transfer {
  const stored = openRecord<Transfer>(sealer, ['transfers', id, version], sealed);
  return due_at_ms === null ? stored : { ...stored, dueAtMs: due_at_ms };
}
