/**
 * The program in all its lives: one process or several, on one machine's file or on Redis. They are
 * killed, stopped in the middle and continued, and Redis is killed beside them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Program, type RunningProgram, startProgram } from '../../sandbox/program.ts';
import type { Stage } from '../../sandbox/stage.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import type { Chance } from './chance.ts';
import { type MomentKind, momentKinds, onMoment } from './moments.ts';

/** Where everything is kept, and how many processes share the work. */
export interface Setting {
  readonly store: 'sqlite' | 'redis';
  readonly processes: 1 | 2;
}

/** What is done to the program: to one process, to all of them, or to Redis. */
export type Blow = 'kill' | 'kill all' | 'pause' | 'kill redis';

/** What happened to it so far. */
export interface Blows {
  readonly moments: Readonly<Partial<Record<MomentKind, number>>>;
  readonly blows: Readonly<Partial<Record<Blow, number>>>;
  /** What the program itself called a fault in its log, over all its lives. */
  readonly faults: readonly string[];
}

export interface Life {
  start(): void;
  /** Strikes so many times, each at a moment and in a way that chance chooses. */
  strikeAgainAndAgain(times: number): Promise<void>;
  /** All processes together, in megabytes. */
  memoryMb(): Promise<number>;
  readonly told: () => Blows;
  /** Kills whatever still runs and removes what it kept. */
  end(): Promise<void>;
}

/** A moment that does not come within this time is not waited for any longer. */
const momentMs = 5_000;

/** Makes a program that does not run yet. */
export async function openLife(
  stage: Stage,
  program: Program,
  { store, processes }: Setting,
  chance: Chance,
): Promise<Life> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-kill-'));
  const redis = store === 'redis' ? await startRedis() : undefined;
  const moments: Partial<Record<MomentKind, number>> = {};
  const blows: Partial<Record<Blow, number>> = {};
  const faults: string[] = [];
  const running: RunningProgram[] = [];

  function startOne(index: number): void {
    running[index] = startProgram(program, {
      ...stage.env,
      DATA_DIR: join(dataDir, String(index)),
      ...(redis && { REDIS_URL: redis.url, DATA_KEY: Buffer.alloc(32, 7).toString('base64') }),
      POLL_SCALE: '0.03',
      OPS_PORT: '0',
      CHESSA_RPS: '1000',
      TELEGRAM_PUSH_RPS: '1000',
    });
  }

  function start(): void {
    for (let index = 0; index < processes; index += 1) startOne(index);
  }

  /** Kills them in the same moment; each starts again after a while of its own. */
  async function killAndStart(victims: readonly number[]): Promise<void> {
    for (const index of victims) running[index]?.kill();
    await Promise.all(
      victims.map(async (index) => {
        const process = running[index];
        if (!process) return;
        const how = await process.ended;
        faults.push(...faultsOf(process));
        if (how !== 'SIGKILL') throw endedByItself(process, how);
        await chance.pause(0, 300);
        startOne(index);
      }),
    );
  }

  /** Long enough, at times, for each of its leases to end. */
  async function pause(victim: RunningProgram | undefined): Promise<void> {
    victim?.freeze();
    await (chance.one(0.5) ? chance.pause(500, 4_000) : chance.pause(11_000, 18_000));
    victim?.thaw();
  }

  async function killRedis(server: RedisServer): Promise<void> {
    await server.kill();
    await chance.pause(0, 2_500);
    await server.start();
  }

  async function strike(blow: Blow): Promise<void> {
    blows[blow] = (blows[blow] ?? 0) + 1;
    const victim = chance.whole(0, processes - 1);
    if (blow === 'kill redis' && redis) await killRedis(redis);
    else if (blow === 'pause') await pause(running[victim]);
    else await killAndStart(blow === 'kill' ? [victim] : running.map((_, index) => index));
  }

  /** Waits for the moment and strikes in it, or a little later. Resolves to what it was. */
  async function strikeAt(wanted: MomentKind, blow: Blow): Promise<MomentKind> {
    // Where several share the work, one that waits for its turn to poll never says that it is ready.
    if (wanted !== 'starting' && processes === 1) await running[0]?.ready;
    if (wanted === 'starting' || wanted === 'any') {
      await chance.pause(0, wanted === 'any' ? 3_000 : 700);
      await strike(blow);
      return wanted;
    }
    await chance.pause(0, 600);
    const delayMs = chance.one(0.5) ? 0 : chance.whole(1, 80);
    return new Promise((resolve, reject) => {
      const strikeNow = (kind: MomentKind) => {
        strike(blow).then(() => resolve(kind), reject);
      };
      const come = (kind: MomentKind) => {
        stop();
        clearTimeout(timer);
        // At once is before anybody is answered.
        if (delayMs === 0) strikeNow(kind);
        else setTimeout(strikeNow, delayMs, kind);
      };
      const timer = setTimeout(come, momentMs, 'any');
      const stop = onMoment(stage, (kind) => {
        if (kind === wanted) come(kind);
      });
    });
  }

  /** Every kind of moment has its turn, in a new order each time, and so has every kind of blow. */
  async function strikeAgainAndAgain(times: number): Promise<void> {
    const nextMoment = inTurns(momentKinds, chance);
    const nextBlow = inTurns(blowsOn({ store, processes }), chance);
    for (let left = times; left > 0; left -= 1) {
      const kind = await strikeAt(nextMoment(), nextBlow());
      moments[kind] = (moments[kind] ?? 0) + 1;
    }
  }

  return {
    start,
    strikeAgainAndAgain,
    told: () => ({ moments, blows, faults: [...faults, ...running.flatMap(faultsOf)] }),
    async memoryMb() {
      const all = await Promise.all(running.map((process) => process.memoryMb()));
      return all.reduce((sum, mb) => sum + mb, 0);
    },
    async end() {
      for (const process of running) process.kill();
      await Promise.all(running.map(({ ended }) => ended));
      await redis?.dispose();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** One round of blows: mostly kills, since those are what people's machines do. */
function blowsOn({ store, processes }: Setting): readonly Blow[] {
  if (store === 'sqlite') return ['kill'];
  if (processes === 1) return ['kill', 'kill', 'kill', 'pause', 'kill redis'];
  return ['kill', 'kill', 'kill', 'kill all', 'pause', 'kill redis'];
}

function endedByItself(process: RunningProgram, how: unknown): Error {
  return new Error(`ended by itself: ${how}\n${process.lines.join('\n')}`);
}

function faultsOf({ lines }: RunningProgram): string[] {
  return lines.filter((line) => !/"level":"(debug|info|warn)"/.test(line));
}

/** Gives each item once, in an order of chance, and then again in another. */
function inTurns<T>(items: readonly T[], chance: Chance): () => T {
  let turns: T[] = [];
  return () => {
    if (turns.length === 0) turns = [...items];
    const [next] = turns.splice(chance.whole(0, turns.length - 1), 1);
    if (next === undefined) throw new Error('nothing to choose from');
    return next;
  };
}
