/**
 * What others notice of abuse: one person at 1,000 messages a second beside people who answer
 * questions, with and without the limits; and 10,000 people who start at once. The whole bot on a
 * real file; Telegram and Chessa answer in the same process, so that only the bot is measured.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createChessaSandbox } from '../sandbox/chessa/chessa-sandbox.ts';
import type { Limits } from '../src/bot/middleware/limits.ts';
import { type Clocks, clocks, since } from './clocks.ts';
import type { Said } from './quick-telegram.ts';
import { type Spread, spread } from './spread.ts';
import { openWholeBot } from './whole-bot.ts';

/** How long people waited for an answer. */
export interface FloodFigures {
  /** In milliseconds of the wall's clock, to which the machine's other work adds. */
  readonly quiet: Spread;
  readonly flooded: Spread;
  /** The processor time that the bot spent between a question and its answer, in milliseconds. */
  readonly quietCpu: Spread;
  readonly floodedCpu: Spread;
  /** What the person who floods was sent, and how many of it were the polite sentence. */
  readonly answers: number;
  readonly sentences: number;
}

/** What became of a crowd. */
export interface CrowdFigures {
  readonly people: number;
  readonly served: number;
  readonly askedToWait: number;
  readonly tookMs: number;
  readonly mostCallsASecond: number;
}

const flooder = 7;
const people = 100;
const roundMs = 1_500;
const everyMs = 20;
/** A p99 wants a thousand answers and more; so many a second are still a third of what the bot can. */
const asksATick = 3;

/** Rounds without and with the flood take turns, so that the machine's moods meet both of them. */
export async function measureFlood(
  rounds: number,
  other: Partial<Limits> = {},
): Promise<FloodFigures> {
  const asked = new Map<number, Clocks>();
  const waits = { quiet: [] as Clocks[], flooded: [] as Clocks[] };
  const toFlooder: string[] = [];
  let now: keyof typeof waits | undefined;
  const bench = await openBench(other, ({ chatId, text }) => {
    if (chatId === flooder) toFlooder.push(text);
    const askedAt = asked.get(chatId);
    asked.delete(chatId);
    if (askedAt && now) waits[now].push(since(askedAt));
  });
  const ask = (userId: number, text: string) => {
    asked.set(userId, clocks());
    bench.telegram.send(userId, text);
  };
  try {
    for (let n = 0; n < people; n += 1) ask(1_000 + n, '/send');
    while (asked.size > 0) await wait(50);
    for (let round = 0; round < 2 * rounds; round += 1) {
      // In turns of A B B A, a machine that slows down slows both.
      const isFlood = round % 4 === 1 || round % 4 === 2;
      const endMs = performance.now() + roundMs;
      // The first moments of a round still belong to the one before.
      const countsFromMs = performance.now() + 300;
      for (let tick = 0; performance.now() < endMs; tick += 1) {
        now = performance.now() < countsFromMs ? undefined : isFlood ? 'flooded' : 'quiet';
        if (isFlood) for (let n = 0; n < everyMs; n += 1) bench.telegram.send(flooder, 'x');
        for (let n = 0; n < asksATick; n += 1) {
          ask(1_000 + ((asksATick * tick + n) % people), 'zebra');
        }
        await wait(everyMs);
      }
    }
  } finally {
    await bench.close();
  }
  return {
    quiet: spread(waits.quiet.map(({ wallMs }) => wallMs)),
    flooded: spread(waits.flooded.map(({ wallMs }) => wallMs)),
    quietCpu: spread(waits.quiet.map(({ cpuMs }) => cpuMs)),
    floodedCpu: spread(waits.flooded.map(({ cpuMs }) => cpuMs)),
    answers: toFlooder.length,
    sentences: toFlooder.filter((text) => text.startsWith('That was a lot at once')).length,
  };
}

/** So many people send `/send` in the same moment. */
export async function measureCrowd(size: number): Promise<CrowdFigures> {
  const answered = new Map<number, string>();
  const bench = await openBench({}, ({ chatId, text }) => void answered.set(chatId, text));
  try {
    const beganMs = performance.now();
    for (let n = 0; n < size; n += 1) bench.telegram.send(1_000 + n, '/send');
    while (answered.size < size) await wait(20);
    const shed = [...answered.values()].filter((text) => text.startsWith('Many people'));
    return {
      people: size,
      served: size - shed.length,
      askedToWait: shed.length,
      tookMs: performance.now() - beganMs,
      mostCallsASecond: bench.mostCallsASecond(),
    };
  } finally {
    await bench.close();
  }
}

async function openBench(limits: Partial<Limits>, heard: (said: Said) => void) {
  const credentials = { clientId: 'bench', clientSecret: 'secret-of-the-bench' };
  const chessa = createChessaSandbox(credentials);
  const calls: number[] = [];
  const { telegram, close } = await openWholeBot({
    limits,
    heard,
    credentials,
    async chessa(path, init) {
      calls.push(performance.now());
      return chessa.app.request(path, init);
    },
  });
  return {
    telegram,
    mostCallsASecond: () =>
      Math.max(
        0,
        ...calls.map((from) => calls.filter((at) => at >= from && at < from + 1_000).length),
      ),
    async close() {
      await close();
      chessa.close();
    },
  };
}
