/** A transfer from `/send` to delivery with everything on Redis: one bot, and two processes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { buildProgram, startProgram } from '../../sandbox/program.ts';
import { openStage } from '../../sandbox/stage.ts';
import { createPerson } from '../../sandbox/telegram/person.ts';
import { readPage } from '../support/metrics.ts';
import { needs } from '../support/not-run.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { openRig } from '../support/rig.ts';
import { adminOf, staffEnv } from '../support/staff.ts';
import { walkToDeposit, walkToQuote } from '../support/walk.ts';

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

test('with an emptied Redis no money step begins, staff are told, and the copy heals it (R03)', async () => {
  const server = await startRedis();
  const OPS_PORT = String(await freePort());
  const rig = await openRig({ env: { REDIS_URL: server.url, DATA_KEY, OPS_PORT, ...staffEnv } });
  onTestFinished(server.dispose);
  const page = async () => (await fetch(`http://127.0.0.1:${OPS_PORT}/metrics`)).text();
  const refusals = 'remit_store_refusals_total{why="emptied"}';
  const [ada, bola] = [rig.person(), rig.person('Bola')];
  const orderId = await walkToDeposit(rig, ada);
  await walkToQuote(bola);
  const admin = adminOf(rig);
  admin.start();
  await admin.waitFor('Send money');
  expect(readPage(await page()).get(refusals)).toBe(0);
  const copies = new Map<string, Buffer>();
  for (const key of await server.client.keys('{remit}:*')) {
    const copy = await server.client.dumpBuffer(key);
    if (copy) copies.set(key, copy);
  }
  const before = rig.chessa.orders().map(({ id, status }) => [id, status]);

  await server.client.flushall();
  await bola.press('Confirm', { mayGoUnanswered: true, timeoutMs: 3_000 });
  await admin.waitFor('not the one from before', { timeoutMs: 15_000, since: 'ever' });
  expect(rig.chessa.orders().map(({ id, status }) => [id, status])).toEqual(before);
  expect(bola.find('Send exactly')).toBeUndefined();
  await expect.poll(async () => readPage(await page()).get(refusals)).toBeGreaterThan(0);

  await server.client.flushall();
  for (const [key, copy] of copies) await server.client.restore(key, 0, copy);
  rig.chessa.deposit(orderId);
  await ada.waitFor(/● Delivered/, { timeoutMs: 60_000 });
  await admin.waitFor('Over: The store', { timeoutMs: 15_000, since: 'ever' });
}, 120_000);

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
