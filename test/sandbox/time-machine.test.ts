/** The time machine of the demo: one clock for chat, bot and Chessa, and the bot follows it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { joinBot } from '../../sandbox/join.ts';
import { toDeposit } from '../../sandbox/play.ts';
import { openStage } from '../../sandbox/stage.ts';
import { createPerson } from '../../sandbox/telegram/person.ts';

const HOUR_MS = 3_600_000;

test('three hours ahead an order has ended, and the bot says so within seconds', async () => {
  const { stage, ada } = await demo();
  await toDeposit(ada);
  const jumpedAtMs = Date.now();
  stage.chessa.clock.advance(3 * HOUR_MS);
  await ada.waitFor('its address is closed', 10_000);
  expect(Date.now() - jumpedAtMs).toBeLessThan(8_000);

  // Late money: looks are rare by now, and a jump brings the next one.
  const [order] = stage.chessa.orders();
  stage.chessa.deposit(order?.id ?? '');
  stage.chessa.clock.advance(HOUR_MS);
  const news = await ada.waitFor(
    ({ text = '' }) => text.includes('came after this quote had ended') && !text.includes('●'),
    30_000,
  );
  expect(news.date * 1_000 - Date.now()).toBeGreaterThan(3.9 * HOUR_MS);
}, 60_000);

/** The bot on a stage as the demo runs it. */
async function demo() {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-time-'));
  const stage = await openStage({ oneClock: true });
  const stop = await joinBot(stage, {
    dataDir,
    now: stage.chessa.clock.now,
    log: { write: () => true },
  });
  onTestFinished(async () => {
    await stop();
    await stage.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { stage, ada: createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 20_000 }) };
}
