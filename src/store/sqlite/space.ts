/** How large the file is, and how much larger its disk would let it grow. */
import { statfs } from 'node:fs/promises';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';

/** Makes the part of the store that tells how much room there is. */
export function createSpace(database: Database): Store['space'] {
  const pages = database.prepare<{ page_count: number }>('PRAGMA page_count');
  const size = database.prepare<{ page_size: number }>('PRAGMA page_size');
  const file = database.prepare<{ file: string }>('PRAGMA database_list');
  return async () => {
    const usedBytes = (pages.find()?.page_count ?? 0) * (size.find()?.page_size ?? 0);
    const { bavail, bsize } = await statfs(file.find()?.file ?? '.');
    return { usedBytes, limitBytes: usedBytes + bavail * bsize };
  };
}
