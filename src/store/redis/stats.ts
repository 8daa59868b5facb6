/** Counters by day, a hash each, added up in the script of each commit. */
import { type DayCount, dayOf, talliesOf } from '../../domain/tally.ts';
import type { Transfer } from '../../domain/transfer.ts';
import type { StatRecords } from '../staff-records.ts';
import { encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that tells the counters. */
export function createStats(run: RunScript): StatRecords {
  return {
    async list(fromDay, toDay) {
      const rows = await run(listScript, fromDay, toDay);
      return rows.map(([day, key, count]): DayCount => ({ day: Number(day), key, count }));
    },
    async listRoute(route, fromDay, toDay) {
      const rows = await run(listRouteScript, encodeId(route), fromDay, toDay);
      return rows.map(([bucket, count]) => ({ bucket: Number(bucket), count: Number(count) }));
    },
  };
}

/** What a script's `tally` is given: the day, then `<mark>|<route or nothing>|<key>|<by>;` for each thing. */
export function tallyArgs(transfer: Transfer): readonly [day: number, list: string] {
  const list = talliesOf(transfer).map(
    ({ mark, route = '', key, by }) => `${mark}|${encodeId(route)}|${key}|${by};`,
  );
  return [dayOf(transfer.createdAtMs), list.join('')];
}

const listScript = defineScript<[day: string, key: string, count: string][]>(`
local rows = {}
for day = tonumber(A[1]), tonumber(A[2]) do
  local name = string.format('%.0f', day)
  local flat = redis.call('HGETALL', P .. 'stats:' .. name)
  for n = 1, #flat, 2 do rows[#rows + 1] = { name, flat[n], flat[n + 1] } end
end
return rows`);

const listRouteScript = defineScript<[bucket: string, count: string][]>(`
local rows = {}
for day = tonumber(A[2]), tonumber(A[3]) do
  local name = string.format('%.0f', day)
  local flat = redis.call('HGETALL', P .. 'route:' .. A[1] .. ':' .. name)
  for n = 1, #flat, 2 do rows[#rows + 1] = { flat[n], flat[n + 1] } end
end
return rows`);
