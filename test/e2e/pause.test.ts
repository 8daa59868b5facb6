/**
 * A process that stands still in the middle of something, for less than its leases last and for
 * longer, and one that is killed in the middle of a look. Judged by what people saw.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildProgram, type Program, startProgram } from '../../sandbox/program.ts';
import { openStage, type Stage } from '../../sandbox/stage.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import { needs } from '../support/not-run.ts';
import { marked, reached } from '../support/paying.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { walkToDeposit } from '../support/walk.ts';

const onRedis = needs('redis-server');
let program: Program;

beforeAll(async () => {
  program = await buildProgram();
}, 120_000);
afterAll(() => program.remove());

async function open(server?: RedisServer) {
  const stage = await openStage();
  const dataDir = await mkdtemp(join(tmpdir(), 'pause-'));
  onTestFinished(async () => {
    await stage.close();
    await server?.dispose();
    await rm(dataDir, { recursive: true, force: true });
  });
  stage.chessa.configure({ stepPace: 0.1 });
  const start = (name: string) => {
    const redis = {
      REDIS_URL: server?.url ?? '',
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const running = startProgram(program, {
      ...stage.env,
      ...(server && redis),
      DATA_DIR: join(dataDir, name),
      OPS_PORT: '0',
      POLL_SCALE: '0.05',
    });
    onTestFinished(() => void running.kill());
    return running;
  };
  const ada = createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 60_000 });
  return { stage, start, ada };
}

/** Acts in the moment in which Telegram gets a message that begins so, before it answers. */
function atMessage({ telegram }: Stage, { id }: Person, words: RegExp, act: () => void) {
  return new Promise<void>((resolve) => {
    const stop = telegram.events.subscribe((event) => {
      if (event.kind !== 'message' || event.chatId !== id || !event.message.fromBot) return;
      if (!words.test(event.message.text ?? '')) return;
      act();
      stop();
      resolve();
    });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function texts(person: Person, words: RegExp): string[] {
  return person.texts().filter((text) => words.test(text));
}

test('five seconds without a breath in the middle of a push: nothing comes twice (X12)', async () => {
  const { stage, start, ada } = await open();
  const running = start('one');
  await running.ready;
  const orderId = await walkToDeposit(stage, ada);
  const pushed = atMessage(stage, ada, /^We can see your payment/, running.freeze);
  stage.chessa.applyScenario(orderId, 'confirms_slowly');
  await pushed;
  ada.say('/help');
  await pause(5_000);
  running.thaw();
  await ada.waitFor('1. You say');
  stage.chessa.applyScenario(orderId, 'exact');
  await ada.waitFor(reached, { since: 'ever' });
  await ada.waitFor(/● Delivered|Delivered: /, { since: 'ever' });
  expect(texts(ada, /^We can see your payment/)).toHaveLength(1);
  expect(texts(ada, reached)).toHaveLength(1);
  expect(texts(ada, /1\. You say/)).toHaveLength(1);
  expect(stage.chessa.audit(orderId).fundings).toBe(1);
}, 120_000);

onRedis(
  'a minute in the middle of a push: another process goes on, and the news is repeated once (X05)',
  async () => {
    const { stage, start, ada } = await open(await startRedis());
    const sleeper = start('sleeper');
    await sleeper.ready;
    const orderId = await walkToDeposit(stage, ada);
    const pushed = atMessage(stage, ada, reached, sleeper.freeze);
    stage.chessa.applyScenario(orderId, 'exact');
    await pushed;
    start('other');
    ada.say('/help');
    await ada.waitFor('1. You say');
    // It was sent, and nobody but the sleeper could know: once more, and it says so.
    await ada.waitFor(marked, { timeoutMs: 60_000 });
    await pause(5_000);
    sleeper.thaw();
    await ada.waitFor(/● Delivered|Delivered: /, { since: 'ever' });
    await pause(5_000);
    expect(texts(ada, reached)).toHaveLength(2);
    expect(texts(ada, /1\. You say/)).toHaveLength(1);
    expect(stage.chessa.audit(orderId).fundings).toBe(1);
  },
  240_000,
);

onRedis(
  'a worker that is killed in the middle of a look: another one looks within 45 seconds (K15)',
  async () => {
    const { stage, start, ada } = await open(await startRedis());
    const first = start('first');
    await first.ready;
    const orderId = await walkToDeposit(stage, ada);
    const { chessa } = stage;
    const looks = () => chessa.audit(orderId).reads;
    const before = looks();
    chessa.fault({ kind: 'slow', delayMs: 60_000, endpoint: 'GET /v1/orders/{orderId}', orderId });
    await expect.poll(looks, { interval: 5, timeout: 30_000 }).toBeGreaterThan(before);
    const heldOpen = looks();
    first.kill();
    await first.ended;
    const killedAtMs = performance.now();
    start('second');
    await expect.poll(looks, { timeout: 45_000 }).toBeGreaterThan(heldOpen);
    process.stdout.write(
      `a look was taken over after ${((performance.now() - killedAtMs) / 1_000).toFixed(1)} s\n`,
    );
    chessa.deposit(orderId);
    await ada.waitFor(reached, { since: 'ever' });
  },
  180_000,
);
