/** Joins the real bot to a stage: the one place where the sandbox knows of the product. */
import { createApp, type Surroundings } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import type { Stage } from './stage.ts';
import { tellWritten } from './witness.ts';

/** How the bot runs on a stage. */
export interface JoinOptions {
  readonly dataDir: string;
  /** Settings beside those that the stage gives. */
  readonly env?: Readonly<Record<string, string>>;
  /** Receives the log, a line at a time. */
  readonly log: { write(line: string): unknown };
  readonly logFormat?: 'json' | 'text';
  /** The bot's clock, milliseconds since 1970; the real one when left out. */
  readonly now?: () => number;
  /** How much one person and all together may do; the usual limits when left out. */
  readonly limits?: Surroundings['limits'];
  /** Told when the bot takes no more updates, whether it was stopped or ended by itself. */
  readonly onEnd?: () => void;
}

/**
 * Starts the bot, with the stage in place of Telegram and Chessa. Returns how to stop it; what it
 * keeps is in `dataDir`, so that it can be started there again. Throws for settings that are wrong.
 */
export async function joinBot(stage: Stage, options: JoinOptions): Promise<() => Promise<void>> {
  const { dataDir, env, logFormat = 'json', now = Date.now, limits } = options;
  const settings = { ...stage.env, DATA_DIR: dataDir, OPS_PORT: '0', ...env };
  const config = loadConfig(settings);
  if (!config.ok) throw new Error(config.failure.join('\n'));
  const { logLevel, secrets } = config.value;
  const destination = {
    write(line: string) {
      tellWritten({ line, env: settings });
      options.log.write(line);
    },
  };
  const log = createLog({ level: logLevel, destination, secrets, format: logFormat });
  const { fetch } = globalThis;
  const app = await createApp(config.value, { log, fetch, now, random: Math.random, limits });
  await app.start();
  void app.ended().then(() => options.onEnd?.());
  return () => app.stop();
}
