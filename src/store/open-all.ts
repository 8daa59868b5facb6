/** Records that may be long: each takes a millisecond to open, so others come in between. */
import { inSlices, type Steps } from '../domain/paced.ts';

/** Opens rows in slices, in their order; those of which nothing is there any more are left out. */
export function openAll<Row, T>(
  rows: readonly Row[],
  open: (row: Row) => T | undefined,
): Promise<T[]> {
  return inSlices(openSteps(rows, open));
}

function* openSteps<Row, T>(rows: readonly Row[], open: (row: Row) => T | undefined): Steps<T[]> {
  const opened: T[] = [];
  for (const row of rows) {
    const one = open(row);
    if (one !== undefined) opened.push(one);
    yield;
  }
  return opened;
}
