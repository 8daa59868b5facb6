/**
 * Kills the real program again and again while people send money through it, lets everything come
 * to its end, and tells what people saw and what the provider received.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildProgram,
  type Program,
  type RunningProgram,
  startProgram,
} from '../../sandbox/program.ts';
import { openStage, type Stage } from '../../sandbox/stage.ts';
import { type Chance, createChance } from './chance.ts';
import { type Judgement, judge } from './judge.ts';
import { type MomentKind, momentKinds, onMoment } from './moments.ts';
import { createRemitter, type Remitter } from './remitter.ts';

export interface KillRunOptions {
  readonly kills: number;
  /** The same seed makes the same choices; only the machine's own timing differs. */
  readonly seed: number;
  readonly people?: number;
}

/** What came of a run. */
export interface KillReport extends Judgement {
  readonly kills: Readonly<Partial<Record<MomentKind, number>>>;
  readonly acts: number;
  readonly refusals: readonly string[];
  readonly memoryMb: number;
  readonly tookMs: number;
  /** What the program itself called a fault in its log, over all its lives. */
  readonly faults: readonly string[];
}

/** How long after the last kill everything may take to come to its end. */
const settleMs = 75_000;
/** A moment that does not come within this time is not waited for any longer. */
const momentMs = 5_000;

/** Runs it. Rejects, with the whole chat, when something that a person did was lost. */
export async function runKills({ kills, seed, people = 6 }: KillRunOptions): Promise<KillReport> {
  const beganMs = Date.now();
  const chance = createChance(seed);
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-kill-'));
  const stage = await openStage();
  stage.chessa.configure({ stepPace: 0.2 });
  const program = await buildProgram();
  const life = createLife(stage, program, dataDir, chance.branch());
  try {
    life.start();
    const goOn = { value: true };
    const remitters = Array.from({ length: people }, (_, index) =>
      createRemitter(stage, `Person ${index + 1}`, chance.branch()),
    );
    const work = Promise.all(remitters.map((remitter) => keepSending(remitter, goOn)));
    const killing = life.killAgainAndAgain(kills).finally(() => {
      goOn.value = false;
    });
    await Promise.race([Promise.all([work, killing]), work.then(() => killing)]);
    const verdict = await untilSettled(stage, remitters);
    return {
      ...verdict,
      kills: life.kills,
      acts: sum(remitters.map(({ acts }) => acts)),
      refusals: remitters.flatMap(({ refusals }) => refusals),
      memoryMb: await life.memoryMb(),
      tookMs: Date.now() - beganMs,
      faults: life.faults(),
    };
  } finally {
    await life.end();
    await stage.close();
    await program.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function keepSending(remitter: Remitter, goOn: { readonly value: boolean }): Promise<void> {
  do await remitter.sendMoney();
  while (goOn.value);
}

/** Looks until nothing is wrong; what is wrong for good stays so. */
async function untilSettled(stage: Stage, remitters: readonly Remitter[]): Promise<Judgement> {
  const endMs = Date.now() + settleMs;
  for (;;) {
    const verdict = judge(stage, remitters);
    if (verdict.problems.length === 0 || Date.now() > endMs) return verdict;
    await sleep(500);
  }
}

/** One program on one data folder, over all its lives. */
function createLife(stage: Stage, program: Program, dataDir: string, chance: Chance) {
  const kills: Partial<Record<MomentKind, number>> = {};
  const faults: string[] = [];
  let running: RunningProgram | undefined;

  function start(): RunningProgram {
    running = startProgram(program, {
      ...stage.env,
      DATA_DIR: dataDir,
      POLL_SCALE: '0.03',
      OPS_PORT: '0',
      CHESSA_RPS: '1000',
      TELEGRAM_PUSH_RPS: '1000',
    });
    return running;
  }

  /** Waits for the moment, then kills: at once, or a little later. Returns what it was. */
  async function killAt(process: RunningProgram, wanted: MomentKind): Promise<MomentKind> {
    if (wanted === 'starting') {
      await chance.pause(0, 700);
      process.kill();
      return wanted;
    }
    await process.ready;
    await chance.pause(0, 600);
    if (wanted === 'any') {
      await chance.pause(0, 2_500);
      process.kill();
      return wanted;
    }
    const delayMs = chance.one(0.5) ? 0 : chance.whole(1, 80);
    return new Promise((resolve) => {
      const kill = (kind: MomentKind) => {
        stop();
        clearTimeout(timer);
        if (delayMs === 0) process.kill();
        else setTimeout(process.kill, delayMs);
        resolve(kind);
      };
      const timer = setTimeout(kill, momentMs, 'any');
      const stop = onMoment(stage, (kind) => {
        if (kind === wanted) kill(kind);
      });
    });
  }

  /** Every kind of moment has its turn, in a new order each time. */
  async function killAgainAndAgain(times: number): Promise<void> {
    let turns: MomentKind[] = [];
    for (let left = times; left > 0; left -= 1) {
      if (turns.length === 0) turns = shuffled(momentKinds, chance);
      const process = running ?? start();
      const kind = await killAt(process, turns.pop() ?? 'any');
      const how = await process.ended;
      faults.push(...faultsOf(process));
      if (how !== 'SIGKILL')
        throw new Error(`ended by itself: ${how}\n${process.lines.join('\n')}`);
      kills[kind] = (kills[kind] ?? 0) + 1;
      await chance.pause(0, 300);
      start();
    }
  }

  return {
    kills,
    start,
    killAgainAndAgain,
    faults: () => [...faults, ...faultsOf(running)],
    memoryMb: async () => running?.memoryMb() ?? 0,
    async end() {
      running?.kill();
      await running?.ended;
    },
  };
}

function faultsOf(process: RunningProgram | undefined): string[] {
  return (process?.lines ?? []).filter((line) => !/"level":"(debug|info|warn)"/.test(line));
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(chance.whole(0, left.length - 1), 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
