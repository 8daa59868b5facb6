/**
 * Chessa takes thirty seconds for every answer: a half minute passes in a second here, on real
 * sockets, with the real queue, tracker, client and store.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createLocalQueue } from '../../src/queue/local.ts';
import { createTrack } from '../../src/transfers/track.ts';
import { clientOf, json, startProvider } from '../chessa/scripted-provider.ts';
import { openDesk } from '../support/desk.ts';
import { noonMs, transferWith } from '../support/transfer.ts';

const faster = 30;
/** As many as the queue runs at once where nothing else is said. */
const mostAtOnce = 16;
const transfers = Array.from({ length: 60 }, (_, index) => {
  const number = String(index).padStart(12, '0');
  return transferWith({
    id: `aaaabbbbcccc${number}`,
    orderId: `00000000-0000-4000-8000-${number}`,
    shortId: `T${number.slice(-7)}`,
    dueAtMs: noonMs,
  });
});

/** A provider that is slow until it is told to hurry; what it was asked about since then. */
async function slowProvider() {
  const state = { latencyMs: 30_000 / faster, answered: new Set<string>() };
  const { url } = await startProvider(async (response, asked) => {
    const id = asked.path.split('/')[3] ?? '';
    if (state.latencyMs === 0) state.answered.add(id);
    await wait(state.latencyMs);
    json({ order: { id, status: 'waiting_for_funding' } })(response, asked);
  });
  return { url, state };
}

/** The platform's fetch; how many calls were under way at once at most. */
function countingFetch() {
  let open = 0;
  const most = { atOnce: 0 };
  const fetch: typeof globalThis.fetch = async (...asked) => {
    open += 1;
    most.atOnce = Math.max(most.atOnce, open);
    try {
      return await globalThis.fetch(...asked);
    } finally {
      open -= 1;
    }
  };
  return { fetch, most };
}

/** The longest time that the event loop was kept busy, as far as this process did it. */
function watchLoop() {
  let longestMs = 0;
  let last = { wallMs: performance.now(), cpu: process.cpuUsage() };
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(last.cpu);
    const lateMs = performance.now() - last.wallMs - 5;
    longestMs = Math.max(longestMs, Math.min(lateMs, (user + system) / 1_000));
    last = { wallMs: performance.now(), cpu: process.cpuUsage() };
  }, 5);
  onTestFinished(() => clearInterval(timer));
  return () => longestMs;
}

test('C13: thirty seconds for an answer: so many at once, nobody else waits, nothing piles up', async () => {
  const desk = await openDesk();
  for (const transfer of transfers) await desk.store.transfers.create(transfer);
  const { url, state } = await slowProvider();
  const beganAtMs = Date.now();
  const now = () => noonMs + (Date.now() - beganAtMs) * faster;
  const { fetch, most } = countingFetch();
  const { chessa } = clientOf(url, {
    fetch,
    now,
    sleep: (ms) => wait(ms / faster),
    timeoutMs: 15_000 / faster,
  });
  const pacing = { ...desk.pacing, now, orderNow: now, random: Math.random };
  const never = async () => undefined;
  const track = createTrack({
    ...desk,
    ...pacing,
    chessa,
    fund: never,
    refund: never,
    recall: never,
    changed: () => undefined,
  });
  const setTimer = (wake: () => void, ms: number) => {
    const timer = setTimeout(wake, ms / faster);
    return () => clearTimeout(timer);
  };
  const problems: unknown[] = [];
  const onError = (_: unknown, problem: unknown) => problems.push(problem);
  const queue = createLocalQueue({ now, onError, setTimer });
  onTestFinished(() => queue.stop());
  for (const { id } of transfers) await queue.schedule({ kind: 'transfer', id }, noonMs);
  const longestHoldMs = watchLoop();
  queue.start(({ id }) => track(id));

  // Two minutes and a half of it, in which somebody asks for a rate: their call ends as planned.
  await wait(2_500);
  const askedAtMs = performance.now();
  const rate = await chessa.getRate('USDC', 'NGN');
  expect(rate).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  expect(performance.now() - askedAtMs).toBeLessThan(3_000);
  await wait(2_500);
  expect(most.atOnce).toBeGreaterThan(8);
  expect(most.atOnce).toBeLessThanOrEqual(mostAtOnce + 1);
  expect(longestHoldMs()).toBeLessThan(100);

  // It answers again: every transfer is looked at soon, and none was lost on the way.
  state.latencyMs = 0;
  await expect.poll(() => state.answered.size, { timeout: 10_000 }).toBe(transfers.length);
  expect(problems).toEqual([]);
  for (const { id } of transfers) {
    expect((await desk.store.transfers.find(id))?.dueAtMs).toBeGreaterThan(noonMs);
  }
}, 40_000);
