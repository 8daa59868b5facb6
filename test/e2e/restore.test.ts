/** What docs/operating.md says about copies and data keys, done as written there on real stores. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { buildProgram, type Program, startProgram } from '../../sandbox/program.ts';
import { openStage } from '../../sandbox/stage.ts';
import { createPerson } from '../../sandbox/telegram/person.ts';
import { needs } from '../support/not-run.ts';
import { startRedis } from '../support/redis.ts';
import { walkToDeposit, walkToQuote } from '../support/walk.ts';

vi.setConfig({ testTimeout: 180_000 });
const run = promisify(execFile);
const [older, newer] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64'));

let program: Program;
beforeAll(async () => {
  program = await buildProgram();
}, 120_000);
afterAll(() => program.remove());

/** A stage, and one deployment of the program that is started and stopped as an operator would. */
async function open(settings: Readonly<Record<string, string>> = {}) {
  const stage = await openStage({ scale: 10 });
  const folder = await mkdtemp(join(tmpdir(), 'restore-'));
  onTestFinished(async () => {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  });
  const DATA_DIR = join(folder, 'data');
  const start = async (more: Readonly<Record<string, string>> = {}) => {
    const usual = { ...stage.env, DATA_DIR, POLL_SCALE: '0.05', OPS_PORT: '0' };
    const running = startProgram(program, { ...usual, ...settings, ...more });
    onTestFinished(() => void running.kill());
    await running.ready;
    const stop = async () => {
      running.stop();
      expect(await running.ended).toBe(0);
    };
    return { ...running, stop };
  };
  const person = () => createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 30_000 });
  return { stage, folder, DATA_DIR, start, person };
}

test('the folder of yesterday put back: people hear what has happened since, and nothing is done twice (R13)', async () => {
  const { stage, folder, DATA_DIR, start, person } = await open();
  const first = await start();
  const ada = person();
  const orderId = await walkToDeposit(stage, ada);
  await first.stop();
  await cp(DATA_DIR, join(folder, 'copy'), { recursive: true });

  const second = await start();
  stage.chessa.deposit(orderId);
  await ada.waitFor(/has reached/, { since: 'ever' });
  await second.stop();
  await rm(DATA_DIR, { recursive: true });
  await cp(join(folder, 'copy'), DATA_DIR, { recursive: true });

  const third = await start();
  ada.say('/status');
  await ada.waitFor(/● Delivered/);
  expect(stage.chessa.audit(orderId).fundings).toBe(1);
  expect(ada.texts().filter((text) => /^✅ .* has reached/.test(text)).length).toBeLessThan(3);
  await third.stop();
});

test('a data key of our own takes the place of the one that was made, and then stands alone (K25)', async () => {
  const { stage, DATA_DIR, start, person } = await open();
  const first = await start();
  const ada = person();
  await walkToDeposit(stage, ada);
  await first.stop();
  const made = (await readFile(join(DATA_DIR, 'data.key'), 'utf8')).trim();
  await (await start({ DATA_KEY: `${newer},${made}` })).stop();
  await rm(join(DATA_DIR, 'data.key'));

  const third = await start({ DATA_KEY: newer ?? '' });
  ada.say('/status');
  await ada.waitFor('Send exactly');
  await third.stop();
  await expect(start({ DATA_KEY: made })).rejects.toThrow('Add the earlier key to DATA_KEY');
});

needs('redis-server')(
  'with Redis the key changes under two processes, and a copy of before is put back (K25, R08)',
  async () => {
    const redis = await startRedis();
    onTestFinished(redis.dispose);
    const { stage, folder, start, person } = await open({ REDIS_URL: redis.url });
    const first = await start({ DATA_KEY: older ?? '' });
    const ada = person();
    const orderId = await walkToDeposit(stage, ada);
    await first.stop();
    await (await start({ DATA_KEY: `${older},${newer}` })).stop();
    const turning = await start({ DATA_KEY: `${newer},${older}` });
    await expect
      .poll(() => turning.lines.join(), { timeout: 20_000 })
      .toContain('everything is sealed with the first data key');
    await turning.stop();

    const alone = await start({ DATA_KEY: newer ?? '' });
    ada.say('/status');
    await ada.waitFor('Send exactly');
    const copy = join(folder, 'copy.rdb');
    await run('redis-cli', ['-u', redis.url, '--rdb', copy]);
    stage.chessa.deposit(orderId);
    await ada.waitFor(/has reached/, { since: 'ever' });
    await walkToQuote(ada);
    await alone.stop();
    await redis.restore(copy);

    const again = await start({ DATA_KEY: newer ?? '' });
    ada.say('/status');
    await ada.waitFor(/● Delivered/);
    expect(stage.chessa.audit(orderId).fundings).toBe(1);
    await again.stop();
  },
  180_000,
);
