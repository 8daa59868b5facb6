/**
 * Lua functions that several scripts share. A transfer is one hash at `t:<id>`: `v` version, `d`
 * due time, `u` hash of the person, `o` the person sealed, `s` the rest sealed, `a`
 * claimed addresses; its card is `cm` message, `cs` version shown, `ca` attempts, `cd` due, `ch` held as
 * `<until>:<hold>`, `cp` parked; `st` its state, `l` when Chessa was asked last; each notice is `n<version>.<kind>`.
 */
import { statesInMotion } from '../../domain/transfer.ts';

/**
 * `nextSeq()`: numbers that only grow. `since()`: a time before every other, in the order of
 * asking, so that what is due at once is served first come, first served.
 */
export const order = `
local function nextSeq() return redis.call('INCR', P .. 'seq') end
local function since() return string.format('%.0f', nextSeq() - 1e15) end
`;

/** `releaseClaims(t, claims)`: a transfer that is looked at no more holds no address. */
export const claims = `
local function releaseClaims(t, claims)
  for address in string.gmatch(claims, '[^,]+') do redis.call('HDEL', P .. 'claims', address) end
  redis.call('HDEL', t, 'a')
end
`;

/**
 * `indexState(id, state, stuckAt)`: how many transfers are in each state, and which count as stuck
 * from when; an empty `stuckAt` means never.
 */
export const states = `
local function indexState(id, state, stuckAt)
  local t = P .. 't:' .. id
  local before = redis.call('HGET', t, 'st')
  if before ~= state then
    if before then redis.call('HINCRBY', P .. 'counts', before, -1) end
    redis.call('HINCRBY', P .. 'counts', state, 1)
    redis.call('HSET', t, 'st', state)
  end
  if stuckAt == '' then redis.call('ZREM', P .. 'stuck', id)
  else redis.call('ZADD', P .. 'stuck', stuckAt, id) end
end
`;

/**
 * `setDue(id, at)`: when to look next, never for an empty `at`. Those whose state, which is indexed
 * before, says that money moves are in `moving` too.
 */
export const dueTimes = `
local inMotion = { ${statesInMotion.map((state) => `${state} = true`).join(', ')} }
local function setDue(id, at)
  local t = P .. 't:' .. id
  if at == '' then
    redis.call('HDEL', t, 'd')
    redis.call('ZREM', P .. 'due', id)
  else
    redis.call('HSET', t, 'd', at)
    redis.call('ZADD', P .. 'due', at, id)
  end
  if at ~= '' and inMotion[redis.call('HGET', t, 'st')] then redis.call('ZADD', P .. 'moving', at, id)
  else redis.call('ZREM', P .. 'moving', id) end
end
`;

/**
 * `tally(t, day, list)`: counts each thing of the list (see `stats.ts`) once for this transfer, among
 * those of the day or of a route; the letters of what was counted are in `ty`.
 */
export const tallies = `
local function tally(t, day, list)
  local before = redis.call('HGET', t, 'ty') or ''
  local done = before
  for mark, route, key, by in string.gmatch(list, '(%a)|([^|;]*)|([^|;]+)|(%d+);') do
    if not string.find(done, mark, 1, true) then
      local name = route == '' and 'stats:' .. day or 'route:' .. route .. ':' .. day
      redis.call('HINCRBY', P .. name, key, by)
      done = done .. mark
    end
  end
  if done ~= before then redis.call('HSET', t, 'ty', done) end
end
`;

/**
 * `indexCard(id)`: a card is in `cards` while it is dirty and not parked, by the time at which it
 * may be edited next. `heldBy(id, hold)`: the transfer's key while this right to edit counts; a right
 * that does not leaves it open what the message shows, so the card is dirty again.
 */
export const cards = `
local function indexCard(id)
  local c = redis.call('HMGET', P .. 't:' .. id, 'v', 'cs', 'cp', 'ch', 'cd')
  if not c[1] or c[3] or tonumber(c[2]) >= tonumber(c[1]) then
    redis.call('ZREM', P .. 'cards', id)
    return
  end
  local due = c[5]
  if not due then
    due = since()
    redis.call('HSET', P .. 't:' .. id, 'cd', due)
  end
  local untilMs = c[4] and string.match(c[4], '^[^:]*') or '0'
  if tonumber(untilMs) > 0 and tonumber(untilMs) > tonumber(due) then due = untilMs end
  redis.call('ZADD', P .. 'cards', due, id)
end
local function heldBy(id, hold)
  local t = P .. 't:' .. id
  if redis.call('EXISTS', t) == 0 then return nil end
  local held = redis.call('HGET', t, 'ch')
  if held and string.match(held, '^[^:]*:(.*)$') == hold then return t end
  redis.call('HSET', t, 'cs', '0')
  redis.call('HDEL', t, 'ch')
  indexCard(id)
  return nil
end
`;

/**
 * Notices as texts: `<seq>|<state>|<attempts>|<unknown before>|<hold>|<message or why>`. Those that
 * are owed or attempted are in `notices` by the time at which they are due, parked ones in `parked`.
 */
export const notices = `
local function splitNotice(member)
  local id, rest = string.match(member, '^(.*)%.(%d+%.[%a_]+)$')
  if not id then return nil end
  return P .. 't:' .. id, 'n' .. rest, id
end
local function readNotice(t, field)
  local text = redis.call('HGET', t, field)
  if not text then return nil end
  local n = {}
  n.seq, n.state, n.attempts, n.unknown, n.hold, n.ended =
    string.match(text, '^(%d+)|(%a+)|(%d+)|(%d)|([^|]*)|(.*)$')
  return n
end
local function writeNotice(t, field, n)
  redis.call('HSET', t, field, table.concat(
    { n.seq, n.state, n.attempts, n.unknown, n.hold, n.ended }, '|'))
  local member = string.sub(t, #P + 3) .. '.' .. string.sub(field, 2)
  if n.state == 'parked' then redis.call('ZADD', P .. 'parked', n.seq, member)
  else redis.call('ZREM', P .. 'parked', member) end
end
local function noticesOf(t)
  local found = {}
  for _, field in ipairs(redis.call('HKEYS', t)) do
    if string.sub(field, 1, 1) == 'n' then found[#found + 1] = field end
  end
  return found
end
`;

/** `park(user)`: nobody can write to this person, so their cards and owed notices wait. */
export const park = `
local function park(user)
  redis.call('SADD', P .. 'unreachable', user)
  for _, id in ipairs(redis.call('ZRANGE', P .. 'u:' .. user, 0, -1)) do
    local t = P .. 't:' .. id
    redis.call('HSET', t, 'cp', '1')
    redis.call('ZREM', P .. 'cards', id)
    for _, field in ipairs(noticesOf(t)) do
      local n = readNotice(t, field)
      if n.state == 'owed' then
        n.state = 'parked'
        writeNotice(t, field, n)
        redis.call('ZREM', P .. 'notices', id .. '.' .. string.sub(field, 2))
      end
    end
  end
end
`;
