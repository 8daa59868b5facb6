/** What the store and the queue need alike of a connection to Redis. */
import type { Redis } from 'ioredis';

/** Whether commands are taken within so many milliseconds; the connection is left as it is. */
export async function isReadyWithin(redis: Redis, limitMs: number): Promise<boolean> {
  if (redis.status === 'ready') return true;
  return new Promise((resolve) => {
    const end = (isReady: boolean) => () => {
      clearTimeout(timer);
      redis.off('ready', ready);
      resolve(isReady);
    };
    const ready = end(true);
    const timer = setTimeout(end(false), limitMs);
    redis.once('ready', ready);
  });
}
