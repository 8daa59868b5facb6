/** What processes share: places in a line of calls, and what one of them alone may have. */
import type { Store } from '../store.ts';
import { encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that processes share. All times are Redis's. */
export function createShared(run: RunScript): Store['shared'] {
  return {
    async reserve(line, everyMs) {
      const waitUs = await run(reserveScript, encodeId(line), Math.ceil(everyMs * 1_000));
      return Number(waitUs) / 1_000;
    },
    async hold(what, owner, forMs) {
      return (await run(holdScript, encodeId(what), owner, forMs)) === 1;
    },
    async release(what, owner) {
      await run(releaseScript, encodeId(what), owner);
    },
  };
}

/** In microseconds. A place a minute away was taken before the clock was set back. */
const reserveScript = defineScript<string>(`
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local place = tonumber(redis.call('GET', P .. 'line:' .. A[1]) or '0')
if place < now or place > now + 60000000 then place = now end
redis.call('SET', P .. 'line:' .. A[1], string.format('%.0f', place + A[2]), 'PX', 120000)
return string.format('%.0f', place - now)`);

const holdScript = defineScript<number>(`
local key = P .. 'held:' .. A[1]
local owner = redis.call('GET', key)
if owner and owner ~= A[2] and redis.call('PTTL', key) <= 2 * A[3] then return 0 end
redis.call('SET', key, A[2], 'PX', A[3])
return 1`);

const releaseScript = defineScript<number>(`
local key = P .. 'held:' .. A[1]
return redis.call('GET', key) == A[2] and redis.call('DEL', key) or 0`);
