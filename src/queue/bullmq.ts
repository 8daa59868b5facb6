/**
 * The queue of many processes, on BullMQ. A job's id names what is to be looked at, so there is
 * never more than one for it; what BullMQ does with a second one is set right here.
 */
import { createHash } from 'node:crypto';
import { type Job as BullJob, Queue as BullQueue, DelayedError, Worker } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { Handler, Job, Queue } from './queue.ts';

export interface BullQueueDeps {
  readonly url: string;
  readonly now: () => number;
  /** Told of everything a handler throws; the job is run again after `retryMs`. */
  readonly onError: (job: Job, error: unknown) => void;
  readonly retryMs?: number;
  /** Most jobs at once in this process. */
  readonly concurrency?: number;
  /** How long a job may seem to be worked on by a process that was killed. */
  readonly lockMs?: number;
}

const name = 'looks';
const prefix = '{remit}';
/** What was asked for while its job ran: job id to time. */
const wantedKey = `${prefix}:${name}-wanted`;
/** A job may move on between two looks at it, hardly ever this often. */
const mostTries = 8;
const commandTimeoutMs = 3_000;
const closingMs = 10_000;

/** Connects, waits until Redis answers at most `patienceMs`, and makes the queue. */
export async function openBullQueue(deps: BullQueueDeps): Promise<Queue> {
  const { url, now, onError, retryMs = 30_000, concurrency = 16, lockMs = 15_000 } = deps;
  const redis = connect(url, { maxRetriesPerRequest: 1, commandTimeout: commandTimeoutMs });
  await new Promise<void>((resolve) => redis.once('ready', resolve));
  redis.options.enableOfflineQueue = false;
  const queue = new BullQueue(name, {
    connection: redis,
    prefix,
    // Without it `add` would wait for as long as Redis is away.
    skipWaitingForReady: true,
    streams: { events: { maxLen: 100 } },
  });
  queue.on('error', ignored);
  const wanted = createWanted(redis);
  let workers: Redis | undefined;
  let worker: Worker | undefined;

  /** When the job falls due, if it waits for a time. BullMQ counts in 4096ths of a millisecond. */
  async function delayedUntilMs(id: string): Promise<number | undefined> {
    const score = await redis.zscore(queue.toKey('delayed'), id);
    return score === null ? undefined : Math.floor(Number(score) / 4096);
  }

  /** One try; false when the job has moved on meanwhile and has to be looked at again. */
  async function arm(job: Job, atMs: number): Promise<boolean> {
    const id = jobIdOf(job);
    const delayedMs = await delayedUntilMs(id);
    if (delayedMs !== undefined) return delayedMs <= atMs || lower(id, atMs);
    switch (await queue.getJobState(id)) {
      case 'unknown':
        await queue.add(job.kind, { id: job.id }, { jobId: id, delay: delayUntil(atMs) });
        // Somebody else's job may have been there first, and a second one is dropped in silence.
        return ((await delayedUntilMs(id)) ?? atMs) <= atMs;
      case 'active':
        await wanted.note(id, atMs);
        return (await queue.getJobState(id)) === 'active';
      case 'completed':
      case 'failed':
        // It would keep its id, and nothing of that id would ever run again.
        await (await queue.getJob(id))?.remove();
        return false;
      default:
        return true;
    }
  }

  async function lower(id: string, atMs: number): Promise<boolean> {
    const delayed = await queue.getJob(id);
    if (!delayed) return false;
    try {
      await delayed.changeDelay(delayUntil(atMs));
      return true;
    } catch (problem) {
      // BullMQ throws for a job that has just begun to run.
      if ((await delayedUntilMs(id)) !== undefined) throw problem;
      return false;
    }
  }

  const delayUntil = (atMs: number) => Math.max(0, Math.floor(atMs - now()));

  async function schedule(job: Job, atMs: number): Promise<void> {
    const wholeMs = Math.ceil(atMs);
    for (let tries = 0; tries < mostTries; tries += 1) if (await arm(job, wholeMs)) return;
    throw new Error(`${job.kind} ${job.id} could not be scheduled`);
  }

  /** What was asked for between the end of a run and its job's leaving the active ones. */
  async function scheduleWanted(job: Job): Promise<void> {
    const atMs = await wanted.take(jobIdOf(job));
    if (atMs !== undefined) await schedule(job, atMs);
  }

  async function work(bullJob: BullJob, handle: Handler, token?: string): Promise<void> {
    const job = toJob(bullJob);
    const id = jobIdOf(job);
    await wanted.take(id);
    const askedMs = await handle(job).catch((error: unknown) => {
      onError(job, error);
      return now() + retryMs;
    });
    const times = [askedMs, await wanted.take(id)].filter((atMs) => atMs !== undefined);
    if (times.length === 0) return;
    await bullJob.moveToDelayed(Math.max(Math.ceil(Math.min(...times)), now()), token);
    await scheduleWanted(job);
    throw new DelayedError();
  }

  return {
    schedule,
    start(handle) {
      workers = connect(url, { maxRetriesPerRequest: null });
      worker = new Worker(name, (bullJob, token) => work(bullJob, guarded(handle), token), {
        connection: workers,
        prefix,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: Math.ceil(lockMs / 2),
        // A job whose process was killed is run again, however often that happens.
        maxStalledCount: 1_000_000,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      });
      worker.on('error', ignored);
      worker.on('completed', (done) => {
        const job = toJob(done);
        scheduleWanted(job).catch((problem: unknown) => onError(job, problem));
      });
      worker.on('failed', (failed, problem) => {
        if (failed) onError(toJob(failed), problem);
      });
    },
    async stop() {
      const stopping = worker;
      worker = undefined;
      if (!stopping) return;
      const timer = setTimeout(() => void stopping.close(true).catch(ignored), closingMs);
      await stopping.close().finally(() => clearTimeout(timer));
      workers?.disconnect();
    },
    async close() {
      await queue.close().catch(ignored);
      redis.disconnect();
    },
  };
}

