/** Notices: pushes that are owed, each attempt written before its call. */
import type { NoticeKind } from '../../domain/transfer.ts';
import type { Sealer } from '../seal.ts';
import type { Notice, NoticeOutcome, Store } from '../store.ts';
import { newHold } from './cards.ts';
import { decodeId, encodeId } from './keys.ts';
import { notices, order, park } from './lua.ts';
import { defineScript, type RunScript } from './scripts.ts';
import { openOwner } from './transfer-row.ts';

/** What a notice's id is made of; the transfer's id is encoded. */
interface Name {
  readonly encoded: string;
  readonly version: number;
  readonly kind: NoticeKind;
}

type State = Awaited<ReturnType<Store['notices']['listByTransfer']>>[number]['state'];
interface Row {
  readonly seq: number;
  readonly state: State;
  readonly attempts: number;
  readonly unknownOutcomes: number;
  /** The message, or why it was closed. */
  readonly ended: string;
}

/** Makes the part of the store that remembers notices. */
export function createNotices(run: RunScript, sealer: Sealer): Store['notices'] {
  function toNotice([member, owner, text]: readonly [string, string, string]): Notice {
    const { encoded, version, kind } = toName(member);
    const { state, attempts, unknownOutcomes } = toRow(text);
    return {
      id: `${decodeId(encoded)}.${version}.${kind}`,
      transferId: decodeId(encoded),
      userId: openOwner(sealer, encoded, owner),
      version,
      kind,
      attempts,
      unknownOutcomes: unknownOutcomes + (state === 'attempted' ? 1 : 0),
    };
  }

  return {
    async listDue(nowMs, limit) {
      return (await run(listDueScript, nowMs, limit)).map(toNotice);
    },

    async attempt(id, nowMs, untilMs) {
      const hold = newHold();
      return (await run(attemptScript, toMember(id), nowMs, untilMs, hold)) ? hold : undefined;
    },

    async settle(id, outcome, hold = '') {
      await run(settleScript, toMember(id), outcome.kind, detailOf(outcome), hold);
    },

    async listParked(limit) {
      if (limit < 1) return [];
      return (await run(listParkedScript, limit - 1)).map((member) => {
        const { encoded, kind } = toName(member);
        return { transferId: decodeId(encoded), kind };
      });
    },

    async listByTransfer(transferId) {
      const found = await run(listByTransferScript, encodeId(transferId));
      return found
        .map(([field, text]) => ({ name: toName(`.${field.slice(1)}`), row: toRow(text) }))
        .sort((a, b) => a.row.seq - b.row.seq)
        .map(({ name: { kind, version }, row: { state, attempts, ended } }) => ({
          id: `${transferId}.${version}.${kind}`,
          kind,
          version,
          state,
          attempts,
          ...(state === 'closed' && { why: ended }),
        }));
    },
  };
}

/** A notice's id with the transfer's id encoded, as it stands in Redis. */
function toMember(noticeId: string): string {
  const [, id = '', rest = ''] = /^([\s\S]*)(\.\d+\.\w+)$/.exec(noticeId) ?? [];
  return `${encodeId(id)}${rest}`;
}

function toName(member: string): Name {
  const [kind, version, ...id] = member.split('.').reverse();
  return { encoded: id.reverse().join('.'), version: Number(version), kind: kind as NoticeKind };
}

/** Our own writing; see `notices` in `lua.ts`. */
function toRow(text: string): Row {
  const [seq, state, attempts, unknownOutcomes, , ended = ''] = text.split('|');
  return {
    seq: Number(seq),
    state: state as State,
    attempts: Number(attempts),
    unknownOutcomes: Number(unknownOutcomes),
    ended,
  };
}

function detailOf(outcome: NoticeOutcome): string | number {
  switch (outcome.kind) {
    case 'accepted':
      return outcome.messageId;
    case 'retry':
    case 'unknown':
      return outcome.atMs;
    case 'closed':
      return outcome.why;
    case 'unreachable':
      return '';
  }
}

const listDueScript = defineScript<[member: string, owner: string, text: string][]>(
  notices,
  `
local rows = {}
for _, member in ipairs(redis.call('ZRANGEBYSCORE', P .. 'notices', '-inf', A[1], 'LIMIT', 0, A[2])) do
  local t, field = splitNotice(member)
  local found = redis.call('HMGET', t, 'o', field)
  rows[#rows + 1] = { member, found[1], found[2] }
end
return rows`,
);

/** While attempted, the due time is the end of the right to send: after it nobody knows. */
const attemptScript = defineScript<number>(
  notices,
  `
local t, field = splitNotice(A[1])
local n = t and readNotice(t, field)
if not n or (n.state ~= 'owed' and n.state ~= 'attempted') then return 0 end
if n.state == 'attempted' and n.hold == A[4] then return 1 end
if tonumber(redis.call('ZSCORE', P .. 'notices', A[1])) > tonumber(A[2]) then return 0 end
if n.state == 'attempted' then n.unknown = (tonumber(n.unknown) or 0) + 1 end
n.state, n.attempts, n.hold = 'attempted', n.attempts + 1, A[4]
writeNotice(t, field, n)
redis.call('ZADD', P .. 'notices', A[3], A[1])
return 1`,
);

const settleScript = defineScript<number>(
  order,
  notices,
  park,
  `
local t, field = splitNotice(A[1])
local n = t and readNotice(t, field)
if not n then return 0 end
local outcome, detail, hold = A[2], A[3], A[4]
local ours = n.state == 'attempted' and n.hold == hold
if outcome == 'accepted' then
  n.state, n.ended = 'accepted', detail
elseif outcome == 'closed' then
  local open = n.state == 'owed' or n.state == 'attempted'
  if not ours and not (open and hold == '') then return 0 end
  n.state, n.ended = 'closed', detail
elseif not ours then
  return 0
elseif outcome == 'unreachable' then
  n.state = 'parked'
else
  n.state = 'owed'
  if outcome == 'unknown' then n.unknown = (tonumber(n.unknown) or 0) + 1 end
end
n.hold = ''
writeNotice(t, field, n)
if n.state == 'owed' then
  redis.call('ZADD', P .. 'notices', detail, A[1])
else
  redis.call('ZREM', P .. 'notices', A[1])
end
if n.state == 'parked' then park(redis.call('HGET', t, 'u')) end
return 1`,
);

const listParkedScript = defineScript<string[]>(
  "return redis.call('ZRANGE', P .. 'parked', 0, A[1])",
);

const listByTransferScript = defineScript<[field: string, text: string][]>(
  notices,
  `
local t, rows = P .. 't:' .. A[1], {}
for _, field in ipairs(noticesOf(t)) do
  rows[#rows + 1] = { field, redis.call('HGET', t, field) }
end
return rows`,
);
