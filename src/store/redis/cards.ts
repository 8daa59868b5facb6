/** Cards: which message shows a transfer, and which version it shows. */
import { randomBytes } from 'node:crypto';
import type { Sealer } from '../seal.ts';
import type { Card, Store } from '../store.ts';
import { decodeId, encodeId } from './keys.ts';
import { cards, notices, order, park } from './lua.ts';
import { defineScript, type RunScript } from './scripts.ts';
import { openOwner } from './transfer-row.ts';

type Row = readonly [
  id: string,
  owner: string | null,
  messageId: string | null,
  shownVersion: string,
  attempts: string | null,
];

/** Makes the part of the store that remembers cards. */
export function createCards(run: RunScript, sealer: Sealer): Store['cards'] {
  function toCard([id, owner, messageId, shownVersion, attempts]: Row): Card[] {
    if (owner === null) return [];
    return [
      {
        transferId: decodeId(id),
        userId: openOwner(sealer, id, owner),
        ...(messageId === null ? {} : { messageId: Number(messageId) }),
        shownVersion: Number(shownVersion),
        attempts: Number(attempts ?? 0),
      },
    ];
  }

  return {
    find: async (transferId) => toCard(await run(findScript, encodeId(transferId)))[0],

    async listDirty(nowMs, limit) {
      return (await run(listDirtyScript, nowMs, limit)).flatMap(toCard);
    },

    async take(transferId, nowMs, untilMs) {
      const hold = newHold();
      const taken = await run(takeScript, encodeId(transferId), nowMs, untilMs, hold);
      return taken ? hold : undefined;
    },

    async settle(transferId, shownVersion, hold) {
      await run(settleScript, encodeId(transferId), hold, shownVersion);
    },

    async retry(transferId, atMs, hold) {
      await run(retryScript, encodeId(transferId), hold, atMs);
    },

    async move(transferId, messageId) {
      const before = await run(moveScript, encodeId(transferId), messageId);
      return before === null ? undefined : Number(before);
    },

    async lose(transferId, hold) {
      await run(loseScript, encodeId(transferId), hold);
    },

    async park(transferId) {
      await run(parkScript, encodeId(transferId));
    },
  };
}

/** A right of one taker alone; the same one again means that a reply was lost on its way. */
export function newHold(): string {
  return randomBytes(6).toString('base64url');
}

const readCard = `
local function card(id)
  local c = redis.call('HMGET', P .. 't:' .. id, 'o', 'cm', 'cs', 'ca')
  return { id, c[1], c[2], c[3], c[4] }
end
`;

const findScript = defineScript<Row>(readCard, 'return card(A[1])');

const listDirtyScript = defineScript<Row[]>(
  readCard,
  `
local rows = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'cards', '-inf', A[1], 'LIMIT', 0, A[2])) do
  rows[#rows + 1] = card(id)
end
return rows`,
);

const takeScript = defineScript<number>(
  order,
  cards,
  `
local t = P .. 't:' .. A[1]
if redis.call('EXISTS', t) == 0 then return 0 end
local held = redis.call('HGET', t, 'ch')
if held then
  local untilMs, hold = string.match(held, '^([^:]*):(.*)$')
  if tonumber(untilMs) > tonumber(A[2]) then return hold == A[4] and 1 or 0 end
end
redis.call('HSET', t, 'ch', A[3] .. ':' .. A[4])
indexCard(A[1])
return 1`,
);

/**
 * A version that Redis has lost since was shown truly, and is newer than what is here: in doubt an
 * older card would take its place. The next look brings a version that does.
 */
const settleScript = defineScript<number>(
  order,
  cards,
  `
local stored = redis.call('HGET', P .. 't:' .. A[1], 'v')
if stored and tonumber(A[3]) > tonumber(stored) then return 0 end
local t = heldBy(A[1], A[2])
if not t then return 0 end
redis.call('HSET', t, 'cs', A[3])
redis.call('HDEL', t, 'ch', 'ca', 'cd')
indexCard(A[1])
return 1`,
);

/** The hold stays, without a time, so that the same retry again is not taken for a late one. */
const retryScript = defineScript<number>(
  order,
  cards,
  `
local t = heldBy(A[1], A[2])
if not t then return 0 end
local over = '0:' .. A[2]
if redis.call('HGET', t, 'ch') == over then return 1 end
redis.call('HINCRBY', t, 'ca', 1)
redis.call('HSET', t, 'ch', over, 'cd', A[3])
indexCard(A[1])
return 1`,
);

const moveScript = defineScript<string | null>(
  order,
  cards,
  `
local t = P .. 't:' .. A[1]
if redis.call('EXISTS', t) == 0 then return false end
local before = redis.call('HGET', t, 'cm')
if before == A[2] then return false end
redis.call('HSET', t, 'cm', A[2], 'cs', '0')
redis.call('HDEL', t, 'ch', 'ca', 'cd')
indexCard(A[1])
return before`,
);

const loseScript = defineScript<number>(
  order,
  cards,
  `
local t = heldBy(A[1], A[2])
if not t then return 0 end
redis.call('HSET', t, 'cs', '0')
redis.call('HDEL', t, 'cm', 'ch', 'ca', 'cd')
indexCard(A[1])
return 1`,
);

const parkScript = defineScript<number>(
  notices,
  park,
  `
local t = P .. 't:' .. A[1]
local user = redis.call('HGET', t, 'u')
if not user then return 0 end
redis.call('HDEL', t, 'ch')
park(user)
return 1`,
);