/** Nothing: the store, which uses the same Redis, tells of its absence. */
function ignored(): undefined {
  return undefined;
}

function connect(url: string, options: RedisOptions): Redis {
  const retryStrategy = (times: number) => Math.min(1_000, 50 * 2 ** times);
  const redis = new Redis(url, { ...options, retryStrategy });
  redis.on('error', ignored);
  return redis;
}

/** A handler that throws before its first await rejects like any other. */
function guarded(handle: Handler): Handler {
  return async (job) => handle(job);
}

/**
 * BullMQ takes no colon in an id, and no number for one. A short name, whatever the id is, also
 * keeps all that BullMQ stores of a job below 64 letters each, which Redis keeps in half the room.
 */
function jobIdOf({ kind, id }: Job): string {
  const hash = createHash('sha256').update(id).digest('base64url');
  return `${letters[kind]}-${hash.slice(0, 16)}`;
}

const letters: Readonly<Record<Job['kind'], string>> = { transfer: 't' };

function toJob(bullJob: BullJob): Job {
  return { kind: bullJob.name as Job['kind'], id: String(bullJob.data.id) };
}

/** Times that were asked for while their jobs ran. */
function createWanted(redis: Redis) {
  const lowest = `
    local before = redis.call('HGET', KEYS[1], ARGV[1])
    if before and tonumber(before) <= tonumber(ARGV[2]) then return 0 end
    return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])`;
  const taken = `
    local at = redis.call('HGET', KEYS[1], ARGV[1])
    redis.call('HDEL', KEYS[1], ARGV[1])
    return at`;
  return {
    note: (id: string, atMs: number) => redis.eval(lowest, 1, wantedKey, id, atMs),
    async take(id: string): Promise<number | undefined> {
      const at: unknown = await redis.eval(taken, 1, wantedKey, id);
      return typeof at === 'string' ? Number(at) : undefined;
    },
  };
}
