/** A transfer from `/send` to delivery with everything on Redis: one bot, and two processes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { buildProgram, startProgram } from '../../sandbox/program.ts';
import { openStage } from '../../sandbox/stage.ts';
import { createPerson } from '../../sandbox/telegram/person.ts';
import { needs } from '../support/not-run.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { openRig } from '../support/rig.ts';
import { walkToDeposit } from '../support/walk.ts';

const test = needs('redis-server');
const DATA_KEY = Buffer.alloc(32, 7).toString('base64');

test('a transfer is followed to its end with everything on Redis, over a restart too', async () => {
  const server = await startRedis();
  const rig = await openRig({ env: { REDIS_URL: server.url, DATA_KEY } });
  onTestFinished(server.dispose);
  const ada = rig.person();
  const orderId = await walkToDeposit(rig, ada);
  await rig.restart();
  rig.chessa.deposit(orderId);
  await ada.waitFor(/● Delivered/);
  expect(rig.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
}, 60_000);

test('two processes share the work, and one takes over when the other is killed', async () => {
  const server = await startRedis();
  const stage = await openStage({ scale: 10 });
  const program = await buildProgram();
  const folder = await mkdtemp(join(tmpdir(), 'two-'));
  onTestFinished(async () => {
    await stage.close();
    await server.dispose();
    await program.remove();
    await rm(folder, { recursive: true, force: true });
  });
  const start = (name: string) => {
    const DATA_DIR = join(folder, name);
    const settings = {
      REDIS_URL: server.url,
      DATA_KEY,
      DATA_DIR,
      OPS_PORT: '0',
      POLL_SCALE: '0.05',
    };
    const running = startProgram(program, { ...stage.env, ...settings });
    onTestFinished(() => void running.kill());
    return running;
  };
  const first = start('first');
  await first.ready;
  const second = start('second');
  // It does not say that it is ready, as it takes no updates yet; it has its connections.
  await expect.poll(() => connections(server), { timeout: 10_000 }).toBeGreaterThan(6);

  const ada = createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 20_000 });
  const orderId = await walkToDeposit({ chessa: stage.chessa }, ada);
  first.kill();
  await first.ended;
  const killedAtMs = performance.now();
  ada.say('/help');
  await ada.waitFor('1. You say');
  expect(performance.now() - killedAtMs).toBeLessThan(10_000);
  stage.chessa.deposit(orderId);
  await ada.waitFor(/₦50,000\.00 has reached/);
  // The edit that was in the hands of the killed process is free again after its lease.
  await expect
    .poll(() => ada.texts().some((text) => /● Delivered/.test(text)), { timeout: 60_000 })
    .toBe(true);
  expect(stage.chessa.audit(orderId)).toMatchObject({ fundings: 1 });
  const pushes = ada.texts().filter((text) => /has reached|has been delivered/.test(text));
  expect(new Set(pushes).size).toBe(pushes.length);
  second.stop();
  expect(await second.ended).toBe(0);
}, 120_000);

async function connections({ client }: RedisServer): Promise<number> {
  return String(await client.client('LIST'))
    .trim()
    .split('\n').length;
}
