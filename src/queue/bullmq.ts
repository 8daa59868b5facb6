/**
 * The queue of many processes, on BullMQ. A job's id names what is to be looked at, so there is
 * never more than one for it; what BullMQ does with a second one is set right here.
 */
import { type Job as BullJob, Queue as BullQueue, DelayedError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { catalogue, type Metrics, noMetrics } from '../metrics.ts';
import { isReadyWithin } from '../redis/ready.ts';
import type { Rank } from './budget.ts';
import { jobIdOf, priorityOf, rankFrom, toJob } from './bull-jobs.ts';
import { connect, ignored } from './connection.ts';
import type { Handler, Job, Queue, Wake } from './queue.ts';

export interface BullQueueDeps {
  readonly url: string;
  /** The clock of all times here; BullMQ goes by the machine's own. */
  readonly now: () => number;
  /** Told of everything a handler throws; the job is run again after `retryMs`. */
  readonly onError: (job: Job, error: unknown) => void;
  readonly metrics?: Metrics;
  readonly retryMs?: number;
  /** Most jobs at once in this process. */
  readonly concurrency?: number;
  /** How long a job may seem to be worked on by a process that was killed. */
  readonly lockMs?: number;
  /** How long to wait for the first answer. */
  readonly patienceMs?: number;
}

const name = 'looks';
const prefix = '{remit}';
/** What was asked for while its job ran: job id to time. */
const wantedKey = `${prefix}:${name}-wanted`;
/** Two readings of one clock may lie so far apart. */
const sameMs = 1_000;
/** A job may move on between two looks at it, hardly ever this often. */
const mostTries = 8;
const [commandTimeoutMs, closingMs] = [3_000, 10_000];

/**
 * Connects, waits until Redis answers at most `patienceMs`, and makes the queue. Throws with a
 * sentence for operators when it takes longer.
 */
export async function openBullQueue(deps: BullQueueDeps): Promise<Queue> {
  const { url, now, onError, retryMs = 30_000, concurrency = 16, lockMs = 15_000 } = deps;
  const { metrics = noMetrics, patienceMs = 30_000 } = deps;
  // BullMQ's own choice, to try again for ever, would let `add` wait for as long as Redis is away.
  const redis = connect(url, { maxRetriesPerRequest: 1, commandTimeout: commandTimeoutMs });
  if (!(await isReadyWithin(redis, patienceMs))) {
    redis.disconnect();
    throw new Error('Redis at REDIS_URL does not answer any more.');
  }
  redis.options.enableOfflineQueue = false;
  const queue = new BullQueue(name, {
    connection: redis,
    prefix,
    streams: { events: { maxLen: 100 } },
  });
  queue.on('error', ignored);
  // What it asks at first it never asks again: without that answer it would refuse for ever.
  await queue.waitUntilReady();
  const wanted = createWanted(redis);
  let workers: Redis | undefined;
  let worker: Worker | undefined;

  /** How far our clock is ahead of the machine's, by which BullMQ tells when a job falls due. */
  function aheadMs(): number {
    const ms = now() - Date.now();
    return ms > sameMs ? ms : 0;
  }

  /** When the job falls due, if it waits for a time. BullMQ counts in 4096ths of a millisecond. */
  async function delayedUntilMs(id: string): Promise<number | undefined> {
    const score = await redis.zscore(queue.toKey('delayed'), id);
    return score === null ? undefined : Math.floor(Number(score) / 4096) + aheadMs();
  }

  /** One try; false when the job has moved on meanwhile and has to be looked at again. */
  async function arm(job: Job, wake: Wake): Promise<boolean> {
    const id = jobIdOf(job);
    const { atMs } = wake;
    const delayedMs = await delayedUntilMs(id);
    if (delayedMs !== undefined) return delayedMs <= atMs || lower(id, wake);
    switch (await queue.getJobState(id)) {
      case 'unknown':
        await queue.add(job.kind, { id: job.id }, optionsOf(id, wake));
        // Somebody else's job may have been there first, and a second one is dropped in silence.
        return ((await delayedUntilMs(id)) ?? atMs) <= atMs;
      case 'active':
        await wanted.note(id, wake);
        return (await queue.getJobState(id)) === 'active';
      case 'prioritized':
        if (atMs <= now()) await raise(id, wake.rank);
        return true;
      case 'completed':
      case 'failed':
        // It would keep its id, and nothing of that id would ever run again.
        await (await queue.getJob(id))?.remove();
        return false;
      default:
        return true;
    }
  }

  async function lower(id: string, wake: Wake): Promise<boolean> {
    const delayed = await queue.getJob(id);
    if (!delayed) return false;
    try {
      await delayed.changeDelay(delayUntil(wake.atMs));
      await raise(id, wake.rank);
      return true;
    } catch (problem) {
      // BullMQ throws for a job that has just begun to run.
      if ((await delayedUntilMs(id)) !== undefined) throw problem;
      return false;
    }
  }

  /** Only ever to a more pressing rank. */
  async function raise(id: string, rank: Rank): Promise<void> {
    const job = await queue.getJob(id);
    if (job && job.priority > priorityOf(rank)) {
      await job.changePriority({ priority: priorityOf(rank) });
    }
  }

  const delayUntil = (atMs: number) => Math.max(0, Math.floor(atMs - now()));

  const optionsOf = (jobId: string, { atMs, rank }: Wake) => ({
    jobId,
    delay: delayUntil(atMs),
    // None at all for the most pressing, as BullMQ keeps those in a list of their own.
    ...(priorityOf(rank) > 0 && { priority: priorityOf(rank) }),
  });

  async function schedule(job: Job, atMs: number, rank: Rank = 'in_motion'): Promise<void> {
    const wake = { atMs: Math.ceil(atMs), rank };
    for (let tries = 0; tries < mostTries; tries += 1) if (await arm(job, wake)) return;
    throw new Error(`${job.kind} ${job.id} could not be scheduled`);
  }

  /** What was asked for between the end of a run and its job's leaving the active ones. */
  async function scheduleWanted(job: Job): Promise<void> {
    const wake = await wanted.take(jobIdOf(job));
    if (wake) await schedule(job, wake.atMs, wake.rank);
  }

  async function work(bullJob: BullJob, handle: Handler, token?: string): Promise<void> {
    const job = toJob(bullJob);
    const id = jobIdOf(job);
    const rank = rankFrom(bullJob.priority);
    await wanted.take(id);
    const told = await handle(job, rank).catch((error: unknown) => {
      onError(job, error);
      return { atMs: now() + retryMs, rank };
    });
    const wake = earlier(told, await wanted.take(id));
    if (!wake) return;
    if (wake.rank !== rank) await bullJob.changePriority({ priority: priorityOf(wake.rank) });
    await bullJob.moveToDelayed(Math.max(Math.ceil(wake.atMs), now()) - aheadMs(), token);
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
        // When Redis comes back, a worker that went on waiting sees it after these times at most.
        drainDelay: 2,
        runRetryDelay: 1_000,
        // A job whose process was killed is run again, however often that happens.
        maxStalledCount: 1_000_000,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      });
      worker.on('error', ignored);
      worker.on('stalled', () => metrics.count('jobsTakenOver', {}));
      worker.on('completed', (done) => {
        const job = toJob(done);
        scheduleWanted(job).catch((problem: unknown) => onError(job, problem));
      });
      worker.on('failed', (failed, problem) => {
        if (failed) onError(toJob(failed), problem);
      });
    },
    counts: () => queue.getJobCounts(...catalogue.jobs.labels.state),
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

