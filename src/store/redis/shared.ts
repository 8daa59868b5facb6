/** What processes share: places in a line of calls, and what one of them alone may have. */
import { halvedOnceInMs, longestPauseMs, recovery } from '../line-pace.ts';
import type { Store } from '../store.ts';
import { encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that processes share. All times are Redis's. */
export function createShared(run: RunScript): Store['shared'] {
  return {
    async reserve(line, everyMs) {
      const everyUs = Math.ceil(everyMs * 1_000);
      const [kind, us] = await run(reserveScript, encodeId(line), everyUs);
      const ms = Number(us) / 1_000;
      return kind === 'paused' ? { kind, forMs: ms } : { kind, waitMs: ms };
    },
    async slow(line, pauseMs) {
      await run(slowScript, encodeId(line), Math.ceil(Math.min(pauseMs, longestPauseMs)));
    },
    async paceOf(line) {
      const [share, pausedForMs] = await run(paceScript, encodeId(line));
      return { share: Number(share), pausedForMs: Number(pausedForMs) };
    },
    async hold(what, owner, forMs) {
      return (await run(holdScript, encodeId(what), owner, forMs)) === 1;
    },
    async release(what, owner) {
      await run(releaseScript, encodeId(what), owner);
    },
    async post(board, owner, text, forMs) {
      await run(postScript, encodeId(board), owner, text, forMs);
    },
    listPosted: (board) => run(listPostedScript, encodeId(board)),
  };
}

/**
 * A slowed line is `<share> <from> <halved at>` in milliseconds at `slow:<line>`, as `line-pace.ts`
 * has it; the key ends by itself once all has come back. A pause is a key of its own, which lives
 * as long as it.
 */
const pace = `
local time = redis.call('TIME')
local nowUs = time[1] * 1000000 + time[2]
local nowMs = nowUs / 1000
local lineKey, slowKey, pauseKey = P .. 'line:' .. A[1], P .. 'slow:' .. A[1], P .. 'pause:' .. A[1]
local share, from, halved = string.match(redis.call('GET', slowKey) or '', '^(%S+) (%S+) (%S+)$')
local function shareNow()
  if not share then return 1 end
  local steps = math.max(0, math.floor((nowMs - from) / ${recovery.everyMs}))
  return math.min(1, share + steps * ${recovery.share})
end
local function pausedMs() return math.max(0, redis.call('PTTL', pauseKey)) end
`;

/** In microseconds. A place a minute away was taken before the clock was set back. */
const reserveScript = defineScript<[kind: 'place' | 'paused', us: string]>(
  pace,
  `
if pausedMs() > 0 then return { 'paused', string.format('%.0f', pausedMs() * 1000) } end
local place = tonumber(redis.call('GET', lineKey) or '0')
if place < nowUs or place > nowUs + 60000000 then place = nowUs end
redis.call('SET', lineKey, string.format('%.0f', place + A[2] / shareNow()), 'PX', 120000)
return { 'place', string.format('%.0f', place - nowUs) }`,
);

const slowScript = defineScript<number>(
  pace,
  `
local pauseMs = math.max(tonumber(A[2]), pausedMs())
if pauseMs > 0 then redis.call('SET', pauseKey, '1', 'PX', pauseMs) end
local sinceMs = halved and nowMs - halved or ${halvedOnceInMs}
if sinceMs < 0 or sinceMs >= ${halvedOnceInMs} then
  share, halved = math.max(${recovery.leastShare}, shareNow() / 2), nowMs
end
redis.call('SET', slowKey, string.format('%.4f %.0f %.0f', share, nowMs + pauseMs, halved),
  'PX', pauseMs + ${Math.ceil(1 / recovery.share) * recovery.everyMs})
return 1`,
);

const paceScript = defineScript<[share: string, pausedForMs: string]>(
  pace,
  "return { string.format('%.4f', shareNow()), string.format('%.0f', pausedMs()) }",
);

const holdScript = defineScript<number>(`
local key = P .. 'held:' .. A[1]
local owner = redis.call('GET', key)
if owner and owner ~= A[2] and redis.call('PTTL', key) <= 2 * A[3] then return 0 end
redis.call('SET', key, A[2], 'PX', A[3])
return 1`);

const releaseScript = defineScript<number>(`
local key = P .. 'held:' .. A[1]
return redis.call('GET', key) == A[2] and redis.call('DEL', key) or 0`);

/** Each text with when it is over before it; what is over is swept away by whoever reads. */
const postScript = defineScript<number>(`
local time = redis.call('TIME')
local untilMs = string.format('%.0f', time[1] * 1000 + time[2] / 1000 + A[4])
return redis.call('HSET', P .. 'board:' .. A[1], A[2], untilMs .. '|' .. A[3])`);

const listPostedScript = defineScript<string[]>(`
local key, time = P .. 'board:' .. A[1], redis.call('TIME')
local nowMs, texts, flat = time[1] * 1000 + time[2] / 1000, {}, redis.call('HGETALL', key)
for n = 1, #flat, 2 do
  local untilMs, text = string.match(flat[n + 1], '^(%d+)|(.*)$')
  if tonumber(untilMs) > nowMs then texts[#texts + 1] = text
  else redis.call('HDEL', key, flat[n]) end
end
return texts`);
