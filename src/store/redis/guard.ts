/** What a Redis must promise before money depends on it. */
import type { Redis } from 'ioredis';
import { StoreRefused } from '../refused.ts';

/**
 * Lists in words what this Redis would forget: without an append-only file it loses its last
 * writes with every crash, and with an eviction policy it throws data away when it is full.
 */
export async function findForgetting(redis: Redis): Promise<string[]> {
  const info = `${await redis.info('persistence')}\n${await redis.info('memory')}`;
  const read = (name: string) => new RegExp(`^${name}:(\\S*)`, 'm').exec(info)?.[1];
  const policy = read('maxmemory_policy');
  return [
    ...(read('aof_enabled') === '1'
      ? []
      : ['It has no append-only file, so a crash loses data. Set "appendonly yes" in redis.conf.']),
    ...(policy === 'noeviction'
      ? []
      : [
          `It throws data away when it is full (maxmemory-policy ${policy}). ` +
            'Set "maxmemory-policy noeviction" in redis.conf.',
        ]),
  ];
}

/** Refuses a Redis that would forget. Throws {@link StoreRefused} with every reason. */
export async function refuseForgetting(redis: Redis): Promise<void> {
  const reasons = await findForgetting(redis);
  if (reasons.length === 0) return;
  throw new StoreRefused(`This Redis cannot be trusted with money. ${reasons.join(' ')}`);
}
