/**
 * `npm run demo`: the real bot, joined to the stand-ins for Telegram and Chessa, with a chat page
 * in the browser. `-- --play` plays a transfer and a refund without a browser and prints the chat.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { joinBot } from './join.ts';
import { play } from './play.ts';
import { openStage, type Stage } from './stage.ts';

const { values } = parseArgs({
  options: {
    play: { type: 'boolean', default: false },
    port: { type: 'string', default: '3000' },
  },
});

await (values.play ? playAndPrint() : openPage(Number(values.port)));

async function playAndPrint(): Promise<void> {
  const stage = await openStage({ scale: 4, oneClock: true });
  const stop = await startBot(stage, '0.25', { write: () => true });
  try {
    await play(stage, (line) => console.log(line));
  } finally {
    await stop();
    await stage.close();
  }
}

async function openPage(port: number): Promise<void> {
  const stage = await openStage({ port, oneClock: true }).catch(() =>
    openStage({ oneClock: true }),
  );
  stage.telegram.people.create({ firstName: 'Ada', languageCode: 'en' });
  const stop = await startBot(stage, '0.5', process.stderr);
  console.log(`\n  Open ${stage.url} and press START.\n  Ctrl+C ends the demo.\n`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await stop();
  await stage.close();
}

/** Starts the bot with a folder of its own, which goes away with it. */
async function startBot(
  stage: Stage,
  pollScale: string,
  log: { write(line: string): unknown },
): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-demo-'));
  const env = { POLL_SCALE: pollScale, LOG_LEVEL: 'error' };
  const stop = await joinBot(stage, { dataDir, env, log, logFormat: 'text' });
  return async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
