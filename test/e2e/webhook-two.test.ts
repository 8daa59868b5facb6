/**
 * Two processes on one Redis behind a balancer that hands Telegram's updates to them in turn: each
 * person's messages are answered in their order, whichever of the two they came to.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { buildProgram, startProgram } from '../../sandbox/program.ts';
import { openStage } from '../../sandbox/stage.ts';
import { createPerson } from '../../sandbox/telegram/person.ts';
import { needs } from '../support/not-run.ts';
import { startRedis } from '../support/redis.ts';
import { goOn, walkTo } from '../support/walk.ts';

const test = needs('redis-server');

/** Hands each request to the next of the ports, and to the one after where that does not answer. */
async function openBalancer(ports: readonly number[]) {
  const taken = ports.map(() => 0);
  let turn = 0;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    turn += 1;
    for (let tried = 0; tried < ports.length; tried += 1) {
      const index = (turn + tried) % ports.length;
      const status = await pass(request, body, ports[index] ?? 0);
      if (status === undefined) continue;
      taken[index] = (taken[index] ?? 0) + 1;
      response.writeHead(status).end();
      return;
    }
    response.writeHead(502).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, taken };
}

/** The status of the answer, or nothing where nobody answers. */
async function pass(
  { url, headers }: IncomingMessage,
  body: Buffer,
  port: number,
): Promise<number | undefined> {
  const secret = String(headers['x-telegram-bot-api-secret-token']);
  const passed = {
    'content-type': 'application/json',
    'x-telegram-bot-api-secret-token': secret,
  };
  const answer = await fetch(`http://127.0.0.1:${port}${url}`, {
    method: 'POST',
    headers: passed,
    body: new Uint8Array(body),
  }).catch(() => undefined);
  return answer?.status;
}

/** Both processes, ready, and the balancer before them. */
async function open() {
  const [redis, stage, program] = await Promise.all([
    startRedis(),
    openStage({ scale: 5 }),
    buildProgram(),
  ]);
  const dataDir = await mkdtemp(join(tmpdir(), 'webhook-two-'));
  const ports = [await freePort(), await freePort()];
  const balancer = await openBalancer(ports);
  onTestFinished(async () => {
    await stage.close();
    await redis.dispose();
    await program.remove();
    await rm(dataDir, { recursive: true, force: true });
  });
  const processes = ports.map((port) => {
    const running = startProgram(program, {
      ...stage.env,
      ...{ BOT_MODE: 'webhook', PUBLIC_URL: balancer.url, WEBHOOK_SECRET: 'secret-of-the-test' },
      ...{ PORT: String(port), OPS_PORT: '0', REDIS_URL: redis.url, POLL_SCALE: '0.1' },
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: dataDir,
    });
    onTestFinished(() => void running.kill());
    return running;
  });
  await Promise.all(processes.map(({ ready }) => ready));
  const person = (firstName: string) =>
    createPerson(stage.telegram, { firstName, patienceMs: 30_000 });
  return { stage, processes, balancer, person };
}

test('a dialogue goes on from process to process, and on one when the other is killed', async () => {
  const { stage, processes, balancer, person } = await open();
  const [ada, bola] = [person('Ada'), person('Bola')];
  await Promise.all([walkTo(ada, 'quote'), walkTo(bola, 'amount')]);
  expect(Math.min(...balancer.taken)).toBeGreaterThan(3);
  await ada.press('Confirm');
  await ada.waitFor('Send exactly');

  processes[0]?.kill();
  const [order] = stage.chessa.orders();
  stage.chessa.applyScenario(order?.id ?? '', 'exact');
  await goOn(bola, 'amount', 'quote');
  await bola.press('Confirm');
  await bola.waitFor('Send exactly');
  await ada.waitFor(/₦50,000\.00 has reached/, { since: 'ever' });
  const fundings = stage.chessa.orders().map(({ id }) => stage.chessa.audit(id).fundings);
  expect(fundings).toEqual([1, 1]);
}, 120_000);

test('what one person writes in a hurry is answered in its order', async () => {
  const { person } = await open();
  const ada = person('Ada');
  await walkTo(ada, 'country');
  for (const answer of ['nigeria', 'access bank', '0123456789']) ada.say(answer);
  await ada.waitFor('ADA TEST OKAFOR');
  const order = ['Which bank', 'Account number', 'ADA TEST OKAFOR'];
  const texts = ada.messages().map(({ text = '' }) => text);
  const places = order.map((words) => texts.findIndex((text) => text.includes(words)));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
}, 120_000);
