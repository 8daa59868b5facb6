/**
 * The connection to Redis. Nothing waits for ever: a command is tried again at most once, ends
 * within three seconds, and is refused at once while there is no connection.
 */
import { Redis } from 'ioredis';
import type { Log } from '../../log.ts';

const commandTimeoutMs = 3_000;
const longestRetryMs = 1_000;

/** Makes a connection and begins to connect; it goes on trying for as long as it is open. */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    commandTimeout: commandTimeoutMs,
    connectTimeout: commandTimeoutMs,
    enableOfflineQueue: false,
    // What is asked in one turn of the event loop goes out together.
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(longestRetryMs, 50 * 2 ** times) * (0.5 + Math.random() / 2),
  });
  let away = false;
  redis.on('error', (problem: unknown) => {
    if (!away) log.warn('redis is away', {}, problem);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('redis is back');
    away = false;
  });
  return redis;
}
