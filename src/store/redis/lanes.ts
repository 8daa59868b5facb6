/**
 * Lanes over processes: whoever runs a lane holds a key that ends by Redis's own clock and is
 * renewed while the work goes on. Its value is a fence, so that an old run can never write after
 * a new one: a process that was stopped for a while finds its writes refused.
 */
import type { Store } from '../store.ts';
import { createTurns, within } from '../turns.ts';
import { newHold } from './cards.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** How long a lane waits for a process that was killed; one that stood still for five keeps it. */
const leaseMs = 8_000;
const renewEveryMs = 2_000;
const shortestWaitMs = 10;
const longestWaitMs = 200;

/** Makes the lanes; `hash` turns a lane into what may be written in clear. */
export function createLanes(run: RunScript, hash: (lane: string) => string): Store['lanes'] {
  const turns = createTurns();

  /** Waits until no other process holds the lane. */
  async function acquire(lane: string): Promise<{ fence: number; token: string }> {
    const token = newHold();
    for (let waitMs = shortestWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      const fence = await run(acquireScript, lane, token, leaseMs);
      if (fence !== null) return { fence: Number(fence), token };
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  /** Keeps the lane until it is told to stop; one that was lost is never taken back. */
  function keep(lane: string, token: string): () => void {
    let lost = false;
    const timer = setInterval(() => {
      run(renewScript, lane, token, leaseMs).then(
        (renewed) => {
          lost ||= renewed === 0;
          if (lost) clearInterval(timer);
        },
        // Redis is away: the lane ends by itself, and what this run writes is refused.
        () => undefined,
      );
    }, renewEveryMs);
    return () => clearInterval(timer);
  }

  return {
    async run(lane, limitMs, work) {
      const hashed = hash(lane);
      const end = await turns.take(lane);
      try {
        const { fence, token } = await acquire(hashed);
        const stopKeeping = keep(hashed, token);
        try {
          return await within(limitMs, () => work(fence));
        } finally {
          stopKeeping();
          // A lane that cannot be given back ends by itself.
          await run(releaseScript, hashed, token).catch(() => undefined);
        }
      } finally {
        end();
      }
    },
  };
}

/** A key that would live for longer than any lease was made before the clock was set back. */
const acquireScript = defineScript<string | null>(`
local key = P .. 'l:' .. A[1]
local held = redis.call('GET', key)
if held then
  local fence, token = string.match(held, '^(%d+):(.*)$')
  if token == A[2] then return fence end
  if redis.call('PTTL', key) <= 2 * A[3] then return false end
end
local fence = string.format('%.0f', redis.call('INCR', P .. 'fences'))
redis.call('SET', key, fence .. ':' .. A[2], 'PX', A[3])
return fence`);

const ours = `
local key = P .. 'l:' .. A[1]
local held = redis.call('GET', key)
local isOurs = held and string.match(held, '^%d+:(.*)$') == A[2]
`;

const renewScript = defineScript<number>(
  ours,
  "return isOurs and redis.call('PEXPIRE', key, A[3]) or 0",
);

const releaseScript = defineScript<number>(ours, "return isOurs and redis.call('DEL', key) or 0");
