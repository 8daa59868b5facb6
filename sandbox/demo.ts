/**
 * `npm run demo`: the real bot, joined to the stand-ins for Telegram and Chessa, with a chat page
 * in the browser. `-- --play` plays a transfer and a refund without a browser and prints the chat.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCast } from './cast.ts';
import { freePort } from './free-port.ts';
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
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-play-'));
  const env = { POLL_SCALE: '0.25', LOG_LEVEL: 'error' };
  const stop = await joinBot(stage, { dataDir, env, log: { write: () => true } });
  try {
    await play(stage, (line) => console.log(line));
  } finally {
    await stop();
    await stage.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function openPage(port: number): Promise<void> {
  const stage = await openStage({ port, oneClock: true }).catch(() =>
    openStage({ oneClock: true }),
  );
  const { adminIds } = createCast(stage.telegram.people);
  const stop = await keepBot(stage, adminIds);
  console.log(`\n  Open ${stage.url} and press START.\n  Ctrl+C ends the demo.\n`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await stop();
  await stage.close();
}

/** Runs the bot by the stage's clock, so that it follows the time machine, and anew when asked. */
async function keepBot(stage: Stage, adminIds: string): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-demo-'));
  const port = String(await freePort());
  const env = {
    ...{ POLL_SCALE: '0.04', CHESSA_RPS: '100', LOG_LEVEL: 'error', ADMIN_IDS: adminIds },
    ...{ PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: port },
  };
  let running: object | undefined;
  const start = async (): Promise<() => Promise<void>> => {
    const run = {};
    const onEnd = () => {
      if (running === run) running = undefined;
    };
    const now = stage.chessa.clock.now;
    const stop = await joinBot(stage, {
      dataDir,
      env,
      now,
      log: process.stderr,
      logFormat: 'text',
      onEnd,
    });
    running = run;
    return stop;
  };
  let stop = await start();
  stage.attach({
    isRunning: () => running !== undefined,
    async restart() {
      await stop();
      stop = await start();
    },
  });
  return async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
