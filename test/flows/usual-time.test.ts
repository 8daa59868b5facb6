/** What a quote says about how long it takes, from deliveries that this very bot has made. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../sandbox/telegram/person.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { walkToDeposit, walkToQuote } from '../support/walk.ts';

const quick = { env: { POLL_SCALE: '0.02' }, scale: 20 };

async function deliver(rig: Rig, person: Person): Promise<void> {
  const orderId = await walkToDeposit(rig, person);
  rig.chessa.deposit(orderId);
  await person.waitFor(/₦50,000\.00 has reached/, 20_000);
}

describe('the usual time', () => {
  it('is told after five deliveries, from the quote until the money is there', async () => {
    const rig = await openRig(quick);
    for (let n = 0; n < 4; n += 1) await deliver(rig, rig.person(`Sender ${n}`));
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    expect(ada.last().text).not.toContain('Usually');
    rig.chessa.deposit(orderId);
    await ada.waitFor(/₦50,000\.00 has reached/, 20_000);

    await rig.restart();
    const obi = rig.person('Obi');
    await walkToQuote(obi);
    const usual =
      /Usually arrives about \d+ minutes? after we see your payment; from our last 5 deliveries on this route\./;
    expect(obi.last().text).toMatch(usual);
    await obi.press('Confirm');
    expect((await obi.waitFor('Send exactly')).text).toMatch(usual);
    const card = obi.last();
    const [order] = rig.chessa.orders();
    rig.chessa.deposit(order?.id ?? '');
    await obi.waitFor(
      ({ message_id, text = '' }) =>
        message_id === card.message_id && /● Payment seen/.test(text) && usual.test(text),
      { since: 'ever' },
    );
    const delivered = await obi.waitFor(
      ({ message_id, text = '' }) => message_id === card.message_id && /● Delivered/.test(text),
      { since: 'ever', timeoutMs: 20_000 },
    );
    expect(delivered.text).not.toContain('Usually');
  }, 90_000);

  it('is not told of another route', async () => {
    const rig = await openRig(quick);
    for (let n = 0; n < 5; n += 1) await deliver(rig, rig.person(`Sender ${n}`));
    const ada = rig.person();
    await walkToQuote(ada);
    expect(ada.last().text).toContain('from our last 5 deliveries');
    await ada.press('Change amount');
    await ada.waitFor('How much');
    ada.say('50000 NGN');
    await ada.waitFor('What will you pay with');
    await ada.press('USDT on Tron');
    expect((await ada.waitFor('Please check, then confirm')).text).not.toContain('Usually');
  }, 90_000);
});
