/** Alarms of the whole program, as the chat for them meets them. */
import { describe, expect, it } from 'vitest';
import { openRig } from '../../support/rig.ts';
import { adminOf, ask, staffEnv } from '../../support/staff.ts';
import { walkToDeposit, walkToQuote } from '../../support/walk.ts';

const slow = { timeoutMs: 20_000, since: 'ever' } as const;

async function withAlarms() {
  const rig = await openRig({ env: staffEnv });
  const grace = adminOf(rig);
  grace.start();
  await grace.waitFor('Send money home');
  return { rig, grace };
}

describe('alarms', () => {
  it('come to the first admin for an address that does not fit, once, over restarts', async () => {
    const { rig, grace } = await withAlarms();
    const ada = rig.person();
    rig.chessa.next('bad_checksum');
    await walkToQuote(ada);
    await ada.press('Confirm');
    const told = await grace.waitFor('An address does not fit', slow);
    const { shortId } = rig.chessa.orders()[0] ?? {};
    expect(told.text).toContain(`${shortId}: an address that is none on its network`);
    expect(told.text).toContain(`/order ${shortId}`);
    await rig.restart();
    await rig.restart();
    await ask(grace, '/admin');
    expect(grace.texts().at(-1)).toMatch(/on address/);
    expect(grace.texts().filter((text) => text.includes('An address does not'))).toHaveLength(1);
  });

  it('C06: tell of a status that nobody knows the first time that it is seen', async () => {
    const { rig, grace } = await withAlarms();
    const [ada, obi] = [rig.person(), rig.person('Obi')];
    for (const person of [ada, obi]) {
      rig.chessa.applyScenario(await walkToDeposit(rig, person), 'unknown_status');
      await person.waitFor('We can see your payment');
    }
    await grace.waitFor('a status for the first time', slow);
    await ask(grace, '/admin');
    expect(grace.texts().filter((text) => text.includes('for the first time'))).toHaveLength(1);
  });

  it('C10: tell that the provider refuses our credentials', async () => {
    const { rig, grace } = await withAlarms();
    rig.chessa.next('status_401', { count: 100 });
    rig.person().say('/send');
    await grace.waitFor('refuses our credentials', slow);
  });

  it('G13: tell of a foreign webhook before the program ends', async () => {
    const { rig, grace } = await withAlarms();
    const api = `${rig.env.TELEGRAM_API_ROOT}/bot${rig.env.TELEGRAM_BOT_TOKEN}`;
    const url = encodeURIComponent('https://elsewhere.example/hook');
    await fetch(`${api}/setWebhook?url=${url}`);
    await expect.poll(() => rig.logged.join(), { timeout: 15_000 }).toMatch(/webhook/);
    await rig.stop();
    await grace.waitFor('Somebody set a webhook', slow);
  });
});
