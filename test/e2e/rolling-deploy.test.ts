/** A rolling deploy as operators do it: real processes of an old and a new program on one Redis. */
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { buildProgram, type Program, startProgram } from '../../sandbox/program.ts';
import { openStage } from '../../sandbox/stage.ts';
import { createPerson } from '../../sandbox/telegram/person.ts';
import { timesSaid } from '../support/chat.ts';
import { needs } from '../support/not-run.ts';
import { startRedis } from '../support/redis.ts';
import { goOn, walkTo, walkToDeposit } from '../support/walk.ts';

const test = needs('redis-server');
const restarted = 'We go on where you were; no money moved';

/** Two programs whose dialogues differ, and how to start a process of either. */
async function open() {
  const redis = await startRedis();
  const stage = await openStage({ scale: 5 });
  const folder = await mkdtemp(join(tmpdir(), 'rolling-'));
  const older = await buildProgram();
  const built = dirname(dirname(older.main));
  await cp(built, join(folder, 'newer'), { recursive: true });
  const newer = { main: join(folder, 'newer/dist/main.js') };
  await appendFile(join(folder, 'newer/dist/flows/send/steps.js'), '// another question\n');
  onTestFinished(async () => {
    await stage.close();
    await redis.dispose();
    await older.remove();
    await rm(folder, { recursive: true, force: true });
  });
  const start = (program: Pick<Program, 'main'>, ROLE: 'bot' | 'worker') => {
    const running = startProgram(program, {
      ...stage.env,
      ...{ ROLE, REDIS_URL: redis.url, NODE_ENV: 'production', POLL_SCALE: '0.1', OPS_PORT: '0' },
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: join(folder, 'data'),
    });
    onTestFinished(() => void running.kill());
    return running;
  };
  const person = (firstName: string) =>
    createPerson(stage.telegram, { firstName, patienceMs: 30_000 });
  return { stage, older, newer, start, person };
}

test('the newest program takes over: dialogues start again once, from their drafts, and nothing is lost (X06)', async () => {
  const { stage, older, newer, start, person } = await open();
  const oldWorker = start(older, 'worker');
  const oldBot = start(older, 'bot');
  await Promise.all([oldWorker.ready, oldBot.ready]);
  const [ada, bola] = [person('Ada'), person('Bola')];
  const paid = await walkToDeposit(stage, bola);
  await walkTo(ada, 'amount');

  const newBot = start(newer, 'bot');
  const startedAtMs = performance.now();
  await newBot.ready;
  expect(performance.now() - startedAtMs).toBeLessThan(15_000);
  expect(oldBot.lines.join()).toContain('a newer program runs');
  ada.say('50000 NGN');
  await ada.waitFor(restarted);
  await goOn(ada, 'amount', 'pay');
  // Bola's transfer is no dialogue: its buttons and its end know of no version.
  stage.chessa.applyScenario(paid, 'confirms_slowly');
  await bola.waitFor(/We can see your payment/, { since: 'ever' });

  const newWorker = start(newer, 'worker');
  await newWorker.ready;
  for (const old of [oldBot, oldWorker]) old.stop();
  expect(await Promise.all([oldBot.ended, oldWorker.ended])).toEqual([0, 0]);
  stage.chessa.applyScenario(paid, 'exact');
  await bola.waitFor(/₦50,000\.00 has reached/, { since: 'ever' });
  await goOn(ada, 'pay', 'quote');
  await ada.press('Confirm');
  await ada.waitFor('Send exactly');
  expect(timesSaid(ada, restarted)).toBe(1);
  const audits = stage.chessa.orders().map(({ id }) => stage.chessa.audit(id).fundings);
  expect(audits).toEqual([1, 1]);
  for (const running of [newBot, newWorker]) running.stop();
  expect(await Promise.all([newBot.ended, newWorker.ended])).toEqual([0, 0]);
}, 180_000);
