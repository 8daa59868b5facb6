import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildProgram, type Program, startProgram } from '../../sandbox/program.ts';
import { openStage, type Stage } from '../../sandbox/stage.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import { needs } from '../support/not-run.ts';
import { startRedis } from '../support/redis.ts';
import { walkToDeposit } from '../support/walk.ts';

let program: Program;
let stage: Stage;

beforeAll(async () => {
  [program, stage] = await Promise.all([buildProgram(), openStage()]);
}, 60_000);
afterAll(async () => {
  await stage.close();
  await program.remove();
});

/** The program on a folder that outlives it, and a person who has started the bot. */
async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'stop-'));
  const start = () => {
    const running = startProgram(program, { ...stage.env, DATA_DIR: folder, OPS_PORT: '0' });
    onTestFinished(() => void running.kill());
    return running;
  };
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const running = start();
  await running.ready;
  const ada = createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 20_000 });
  ada.start();
  await ada.waitFor('Send money');
  return { running, ada, start };
}

/** The next message to this person reaches Telegram, and is only sent after a while. */
function slowDown({ chatId }: Person, ms: number) {
  stage.telegram.faults.plan({ method: 'sendMessage', chatId, fault: { kind: 'slow', ms } });
  return expect.poll(() => stage.telegram.faults.planned().length, { timeout: 10_000 }).toBe(0);
}

function helps(person: Person): number {
  return person.texts().filter((text) => text.includes('1. You say')).length;
}

test('asked to stop in the middle of an answer, it gives the answer and ends', async () => {
  const { running, ada, start } = await open();
  const begun = slowDown(ada, 2_000);
  ada.say('/help');
  await begun;
  running.stop();
  expect(await running.ended).toBe(0);
  expect(helps(ada)).toBe(1);
  expect(running.lines.join('\n')).not.toContain('cut short');
  ada.say('/status');
  const again = start();
  await again.ready;
  await ada.waitFor((message) => !message.text?.includes('1. You say'));
  expect(helps(ada)).toBe(1);
  again.stop();
  expect(await again.ended).toBe(0);
}, 60_000);

test('what does not end within ten seconds is cut, and done by the next process (K23)', async () => {
  const { running, ada, start } = await open();
  const begun = slowDown(ada, 300_000);
  ada.say('/help');
  await begun;
  const askedAtMs = performance.now();
  running.stop();
  expect(await running.ended).toBe(0);
  expect(performance.now() - askedAtMs).toBeLessThan(12_000);
  expect(running.lines.join('\n')).toContain('cut short');
  expect(helps(ada)).toBe(0);
  const again = start();
  await ada.waitFor('1. You say');
  expect(helps(ada)).toBe(1);
  again.stop();
  expect(await again.ended).toBe(0);
}, 60_000);

needs('redis-server')(
  'a worker that is asked to stop in the middle of a look ends it and takes no other',
  async () => {
    const redis = await startRedis();
    const folder = await mkdtemp(join(tmpdir(), 'stop-'));
    onTestFinished(async () => {
      await redis.dispose();
      await rm(folder, { recursive: true, force: true });
    });
    const start = (ROLE: string) => {
      const running = startProgram(program, {
        ...stage.env,
        ...{ ROLE, REDIS_URL: redis.url, DATA_DIR: folder, OPS_PORT: '0', POLL_SCALE: '0.05' },
        DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      });
      onTestFinished(() => void running.kill());
      return running;
    };
    const [bot, worker] = [start('bot'), start('worker')];
    await Promise.all([bot.ready, worker.ready]);
    const ada = createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 30_000 });
    await walkToDeposit(stage, ada);
    const slow = { kind: 'slow', endpoint: 'GET /v1/orders/{orderId}', delayMs: 3_000 } as const;
    stage.chessa.fault(slow);
    await expect.poll(() => stage.chessa.state().faults.length, { timeout: 20_000 }).toBe(0);
    const askedAtMs = performance.now();
    worker.stop();
    expect(await worker.ended).toBe(0);
    expect(performance.now() - askedAtMs).toBeLessThan(10_500);
    expect(worker.lines.join()).not.toContain('cut short');
    expect(await redis.client.llen('{remit}:looks:active')).toBe(0);
    bot.stop();
    expect(await bot.ended).toBe(0);
  },
  90_000,
);
