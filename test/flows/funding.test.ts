import { describe, expect, it } from 'vitest';
import { openRig, type Rig } from '../support/rig.ts';
import { walkToDeposit, walkToQuote } from '../support/walk.ts';

const addressOnScreen = /[1-9A-HJ-NP-Za-km-z]{32,44}|0x[0-9a-fA-F]{40}/;

async function confirmUnder(scenario: string, between?: (rig: Rig) => Promise<void>) {
  const rig = await openRig();
  const ada = rig.person();
  rig.chessa.next(scenario);
  await walkToQuote(ada);
  await ada.press('Confirm');
  await between?.(rig);
  return { rig, ada };
}

describe('an address that cannot be trusted is never shown (T17, T18)', () => {
  it.each([
    'tron_fallback',
    'tron_fallback_hidden',
    'bad_checksum',
    'address_tagged',
    'echo_order',
  ])('%s', async (scenario) => {
    const { ada, rig } = await confirmUnder(scenario);
    await ada.waitFor(/do not send/i);
    await ada.waitFor(/do not send.*\n/i, { since: 'ever' });
    const everSeen = ada.messages().flatMap((message) => ada.versions(message));
    expect(everSeen.filter((text) => addressOnScreen.test(text))).toEqual([]);
    expect(rig.logged.join()).toContain('transfer needs a person');
  });

  it('when it belongs to another open transfer (T81)', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const first = await walkToDeposit(rig, ada);
    const address = rig.chessa.order(first).address ?? '';
    const obi = rig.person('Obi');
    rig.chessa.next('address_reused');
    await walkToQuote(obi);
    await obi.press('Confirm');
    await obi.waitFor(/do not send/i);
    expect(
      obi
        .messages()
        .flatMap((message) => obi.versions(message))
        .join(),
    ).not.toContain(address);
  });
});

describe('a funding call whose answer is lost', () => {
  it.each(['cut_after_act', 'truncated', 'empty', 'status_500_after_act'])(
    'happened: the address is found by looking (%s) (C02, C04, C05)',
    async (name) => {
      const rig = await openRig();
      const ada = rig.person();
      await walkToQuote(ada);
      rig.chessa.next(name, { endpoint: 'POST /v1/orders/funding' });
      await ada.press('Confirm');
      await ada.waitFor('Send exactly');
      const [order] = rig.chessa.orders();
      expect(rig.chessa.audit(order?.id ?? '')).toMatchObject({ fundings: 1 });
      expect(ada.copy('Copy Solana address')).toBe(order?.address);
    },
  );

  it.each(['cut_before_act', 'status_500', 'status_503', 'html', 'status_429_bare'])(
    'did not happen: it is made once more (%s)',
    async (name) => {
      const rig = await openRig();
      const ada = rig.person();
      await walkToQuote(ada);
      rig.chessa.next(name, { endpoint: 'POST /v1/orders/funding' });
      await ada.press('Confirm');
      await ada.waitFor('Send exactly');
      const [order] = rig.chessa.orders();
      expect(rig.chessa.audit(order?.id ?? '')).toMatchObject({ fundings: 1 });
    },
  );

  it('is settled by looking after the bot was stopped in the middle', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    rig.chessa.next('cut_after_act', { endpoint: 'POST /v1/orders/funding' });
    await ada.press('Confirm');
    await rig.restart();
    await ada.waitFor('Send exactly', { since: 'ever' });
    const [order] = rig.chessa.orders();
    expect(rig.chessa.audit(order?.id ?? '')).toMatchObject({ fundings: 1 });
  });
});

it('an address that was stored and not yet shown is shown later, without another call (K10)', async () => {
  const rig = await openRig();
  const ada = rig.person();
  await walkToQuote(ada);
  rig.telegram.faults.plan({
    method: 'editMessageText',
    chatId: ada.id,
    times: 1_000,
    fault: { kind: 'refuse', status: 500 },
  });
  await ada.press('Confirm');
  await expect.poll(() => rig.chessa.orders()[0]?.address).toBeTruthy();
  const [order] = rig.chessa.orders();
  await rig.stop();
  rig.telegram.faults.clear();
  await rig.restart();
  await ada.waitFor('Send exactly', { since: 'ever' });
  expect(ada.copy('Copy Solana address')).toBe(order?.address);
  expect(rig.chessa.audit(order?.id ?? '')).toMatchObject({
    fundings: 1,
    addresses: [order?.address],
  });
});

describe('an address that changes later', () => {
  it('is not replaced: the card says not to pay (T20)', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const shown = rig.chessa.order(orderId).address;
    rig.chessa.applyScenario(orderId, 'address_changes');
    await ada.waitFor(/do not/i);
    const changed = rig.chessa.audit(orderId).addresses.filter((address) => address !== shown);
    const everSeen = ada
      .messages()
      .flatMap((message) => ada.versions(message))
      .join();
    expect(changed.length).toBeGreaterThan(0);
    for (const address of changed) expect(everSeen).not.toContain(address);
  });
});
