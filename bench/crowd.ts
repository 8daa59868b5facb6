/**
 * 10,000 people who start at once. The whole bot on a real file; Telegram and Chessa answer in the
 * same process, so that only the bot is measured.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createChessaSandbox } from '../sandbox/chessa/chessa-sandbox.ts';
import type { Said } from './quick-telegram.ts';
import { openWholeBot } from './whole-bot.ts';

/** What became of a crowd. */
export interface CrowdFigures {
  readonly people: number;
  readonly served: number;
  readonly askedToWait: number;
  readonly tookMs: number;
  readonly mostCallsASecond: number;
}

/** So many people send `/send` in the same moment. */
export async function measureCrowd(size: number): Promise<CrowdFigures> {
  const answered = new Map<number, string>();
  const bench = await openBench(({ chatId, text }) => void answered.set(chatId, text));
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

async function openBench(heard: (said: Said) => void) {
  const credentials = { clientId: 'bench', clientSecret: 'secret-of-the-bench' };
  const chessa = createChessaSandbox(credentials);
  const calls: number[] = [];
  const { telegram, close } = await openWholeBot({
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
