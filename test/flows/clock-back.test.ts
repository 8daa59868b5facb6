/** The machine's clock is set back by an hour, as by its time service or a restored machine. */
import { describe, it } from 'vitest';
import { openRig } from '../support/rig.ts';
import { walkToDeposit } from '../support/walk.ts';

const hourMs = 3_600_000;

describe('a clock that is set back by an hour', () => {
  it.each([
    ['while the bot runs', false],
    ['and the bot is started again', true],
  ])('holds up neither looks, nor pushes, nor cards: %s (X07)', async (_, isRestarted) => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    rig.shiftClock(-hourMs);
    if (isRestarted) await rig.restart();
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(({ text = '', reply_to_message }) => {
      return reply_to_message !== undefined && text.includes('has reached');
    });
    await ada.waitFor('Delivered: ₦50,000', { since: 'ever' });
  });
});
