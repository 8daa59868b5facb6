/**
 * Kills the real program again and again while people send money through it, lets everything come
 * to its end, and tells what people saw and what the provider received.
 */
import { buildProgram } from '../../sandbox/program.ts';
import { openStage, type Stage } from '../../sandbox/stage.ts';
import { createChance } from './chance.ts';
import { type Judgement, judge } from './judge.ts';
import { type Blows, openLife, type Setting } from './life.ts';
import { createRemitter, type Remitter } from './remitter.ts';

export interface KillRunOptions extends Setting {
  /** Kills, and whatever else is done to it, together. */
  readonly kills: number;
  /** The same seed makes the same choices; only the machine's own timing differs. */
  readonly seed: number;
  readonly people?: number;
}

/** What came of a run. */
export interface KillReport extends Judgement, Blows {
  readonly acts: number;
  readonly refusals: readonly string[];
  readonly memoryMb: number;
  readonly tookMs: number;
}

/** How long after the last kill everything may take to come to its end. */
const settleMs = 75_000;

/** Runs it. Rejects, with the whole chat, when something that a person did was lost. */
export async function runKills({
  kills,
  seed,
  people = 6,
  ...setting
}: KillRunOptions): Promise<KillReport> {
  const beganMs = Date.now();
  const chance = createChance(seed);
  const stage = await openStage();
  stage.chessa.configure({ stepPace: 0.2 });
  const program = await buildProgram();
  const life = await openLife(stage, program, setting, chance.branch());
  try {
    life.start();
    const goOn = { value: true };
    const remitters = Array.from({ length: people }, (_, index) =>
      createRemitter(stage, `Person ${index + 1}`, chance.branch()),
    );
    const work = Promise.all(remitters.map((remitter) => keepSending(remitter, goOn)));
    const killing = life.strikeAgainAndAgain(kills).finally(() => {
      goOn.value = false;
    });
    await Promise.race([Promise.all([work, killing]), work.then(() => killing)]);
    const verdict = await untilSettled(stage, remitters);
    return {
      ...verdict,
      ...life.told(),
      acts: sum(remitters.map(({ acts }) => acts)),
      refusals: remitters.flatMap(({ refusals }) => refusals),
      memoryMb: await life.memoryMb(),
      tookMs: Date.now() - beganMs,
    };
  } finally {
    await life.end();
    await stage.close();
    await program.remove();
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
