/** Jobs as BullMQ has them: under which name, and how pressing. */
import { createHash } from 'node:crypto';
import type { Job as BullJob } from 'bullmq';
import { type Rank, ranks } from './budget.ts';
import type { Job } from './queue.ts';

/**
 * BullMQ takes no colon in an id, and no number for one. A short name, whatever the id is, also
 * keeps all that BullMQ stores of a job below 64 letters each, which Redis keeps in half the room.
 */
export function jobIdOf({ kind, id }: Job): string {
  const hash = createHash('sha256').update(id).digest('base64url');
  return `${letters[kind]}-${hash.slice(0, 16)}`;
}

const letters: Readonly<Record<Job['kind'], string>> = { transfer: 't' };

/** What a job of BullMQ's is about. */
export function toJob(bullJob: BullJob): Job {
  return { kind: bullJob.name as Job['kind'], id: String(bullJob.data.id) };
}

/** BullMQ takes the lowest number first, and what has none before all others. */
export function priorityOf(rank: Rank): number {
  return Math.max(0, ranks.indexOf(rank) - ranks.indexOf('in_motion'));
}

/** The rank that a priority stands for. */
export function rankFrom(priority = 0): Rank {
  return ranks[Number(priority) + ranks.indexOf('in_motion')] ?? 'late';
}
