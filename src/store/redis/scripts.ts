/**
 * Runs Lua scripts: one script a verb, so that each happens wholly or not at all. Every script
 * first looks for this store's own marker, so that an emptied Redis is never taken for a new one.
 */
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { StoreAway } from '../store.ts';
import { keyPrefix } from './keys.ts';

/** A script and its hash. `Reply` is trusted to be what the script returns. */
export interface Script<Reply> {
  readonly lua: string;
  readonly sha: string;
  /** Never set; tells the type of the reply. */
  readonly reply?: Reply;
}

/** Runs one script; see {@link defineScript} for what its arguments are in Lua. */
export type RunScript = <Reply>(
  script: Script<Reply>,
  ...args: readonly (string | number)[]
) => Promise<Reply>;

/** The hash that holds the marker and what this store knows of itself. */
export const metaKey = `${keyPrefix}meta`;

/**
 * Makes a script of Lua functions and a body. In the body `P` is the prefix of every key, and
 * `A[1]`, `A[2]`, … are the arguments, texts as always in Redis.
 */
export function defineScript<Reply>(...lua: readonly string[]): Script<Reply> {
  const whole = `
if redis.call('HGET', KEYS[1], 'generation') ~= ARGV[1] then
  return redis.error_reply('EMPTIED this is not the data that was here')
end
local P = '${keyPrefix}'
local A = {}
for n = 2, #ARGV do A[n - 1] = ARGV[n] end
${lua.join('\n')}`;
  return { lua: whole, sha: createHash('sha1').update(whole).digest('hex') };
}

/** Who is told when a script did not run. */
export interface Troubles {
  /** Redis is full or holds other data: once each, until a script runs again. */
  readonly alarm: (why: StoreAway) => void;
  /** Each time, whatever the reason. */
  readonly count: (why: StoreAway['why']) => void;
}

/**
 * Makes the runner of scripts for the data of one generation. It throws {@link StoreAway} when
 * Redis does not answer, is full, or holds other data.
 */
export function createRunScript(
  redis: Redis,
  generation: string,
  { alarm, count }: Troubles,
): RunScript {
  const told = new Set<string>();

  function explain(problem: unknown): unknown {
    const away = toStoreAway(problem);
    if (!(away instanceof StoreAway)) return away;
    count(away.why);
    if (away.why === 'away') return away;
    if (!told.has(away.why)) alarm(away);
    told.add(away.why);
    return away;
  }

  return async <Reply>(script: Script<Reply>, ...args: readonly (string | number)[]) => {
    const given = [1, metaKey, generation, ...args] as const;
    try {
      const reply: unknown = await redis
        .evalsha(script.sha, ...given)
        .catch((problem: unknown) =>
          isReply(problem, 'NOSCRIPT') ? redis.eval(script.lua, ...given) : Promise.reject(problem),
        );
      told.clear();
      return reply as Reply;
    } catch (problem) {
      throw explain(problem);
    }
  };
}

/** What a failed command means; anything that Redis says about the script itself is a bug. */
function toStoreAway(problem: unknown): unknown {
  if (isReply(problem, 'EMPTIED')) {
    return new StoreAway(
      'emptied',
      'Redis was emptied, or REDIS_URL leads to another one. Bring the data back from a backup. ' +
        'Until then nothing is done.',
    );
  }
  if (isReply(problem, 'OOM')) {
    return new StoreAway('full', 'Redis is full. Give it more memory: nothing can be stored.');
  }
  const isBug = isReply(problem) && !passing.some((code) => isReply(problem, code));
  return isBug ? problem : new StoreAway('away', 'Redis does not answer.', { cause: problem });
}

/** How Redis begins its answer while it cannot serve. */
const passing = [
  'LOADING',
  'MASTERDOWN',
  'READONLY',
  'CLUSTERDOWN',
  'BUSY',
  'MISCONF',
  'NOREPLICAS',
];

/** Tells whether Redis itself answered so; a script's own answer carries the code further in. */
function isReply(problem: unknown, code = ''): problem is Error {
  const isAnswer = problem instanceof Error && problem.name === 'ReplyError';
  return isAnswer && (code === '' || problem.message.includes(`${code} `));
}
