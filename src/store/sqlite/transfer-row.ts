/** A transfer as a row: `version` and the times of looks are columns, all else is sealed. */
import type { Transfer } from '../../domain/transfer.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';

/** What is read of a stored transfer. */
export interface Row {
  readonly id: string;
  readonly version: number;
  readonly due_at_ms: number | null;
  readonly looked_at_ms: number | null;
  readonly sealed: string;
}

/** The columns of a {@link Row}. */
export const columns = 'id, version, due_at_ms, looked_at_ms, sealed';

/** Seals a transfer as the given version, without its times of looks, which `postpone` moves alone. */
export function sealTransfer(sealer: Sealer, transfer: Transfer, version: number): string {
  const { dueAtMs: _, lookedAtMs: __, ...stored } = transfer;
  return sealRecord(sealer, ['transfers', transfer.id, version], { ...stored, version });
}

/** Opens a row. Throws `SealBroken` when it was changed, or is not of this id and version. */
export function toTransfer(sealer: Sealer, row: Row): Transfer {
  const { id, version, due_at_ms, looked_at_ms, sealed } = row;
  return {
    ...openRecord<Transfer>(sealer, ['transfers', id, version], sealed),
    ...(due_at_ms !== null && { dueAtMs: due_at_ms }),
    ...(looked_at_ms !== null && { lookedAtMs: looked_at_ms }),
  };
}
