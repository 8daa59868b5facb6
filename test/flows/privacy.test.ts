/** What is kept of a person, and its deletion, as they and staff meet it. */
import { describe, expect, it } from 'vitest';
import { openRig } from '../support/rig.ts';
import { adminOf, ask, betweenRuns, staffEnv } from '../support/staff.ts';
import { walkTo, walkToDeposit, walkToQuote } from '../support/walk.ts';

const hourMs = 3_600_000;

describe('/privacy', () => {
  it('says what is kept, for how long and who sees it, in the middle of a question too', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'account');
    ada.say('/privacy');
    const about = await ada.waitFor('What we keep about you');
    expect(about.text).toMatch(/90 days[\s\S]*365 days[\s\S]*stored encrypted/);
    await ada.waitFor('Account number');
    ada.say('0123456789');
    await ada.waitFor('ADA TEST OKAFOR');
  });

  it('T67: deletes on a second tap, at once where nothing is open', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    await walkToQuote(ada);
    const { shortId = '', recipientId } = rig.chessa.orders()[0] ?? {};
    ada.say('/privacy');
    await ada.waitFor('What we keep about you');
    await ada.press('Delete my data');
    await ada.waitFor('Delete your data?');
    await ada.press('Keep it');
    await ada.waitFor('What we keep about you');
    await ada.press('Delete my data');
    await ada.waitFor('Delete your data?');
    await ada.press('Delete my data');
    await ada.waitFor('Your data are deleted');
    await betweenRuns(rig, async (store) => {
      expect(await store.users.find(ada.id)).toBeUndefined();
      expect(await store.drafts.find(ada.id, 'send')).toBeUndefined();
      expect(await store.conversations.read(String(ada.id))).not.toHaveProperty('state');
      expect(await store.transfers.listByUser(ada.id, 9)).toEqual([]);
    });
    const putAway = () => rig.chessa.requests.map(({ path }) => path);
    await expect.poll(putAway).toContain(`/v1/recipients/${recipientId}/deactivate`);
    const grace = adminOf(rig);
    const order = await ask(grace, `/order ${shortId}`);
    expect(order.text).toMatch(/names\s+deleted 20/);
    expect(order.text).not.toMatch(/OKAFOR|A\. T\. O\.|6789/);
    expect(grace.buttons()).not.toContain('Show names');
    expect((await ask(grace, `/user ${ada.id}`)).text).toContain('Nobody with the number');
    await ada.press('Confirm');
    await ada.waitFor('Your data are deleted', { since: 'ever' });
    expect(ada.texts().join()).not.toContain('Send exactly');
    expect((await ask(ada, '/transfers')).text).toContain('No transfers yet');
  });

  it('T67: keeps following what is open, says so, and deletes it by itself afterwards', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    ada.say('/privacy');
    await ada.waitFor('What we keep about you');
    await ada.press('Delete my data');
    await ada.waitFor(/one transfer that is not over/);
    await ada.press('Delete my data');
    await ada.waitFor('What can be deleted now is deleted');
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(/has reached ADA TEST OKAFOR/);
    ada.say('/privacy');
    await ada.waitFor('You asked us to delete it');

    const reads = () => rig.chessa.audit(orderId).reads;
    const readsBefore = reads();
    rig.chessa.clock.advance(96 * hourMs);
    rig.shiftClock(96 * hourMs);
    await rig.restart();
    await expect.poll(reads).toBeGreaterThan(readsBefore);
    rig.shiftClock(2 * hourMs);
    await rig.restart();
    await ada.waitFor('Your data are deleted');
    await betweenRuns(rig, async (store) => {
      expect(await store.users.find(ada.id)).toBeUndefined();
      expect(await store.transfers.findByOrderId(orderId)).toMatchObject({
        state: 'completed',
        userId: 0,
        payee: { accountName: '', accountNumber: '' },
      });
    });
  });

  it('is taken back by who wants to keep what is left', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToDeposit(rig, ada);
    ada.say('/privacy');
    await ada.waitFor('What we keep about you');
    await ada.press('Delete my data');
    await ada.waitFor('Delete your data?');
    await ada.press('Delete my data');
    await ada.waitFor('What can be deleted now is deleted');
    await ada.press('Keep my data after all');
    await ada.waitFor('What is left stays');
    await betweenRuns(rig, async (store) => {
      expect((await store.users.find(ada.id))?.deletionAskedAtMs).toBeUndefined();
    });
    expect((await ask(ada, '/transfers')).text).toContain('ADA TEST OKAFOR');
  });

  it('deletes nothing on a tap that reached us late', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    ada.say('/privacy');
    await ada.waitFor('What we keep about you');
    await ada.press('Delete my data');
    const asked = await ada.waitFor('Delete your data?');
    rig.telegram.faults.plan({ method: 'sendMessage', fault: { kind: 'slow', ms: 1_000 } });
    ada.say('/help');
    const pressed = ada.pressData(asked, 'dd');
    await expect.poll(() => rig.telegram.updates.pending().length).toBe(0);
    rig.shiftClock(4 * 60_000);
    expect(await pressed).toMatch(/reached us late/);
    expect(ada.texts().join()).not.toContain('Your data are deleted');
  });
});
