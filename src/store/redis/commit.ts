/** A commit: the transfer's next version and everything that follows from it, or nothing. */
import { stuckFromMs } from '../../domain/stuck.ts';
import type { PayTo, Transfer } from '../../domain/transfer.ts';
import { addressHash } from '../address-hash.ts';
import type { Sealer } from '../seal.ts';
import type { CommitExtras, Committed, TransferRecords } from '../transfer-records.ts';
import { encodeId } from './keys.ts';
import { cards, claims, dueTimes, notices, order, states, tallies } from './lua.ts';
import { defineScript, type RunScript } from './scripts.ts';
import { tallyArgs } from './stats.ts';
import { openOwner, sealTransfer, toTransfer } from './transfer-row.ts';

/** Makes the compare-and-set of transfers. */
export function createCommit(run: RunScript, sealer: Sealer): TransferRecords['commit'] {
  return async (next: Transfer, extras: CommitExtras = {}): Promise<Committed> => {
    const { id } = next;
    const version = next.version + 1;
    const sealed = sealTransfer(sealer, next, version);
    const claim = (payTo?: PayTo) => (payTo ? addressHash(sealer, payTo) : '');
    const reply = await run(
      commitScript,
      encodeId(id),
      next.version,
      sealed,
      String(next.dueAtMs ?? ''),
      String(next.lookedAtMs ?? ''),
      next.state,
      String(stuckFromMs(next) ?? ''),
      claim(extras.claim),
      extras.cardMessageId ?? '',
      ...tallyArgs(next),
      extras.unlink ? sealer.seal(['transfers.owner', id], '0') : '',
      ...(extras.notices ?? []),
    );
    const [outcome, about, holder] = reply;
    if (outcome === 'missing') throw new Error(`There is no transfer ${id}.`);
    if (outcome === 'taken') {
      return { kind: 'address_taken', byUserId: openOwner(sealer, holder ?? '', about ?? '') };
    }
    const row = [encodeId(id), reply[1], reply[2], reply[3], reply[4]] as const;
    const transfer = toTransfer(sealer, row);
    if (!transfer) throw new Error(`There is no transfer ${id}.`);
    return { kind: outcome, transfer };
  };
}

type Reply =
  | readonly [
      'committed' | 'stale',
      version: string | null,
      dueAtMs: string | null,
      lookedAtMs: string | null,
      sealed: string | null,
    ]
  | readonly ['taken', owner: string, holder: string, ...nothing: [null, null]]
  | readonly ['missing', ...nothing: [null, null, null, null]];

/** `unlink(id, user, nobody)`: takes the person out; the card stays parked for good. */
const unlink = `
local function unlink(id, user, nobody)
  local t = P .. 't:' .. id
  redis.call('ZREM', P .. 'u:' .. user, id)
  redis.call('HSET', t, 'u', '', 'o', nobody, 'cp', '1')
  redis.call('HDEL', t, 'cm', 'ch')
  for _, field in ipairs(noticesOf(t)) do
    local n = readNotice(t, field)
    if n.state ~= 'accepted' then n.state = 'closed' end
    n.ended = ''
    writeNotice(t, field, n)
    redis.call('ZREM', P .. 'notices', id .. '.' .. string.sub(field, 2))
  end
end
`;

/**
 * A reply may be lost after the script ran. The same sealed text, which no other commit has, then
 * tells that this version is the one that was asked for.
 */
const commitScript = defineScript<Reply>(
  order,
  states,
  dueTimes,
  claims,
  cards,
  notices,
  tallies,
  unlink,
  `
local id, t = A[1], P .. 't:' .. A[1]
local stored = redis.call('HMGET', t, 'v', 'd', 's', 'u', 'a', 'l')
if not stored[1] then return { 'missing', false, false, false, false } end
if stored[1] ~= A[2] then
  local outcome = stored[3] == A[3] and 'committed' or 'stale'
  return { outcome, stored[1], stored[2], stored[6], stored[3] }
end
local claims = stored[5] or ''
if A[8] ~= '' then
  local holder = redis.call('HGET', P .. 'claims', A[8])
  if holder and holder ~= id then
    return { 'taken', redis.call('HGET', P .. 't:' .. holder, 'o'), holder, false, false }
  end
  if not holder then
    redis.call('HSET', P .. 'claims', A[8], id)
    claims = claims .. A[8] .. ','
    redis.call('HSET', t, 'a', claims)
  end
end
local version = string.format('%.0f', tonumber(A[2]) + 1)
redis.call('HSET', t, 'v', version, 's', A[3])
if A[4] == '' then releaseClaims(t, claims) end
if A[9] ~= '' then
  redis.call('HSET', t, 'cm', A[9], 'cs', '0')
  redis.call('HDEL', t, 'ch')
end
indexState(id, A[6], A[7])
setDue(id, A[4])
if A[5] ~= '' then redis.call('HSET', t, 'l', A[5]) end
tally(t, A[10], A[11])
local user = stored[4]
if A[12] ~= '' then
  unlink(id, user, A[12])
  user = ''
end
indexCard(id)
local committed = { 'committed', version, A[4] ~= '' and A[4], A[5] ~= '' and A[5], A[3] }
if user == '' then return committed end
local state = redis.call('SISMEMBER', P .. 'unreachable', user) == 1 and 'parked' or 'owed'
for n = 13, #A do
  local rest = version .. '.' .. A[n]
  local seq = string.format('%.0f', nextSeq())
  if redis.call('HSETNX', t, 'n' .. rest, seq .. '|' .. state .. '|0|0||') == 1 then
    if state == 'parked' then redis.call('ZADD', P .. 'parked', seq, id .. '.' .. rest)
    else redis.call('ZADD', P .. 'notices', since(), id .. '.' .. rest) end
  end
end
return committed`,
);
