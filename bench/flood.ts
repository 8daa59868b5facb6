/**
 * What others notice of one person who sends 1,000 messages a second: the real program, built and
 * run by plain Node as a process of its own, with Telegram and the people in this one, as they are
 * elsewhere in reality. A message reaches Telegram each millisecond, whatever the bot is doing, and
 * the others write at random moments; in turns of A B B A with and without the flood.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createChessaSandbox } from '../sandbox/chessa/chessa-sandbox.ts';
import { buildProgram, type RunningProgram, startProgram } from '../sandbox/program.ts';
import { serve } from '../sandbox/serve.ts';
import { createQuickTelegram, type Said } from './quick-telegram.ts';
import { type Spread, spread } from './spread.ts';

/** One way of being at work: without the flood, or with it. */
export interface FloodSide {
  /** From somebody's message to the bot's answer, in milliseconds. */
  readonly waits: Spread;
  /** The program's processor time as a share of the time that went by. */
  readonly busy: number;
}

/** How long people waited for an answer. */
export interface FloodFigures {
  readonly quiet: FloodSide;
  readonly flooded: FloodSide;
  /** The p99 with the flood as a multiple of that without, in each group of A B B A. */
  readonly p99Ratios: Spread;
  /** Messages of the person who floods. */
  readonly flood: number;
  /** What they were sent, and how many of it were the polite sentence. */
  readonly answers: number;
  readonly sentences: number;
}

const flooder = 7;
const people = 100;
/** All of them together. A third of what the bot can. */
const asksPerSecond = 150;
const roundMs = 2_000;
/** The first moments of a round still belong to the one before. */
const settlesMs = 300;
const token = '7000000001:token-of-the-bench-0000000001';
const credentials = { clientId: 'bench', clientSecret: 'secret-of-the-bench' };

interface Tally {
  readonly waits: number[];
  busyMs: number;
  wallMs: number;
}

/** So many groups of A B B A; eight seconds each. */
export async function measureFlood(groups: number): Promise<FloodFigures> {
  const crowd = createCrowd();
  await using world = await openWorld(crowd.heard);
  await crowd.begin(world.send);
  // A program that has just begun is slow for some seconds.
  for (const isFlood of [false, true]) await playRound(isFlood, crowd, world, emptyTally());
  const tallies = { quiet: emptyTally(), flooded: emptyTally() };
  const ratios: number[] = [];
  for (let group = 0; group < groups; group += 1) {
    const ofGroup = { quiet: [] as number[], flooded: [] as number[] };
    for (const side of ['quiet', 'flooded', 'flooded', 'quiet'] as const) {
      ofGroup[side].push(...(await playRound(side === 'flooded', crowd, world, tallies[side])));
    }
    ratios.push(spread(ofGroup.flooded).p99 / spread(ofGroup.quiet).p99);
  }
  const sideOf = ({ waits, busyMs, wallMs }: Tally) => {
    return { waits: spread(waits), busy: busyMs / wallMs };
  };
  return {
    quiet: sideOf(tallies.quiet),
    flooded: sideOf(tallies.flooded),
    p99Ratios: spread(ratios),
    ...crowd.flooderFigures(),
  };
}

type Crowd = ReturnType<typeof createCrowd>;
type World = Awaited<ReturnType<typeof openWorld>>;

const emptyTally = (): Tally => ({ waits: [], busyMs: 0, wallMs: 0 });

/** The waits of one round; they and the program's work are added to the tally. */
async function playRound(
  isFlood: boolean,
  crowd: Crowd,
  { send, program }: World,
  tally: Tally,
): Promise<number[]> {
  const beganMs = performance.now();
  let countedFromMs: number | undefined;
  let busyBeforeMs = 0;
  let sent = 0;
  let nextAskMs = beganMs;
  for (let nowMs = beganMs; nowMs < beganMs + roundMs; nowMs = performance.now()) {
    if (countedFromMs === undefined && nowMs - beganMs > settlesMs) {
      countedFromMs = nowMs;
      busyBeforeMs = (await program.cpuMs()) ?? 0;
      crowd.takeWaits();
    }
    for (; isFlood && sent < nowMs - beganMs; sent += 1) crowd.flood(send);
    for (; nextAskMs < nowMs; nextAskMs += untilNextMs()) crowd.ask(send);
    await wait(1);
  }
  const waits = crowd.takeWaits();
  tally.waits.push(...waits);
  tally.busyMs += ((await program.cpuMs()) ?? 0) - busyBeforeMs;
  tally.wallMs += performance.now() - (countedFromMs ?? beganMs);
  return waits;
}

/** People who write on their own have no rhythm. */
function untilNextMs(): number {
  return (-Math.log(1 - Math.random()) * 1_000) / asksPerSecond;
}

type Send = (userId: number, text: string) => void;

/** Those who answer questions, and the one who floods. */
function createCrowd() {
  /** Of what is not answered yet, the first of each first. */
  const askedAtMs = new Map<number, number[]>();
  const toFlooder: string[] = [];
  let waits: number[] = [];
  let turn = 0;
  let flood = 0;
  const ask = (send: Send, userId: number, text: string) => {
    askedAtMs.set(userId, [...(askedAtMs.get(userId) ?? []), performance.now()]);
    send(userId, text);
  };
  return {
    heard({ chatId, text, atMs }: Said): void {
      if (chatId === flooder) toFlooder.push(text);
      const [sinceMs, ...later] = askedAtMs.get(chatId) ?? [];
      askedAtMs.set(chatId, later);
      if (sinceMs !== undefined) waits.push(atMs - sinceMs);
    },
    /** Everybody is asked their first question. */
    async begin(send: Send): Promise<void> {
      for (let n = 0; n < people; n += 1) ask(send, 1_000 + n, '/send');
      while ([...askedAtMs.values()].some(({ length }) => length > 0)) await wait(50);
    },
    /** The next in turn gives an answer that leads to the same question again. */
    ask(send: Send): void {
      turn += 1;
      ask(send, 1_000 + (turn % people), 'zebra');
    },
    flood(send: Send): void {
      flood += 1;
      send(flooder, 'x');
    },
    takeWaits(): number[] {
      const taken = waits;
      waits = [];
      return taken;
    },
    flooderFigures() {
      const sentences = toFlooder.filter((text) => text.startsWith('That was a lot at once'));
      return { flood, answers: toFlooder.length, sentences: sentences.length };
    },
  };
}

/** The program on a file, and Telegram and Chessa on a port of this process. */
async function openWorld(heard: (said: Said) => void) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const chessa = createChessaSandbox(credentials);
  const telegram = createQuickTelegram(heard);
  const served = await serve({
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/v1/')) return chessa.app.fetch(request);
      const body = await request.text();
      return telegram.fetch(pathname, { body, signal: request.signal });
    },
  });
  const built = await buildProgram();
  const program: RunningProgram = startProgram(built, {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: served.url,
    CHESSA_API_URL: served.url,
    CHESSA_CLIENT_ID: credentials.clientId,
    CHESSA_CLIENT_SECRET: credentials.clientSecret,
    DATA_DIR: dataDir,
    OPS_PORT: '0',
    NODE_ENV: 'production',
  });
  await program.ready;
  return {
    send: telegram.send,
    program,
    async [Symbol.asyncDispose](): Promise<void> {
      program.stop();
      await program.ended;
      chessa.close();
      await served.close();
      await built.remove();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
