/** What becomes of one alarm as it begins, ends and is told. Pure. */
import type { AlarmRecord } from '../store/staff-records.ts';

/** What an alarm is about. Of one key at most one is on at a time. */
export interface Trouble {
  readonly key: string;
  readonly kind: string;
  readonly about?: string;
}

/** An end is told when it has held for so long; what begins again before is the same alarm. */
const settlesMs = 60_000;

/** The alarm as it is on now; `undefined` when it was on already. */
export function begun(
  record: AlarmRecord | undefined,
  { key, kind, about }: Trouble,
  nowMs: number,
): AlarmRecord | undefined {
  if (record && record.endedAtMs === undefined) return undefined;
  if (record && record.told !== 'end') {
    const { endedAtMs: _, dueAtMs, ...on } = record;
    // Its end was on its way to be told, and is none.
    return record.told === 'beginning' ? on : { ...on, dueAtMs: dueAtMs ?? nowMs };
  }
  const revision = record?.revision ?? 0;
  const what = { key, revision, kind, ...(about && { about }) };
  return { ...what, beganAtMs: nowMs, told: 'nothing', attempts: 0, dueAtMs: nowMs };
}

/** The alarm as it is over now; `undefined` when it was not on. */
export function ended(record: AlarmRecord | undefined, nowMs: number): AlarmRecord | undefined {
  if (!record || record.endedAtMs !== undefined) return undefined;
  // Where staff do not even know of the beginning, one line about both is enough.
  const dueAtMs = record.told === 'nothing' ? (record.dueAtMs ?? nowMs) : nowMs + settlesMs;
  return { ...record, endedAtMs: nowMs, dueAtMs, attempts: 0 };
}

/**
 * The alarm after `sent`, an earlier state of it, was told. What happened meanwhile is told next.
 */
export function told(record: AlarmRecord, sent: AlarmRecord, nowMs: number): AlarmRecord {
  const { dueAtMs: _, ...rest } = { ...record, attempts: 0 };
  if (sent.endedAtMs !== undefined) {
    return record.endedAtMs === undefined
      ? { ...rest, told: 'end', dueAtMs: nowMs }
      : { ...rest, told: 'end' };
  }
  return record.endedAtMs === undefined
    ? { ...rest, told: 'beginning' }
    : { ...rest, told: 'beginning', dueAtMs: record.endedAtMs + settlesMs };
}
