/**
 * A broadcast sent by a real process that is killed five times in the middle, on both stores.
 * `BROADCAST_PEOPLE` says to how many; fewer when nobody says.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildProgram, startProgram } from '../../sandbox/program.ts';
import { openStage, type Stage } from '../../sandbox/stage.ts';
import type { Broadcast } from '../../src/domain/broadcast.ts';
import { openStore } from '../../src/store/open.ts';
import { needs } from '../support/not-run.ts';
import { startRedis } from '../support/redis.ts';

const people = Number(process.env.BROADCAST_PEOPLE || 1_000);
/** When it is killed: so much of it was sent. */
const killedAt = [0.05, 0.2, 0.45, 0.7, 0.9];
/** As many as the sender has in hand at once. */
const inFlight = 8;
const blocked = 10;
const aDayMs = 86_400_000;
const limitMs = 300_000 + people * 60;
const id = 'a1b2c3d4';
const broadcast: Broadcast = {
  id,
  revision: 0,
  state: 'running',
  text: 'We are closed on Friday.',
  byUserId: 77,
  createdAtMs: 1,
  total: people,
};
const dataKey = Buffer.alloc(32, 7);

/** A Telegram with so many people who have started the bot; the first few have blocked it since. */
function populate({ telegram: { people: acts, world } }: Stage): number[] {
  return Array.from({ length: people }, (_, index) => {
    const { id: userId } = acts.create({ firstName: 'Addressee' });
    const account = world.accounts.get(userId);
    if (account) Object.assign(account, { started: true, blockedBot: index < blocked });
    return userId;
  });
}

async function open(redisUrl: string | undefined) {
  const [stage, program] = await Promise.all([openStage(), buildProgram()]);
  const dataDir = await mkdtemp(join(tmpdir(), 'broadcast-'));
  onTestFinished(async () => {
    await stage.close();
    await program.remove();
    await rm(dataDir, { recursive: true, force: true });
  });
  const store = () => openStore({ dataDir, dataKeys: [dataKey], redisUrl, now: Date.now });
  const start = () => {
    const running = startProgram(program, {
      ...stage.env,
      DATA_DIR: dataDir,
      DATA_KEY: dataKey.toString('base64'),
      ...(redisUrl && { REDIS_URL: redisUrl }),
      OPS_PORT: '0',
      TELEGRAM_PUSH_RPS: '1000',
    });
    onTestFinished(() => void running.kill());
    return running;
  };
  return { stage, store, start };
}

/** How many messages Telegram has, and a wait for the moment in which it gets so many. */
function watch({ telegram }: Stage) {
  let count = 0;
  let reached = (): void => undefined;
  let wanted = Number.POSITIVE_INFINITY;
  telegram.events.subscribe((event) => {
    if (event.kind !== 'message' || !event.message.fromBot) return;
    count += 1;
    if (count >= wanted) reached();
  });
  return {
    /** Acts in the very moment, before the sender hears that its message has arrived. */
    at: (messages: number, act: () => void) =>
      new Promise<void>((resolve) => {
        wanted = messages;
        reached = () => {
          wanted = Number.POSITIVE_INFINITY;
          act();
          resolve();
        };
      }),
  };
}

async function sendOverKills(redisUrl?: string): Promise<void> {
  const { stage, store, start } = await open(redisUrl);
  const userIds = populate(stage);
  const seeded = await store();
  const seenMs = Date.now();
  const one = { locale: 'en', firstSeenAtMs: seenMs, lastSeenAtMs: seenMs };
  await Promise.all(userIds.map((userId) => seeded.users.put({ ...one, userId }, seenMs + aDayMs)));
  await seeded.broadcasts.address(id, userIds);
  await seeded.broadcasts.put(broadcast);
  await seeded.close();

  const beganMs = performance.now();
  const telegram = watch(stage);
  for (const share of killedAt) {
    const running = start();
    await telegram.at(Math.round(share * people), running.kill);
    expect(await running.ended).toBe('SIGKILL');
  }
  const running = start();
  await telegram.at(people - blocked - killedAt.length * inFlight, () => undefined);
  const rooms = stage.telegram.world.rooms;
  const messagesOf = (userId: number) => rooms.get(userId)?.entries.length ?? 0;
  const isDone = async () => {
    running.stop();
    await running.ended;
    const ended = await store();
    const state = (await ended.broadcasts.find(id))?.state;
    await ended.close();
    return state;
  };
  // What is left is in nobody's hands for a moment yet, and then it is written down as done.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(await isDone()).toBe('done');

  const ended = await store();
  const counts = await ended.broadcasts.counts(id);
  const unknown = await ended.broadcasts.listUnknown(id, people);
  await ended.close();
  const times = userIds.map(messagesOf);
  const never = userIds.filter((userId, index) => index >= blocked && messagesOf(userId) === 0);
  process.stdout.write(
    `broadcast to ${people} over ${killedAt.length} kills on ${redisUrl ? 'redis' : 'sqlite'}: ` +
      `${JSON.stringify(counts)}, ${never.length} got none, ` +
      `${Math.round((performance.now() - beganMs) / 1_000)} s\n`,
  );
  expect(times.filter((count) => count > 1)).toEqual([]);
  expect(counts.sent + counts.refused + counts.unknown).toBe(people);
  expect(counts.waiting).toBe(0);
  expect(counts.unknown).toBeGreaterThan(0);
  expect(counts.unknown).toBeLessThanOrEqual(killedAt.length * inFlight);
  expect(unknown).toHaveLength(counts.unknown);
  expect(unknown).toEqual(expect.arrayContaining(never));
}

test(
  'nobody is told twice, and what a kill cut is listed (SQLite)',
  () => sendOverKills(),
  300_000,
);

needs('redis-server')(
  'nobody is told twice, and what a kill cut is listed (Redis)',
  async () => {
    const server = await startRedis();
    onTestFinished(server.dispose);
    await sendOverKills(server.url);
  },
  limitMs,
);
