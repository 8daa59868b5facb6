import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startProgram } from '../../sandbox/program.ts';
import { leaksIn, secretsIn, takeLeaks } from './leaks.ts';
import { openRig } from './rig.ts';
import { walkToDeposit } from './walk.ts';

const env = {
  TELEGRAM_BOT_TOKEN: '7000000001:a-token-of-the-test-0000001',
  DATA_KEY: 'first-key-of-the-test=,second-key-of-the-test=',
  REDIS_URL: 'redis://user:password-of-the-test@127.0.0.1:1',
};

/** A program of one line in place of the bot. */
async function runInstead(script: string) {
  const folder = await mkdtemp(join(tmpdir(), 'leaks-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const main = join(folder, 'main.js');
  await writeFile(main, script);
  const running = startProgram({ main }, env);
  await running.ended;
  return takeLeaks();
}

test('a program that prints a secret, on whichever way, is noticed (T65)', async () => {
  expect(await runInstead('console.log("well", process.env.PATH)')).toEqual([]);
  expect(await runInstead('console.log(process.env.TELEGRAM_BOT_TOKEN)')).not.toEqual([]);
  const thrown = 'throw new Error("GET /bot" + process.env.TELEGRAM_BOT_TOKEN + "/getMe")';
  expect(await runInstead(thrown)).not.toEqual([]);
  expect(await runInstead('console.error(process.env.DATA_KEY.split(",")[1])')).not.toEqual([]);
  expect(await runInstead('console.log(process.env.REDIS_URL)')).not.toEqual([]);
});

test('every spelling of a secret counts, and only a few letters of it are told', () => {
  const secret = secretsIn(env).find((one) => one.startsWith('cGFzc3dvcmQtb2Yt')) ?? '';
  expect(leaksIn([`a ${secret} b`], [secret])).toEqual([`cGFz… in: a ${secret} b`]);
});

test('the bot on a stage writes nothing of what it knows, and its pages are read too (T65)', async () => {
  const rig = await openRig({ env: { LOG_LEVEL: 'debug' } });
  await walkToDeposit(rig, rig.person());
  expect(rig.logged.join()).toContain("operators' port is open");
  expect(takeLeaks()).toEqual([]);
  const told = rig.logged.length;
  expect(told).toBeGreaterThan(2);
});
