/** How much memory Redis uses, and how much it may use: all of its machine's where none is set. */
import type { Redis } from 'ioredis';
import type { Store } from '../store.ts';

/** Makes the part of the store that tells how much room there is. */
export function createSpace(redis: Redis): Store['space'] {
  return async () => {
    const info = await redis.info('memory');
    const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
    const limitBytes = read('maxmemory') || read('total_system_memory');
    return { usedBytes: read('used_memory'), ...(limitBytes > 0 && { limitBytes }) };
  };
}
