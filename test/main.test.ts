import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildProgram, type Program, startProgram } from '../sandbox/program.ts';
import { openStage, type Stage } from '../sandbox/stage.ts';

let program: Program;
let stage: Stage;

beforeAll(async () => {
  [program, stage] = await Promise.all([buildProgram(), openStage()]);
}, 60_000);
afterAll(async () => {
  await stage.close();
  await program.remove();
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'main-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A port that something else has until the test is over. */
async function takePort(): Promise<number> {
  const server = createServer((_, response) => response.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function start(env: Readonly<Record<string, string>>) {
  const running = startProgram(program, env);
  onTestFinished(() => void running.kill());
  return running;
}

test('without settings it lists all that are missing and ends with 2', async () => {
  const running = start({});
  expect(await running.ended).toBe(2);
  const text = running.lines.join('\n');
  for (const name of ['TELEGRAM_BOT_TOKEN', 'CHESSA_CLIENT_ID', 'CHESSA_CLIENT_SECRET']) {
    expect(text).toContain(`${name} is missing`);
  }
  expect(text).not.toMatch(/^\s+at /m);
});

test('it starts, is ready, stops cleanly when asked, and logs whole lines without secrets', async () => {
  const running = start({ ...stage.env, DATA_DIR: await makeFolder(), OPS_PORT: '0' });
  await running.ready;
  running.stop();
  expect(await running.ended).toBe(0);
  const events = running.lines.map((line): { event: string } => JSON.parse(line));
  expect(events.at(-1)).toMatchObject({ event: 'stopped' });
  const text = running.lines.join('\n');
  expect(text).not.toContain(stage.env.TELEGRAM_BOT_TOKEN);
  expect(text).not.toContain(stage.env.CHESSA_CLIENT_SECRET);
});

test('a second process on the same folder refuses to start, in words', async () => {
  const env = { ...stage.env, DATA_DIR: await makeFolder(), OPS_PORT: '0' };
  const first = start(env);
  await first.ready;
  const second = start(env);
  expect(await second.ended).toBe(1);
  expect(second.lines.join('\n')).toMatch(/another process|already/i);
  first.stop();
  expect(await first.ended).toBe(0);
});

test('a taken port is named', async () => {
  const OPS_PORT = String(await takePort());
  const running = start({ ...stage.env, DATA_DIR: await makeFolder(), OPS_PORT });
  expect(await running.ended).toBe(1);
  expect(running.lines.join('\n')).toContain(`OPS_PORT ${OPS_PORT} cannot be opened`);
});

test('while Telegram is away it keeps asking, and can be stopped', async () => {
  const TELEGRAM_API_ROOT = `http://127.0.0.1:${await takePort()}`;
  const folder = await makeFolder();
  const running = start({ ...stage.env, DATA_DIR: folder, OPS_PORT: '0', TELEGRAM_API_ROOT });
  await expect
    .poll(() => running.lines.join(), { timeout: 10_000 })
    .toContain('could not be fetched');
  running.stop();
  expect(await running.ended).toBe(0);
});

test('a token that Telegram does not know ends it, with what to do', async () => {
  const TELEGRAM_BOT_TOKEN = '7000000002:AAtestTESTtestTESTtestTESTtestTEST0';
  const folder = await makeFolder();
  const running = start({ ...stage.env, DATA_DIR: folder, OPS_PORT: '0', TELEGRAM_BOT_TOKEN });
  expect(await running.ended).toBe(1);
  const text = running.lines.join('\n');
  expect(text).toMatch(/BotFather/);
  expect(text).not.toContain(TELEGRAM_BOT_TOKEN);
});
