/** The process: settings in, the program built and started, signals, and the exit code. */
import { warmUp } from './app/warm-up.ts';
import { createApp } from './app.ts';
import { loadConfig } from './config.ts';
import { createLog } from './log.ts';
import { StoreRefused } from './store/open.ts';

const stoppedCleanly = 0;
const broke = 1;
const misconfigured = 2;

// At once: a pause that nobody waits for any more must not hold the process.
process.exit(await run());

async function run(): Promise<number> {
  const config = loadConfig(process.env);
  if (!config.ok) {
    console.error(`chessa-remit cannot start. Please set:\n\n  ${config.failure.join('\n  ')}\n`);
    console.error('README.md lists every setting and where to get it.');
    return misconfigured;
  }
  const log = createLog({
    level: config.value.logLevel,
    destination: process.stdout,
    secrets: config.value.secrets,
    format: process.stdout.isTTY ? 'text' : 'json',
  });
  const signalled = untilSignal();
  try {
    const { fetch } = globalThis;
    const app = await createApp(config.value, { log, fetch, now: Date.now, random: Math.random });
    await warmUp();
    await app.start();
    const end = await Promise.race([signalled, app.ended()]);
    await app.stop();
    return end ? broke : stoppedCleanly;
  } catch (problem) {
    if (!(problem instanceof StoreRefused)) log.error('stopped by a fault', {}, problem);
    console.error(problem instanceof Error ? problem.message : 'stopped by a fault');
    return broke;
  }
}

/** Resolves with nothing at the first request to stop. */
function untilSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => resolve(undefined));
    }
  });
}
