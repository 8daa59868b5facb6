/** Connections of the queue to Redis. They go on trying for as long as they are open. */
import { Redis, type RedisOptions } from 'ioredis';

/** Nothing: the store, which uses the same Redis, tells of its absence. */
export function ignored(): undefined {
  return undefined;
}

/** Makes a connection and begins to connect. */
export function connect(url: string, options: RedisOptions): Redis {
  const retryStrategy = (times: number) => Math.min(1_000, 50 * 2 ** times);
  const redis = new Redis(url, { ...options, retryStrategy });
  redis.on('error', ignored);
  return redis;
}