/** A handler that throws before its first await rejects like any other. */
function guarded(handle: Handler): Handler {
  return async (job, rank) => handle(job, rank);
}

function earlier(one: Wake | undefined, other: Wake | undefined): Wake | undefined {
  if (!one || !other) return one ?? other;
  return other.atMs <= one.atMs ? other : one;
}

/** What was asked for while their jobs ran: a time, and the priority as its decimal. */
function createWanted(redis: Redis) {
  const lowest = `
    local before = redis.call('HGET', KEYS[1], ARGV[1])
    if before and tonumber(before) <= tonumber(ARGV[2]) then return 0 end
    return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '.' .. ARGV[3])`;
  const taken = `
    local at = redis.call('HGET', KEYS[1], ARGV[1])
    redis.call('HDEL', KEYS[1], ARGV[1])
    return at`;
  return {
    note: (id: string, { atMs, rank }: Wake) =>
      redis.eval(lowest, 1, wantedKey, id, atMs, priorityOf(rank)),
    async take(id: string): Promise<Wake | undefined> {
      const noted: unknown = await redis.eval(taken, 1, wantedKey, id);
      if (typeof noted !== 'string') return undefined;
      const [atMs, priority] = noted.split('.').map(Number);
      return { atMs: atMs ?? 0, rank: rankFrom(priority) };
    },
  };
}
