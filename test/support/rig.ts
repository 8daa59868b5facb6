/**
 * The real bot on a stage: real HTTP to both stand-ins, a real SQLite file. It can be stopped and
 * rebuilt from its store between any two steps, as a restart would.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ChessaSandbox } from '../../sandbox/chessa/chessa-sandbox.ts';
import { joinBot } from '../../sandbox/join.ts';
import { openStage } from '../../sandbox/stage.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import type { TelegramSandbox } from '../../sandbox/telegram/telegram-sandbox.ts';
import { type Limits, limits } from '../../src/bot/middleware/limits.ts';

export interface Rig {
  readonly telegram: TelegramSandbox;
  readonly chessa: ChessaSandbox;
  readonly dataDir: string;
  /** The settings that lead to the stand-ins, credentials included. */
  readonly env: Readonly<Record<string, string>>;
  /** Every log line so far. */
  readonly logged: readonly string[];
  /** A new person in a private chat with the bot. */
  person(name?: string, languageCode?: string): Person;
  /** Stops the bot and builds it again from its store, with some settings changed. */
  restart(settings?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
  /** Sets the clock of the bot's machine forward (or back); the stand-ins keep theirs. */
  shiftClock(ms: number): void;
}

/** Settings of a rig beside those of the stage; `scale` is simulated time in real time. */
export interface RigOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly scale?: number;
  /** The bot and the chat go by Chessa's clock, as in the demo. */
  readonly oneClock?: boolean;
  /** The bot's own clock is off by so much, from its first start on. */
  readonly clockOffMs?: number;
  /** Limits other than the usual ones. */
  readonly limits?: Partial<Limits>;
}

/** Tests answer faster than people type. */
const quickHands: Partial<Limits> = { updates: { times: 1_000, perMs: 10_000 } };

/** Opens a stage with the bot on it; everything goes away with the test. */
export async function openRig({
  env = {},
  scale = 10,
  oneClock = false,
  clockOffMs = 0,
  limits: other,
}: RigOptions = {}): Promise<Rig> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-test-'));
  const stage = await openStage({ scale, oneClock });
  const logged: string[] = [];
  let changed: Readonly<Record<string, string>> = {};
  let shiftMs = clockOffMs;
  const now = () => (oneClock ? stage.chessa.clock.now() : Date.now()) + shiftMs;
  let stopBot: (() => Promise<void>) | undefined;

  async function start(): Promise<void> {
    const log = { write: (line: string) => logged.push(line) };
    const settings = { POLL_SCALE: '0.05', ...env, ...changed };
    stopBot = await joinBot(stage, {
      dataDir,
      env: settings,
      log,
      now,
      limits: { ...limits, ...quickHands, ...other },
    });
  }

  async function stop(): Promise<void> {
    await stopBot?.();
    stopBot = undefined;
  }

  onTestFinished(async () => {
    await stop();
    await stage.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  await start();
  return {
    telegram: stage.telegram,
    chessa: stage.chessa,
    dataDir,
    env: stage.env,
    logged,
    person: (name = 'Ada', languageCode = 'en') =>
      createPerson(stage.telegram, { firstName: name, languageCode, patienceMs: 10_000 }),
    async restart(settings = {}) {
      changed = { ...changed, ...settings };
      await stop();
      await start();
    },
    stop,
    shiftClock(ms) {
      shiftMs += ms;
    },
  };
}
