import { describe, expect, it } from 'vitest';
import { openRig, type Rig } from '../support/rig.ts';
import { walkToDeposit } from '../support/walk.ts';

const endpoint = 'POST /v1/orders/{orderId}/confirm-sent';
const told = (rig: Rig) => rig.chessa.requests.filter((one) => one.endpoint === endpoint);

async function until(isSo: () => boolean): Promise<void> {
  const endsAtMs = Date.now() + 5_000;
  while (!isSo() && Date.now() < endsAtMs) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('"I have sent it"', () => {
  it('is passed on to Chessa, once a transfer', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const card = ada.last();
    const data = /"(st:[^"]+)"/.exec(JSON.stringify(card))?.[1] ?? '';
    await ada.pressData(card, data);
    await until(() => told(rig).length > 0);
    await ada.pressData(card, data);
    await rig.restart();
    await ada.pressData(card, data);
    expect(told(rig).map(({ path }) => path)).toEqual([`/v1/orders/${orderId}/confirm-sent`]);
    expect(told(rig)[0]?.effect).toEqual({ kind: 'sent_confirmed', orderId });
  });

  it.each(['status_500', 'html', 'cut_after_act'])(
    'is answered and followed whatever becomes of that (%s)',
    async (fault) => {
      const rig = await openRig();
      const ada = rig.person();
      const orderId = await walkToDeposit(rig, ada);
      rig.chessa.next(fault, { endpoint });
      expect(await ada.press('I have sent it')).toMatch(/look/i);
      rig.chessa.applyScenario(orderId, 'exact');
      await ada.waitFor(/has reached/);
      await until(() => told(rig).length > 0);
      expect(told(rig)).toHaveLength(1);
    },
  );
});
