/** The time machine of the demo: one clock for chat, bot and Chessa, and the bot follows it. */
import { expect, test } from 'vitest';
import { toDeposit } from '../../sandbox/play.ts';
import { openRig } from '../support/rig.ts';

const HOUR_MS = 3_600_000;

test('three hours ahead an order has ended, and the bot says so within seconds', async () => {
  const { chessa, person } = await openRig({ oneClock: true, scale: 1, env: { POLL_SCALE: '1' } });
  const ada = person();
  await toDeposit(ada);
  const jumpedAtMs = Date.now();
  chessa.clock.advance(3 * HOUR_MS);
  await ada.waitFor('its address is closed', 10_000);
  expect(Date.now() - jumpedAtMs).toBeLessThan(8_000);

  // Late money: looks are rare by now, and a jump brings the next one.
  const [order] = chessa.orders();
  chessa.deposit(order?.id ?? '');
  chessa.clock.advance(HOUR_MS);
  const news = await ada.waitFor(
    ({ text = '' }) => text.includes('came after this quote had ended') && !text.includes('●'),
    10_000,
  );
  expect(news.date * 1_000 - Date.now()).toBeGreaterThan(3.9 * HOUR_MS);
}, 60_000);
