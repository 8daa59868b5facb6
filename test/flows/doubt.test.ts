import { describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { openStore } from '../../src/store/open.ts';
import { en } from '../../src/text/en/index.ts';
import { openRig } from '../support/rig.ts';
import { walkTo, walkToDeposit, walkToQuote } from '../support/walk.ts';

function everything(person: Person): string {
  return person
    .messages()
    .flatMap((message) => person.versions(message))
    .join('\n');
}

function confirmData(message: ChatMessage): string {
  return /"(ok:[^"]+)"/.exec(JSON.stringify(message))?.[1] ?? '';
}

describe('an answer about something else, after the address was shown', () => {
  it.each(['echo_order', 'echo_recipient'])(
    '%s: nobody shall pay, nothing is said to be done',
    async (name) => {
      const rig = await openRig();
      const ada = rig.person();
      const orderId = await walkToDeposit(rig, ada);
      const { address = 'none' } = rig.chessa.order(orderId);
      rig.chessa.applyScenario(orderId, name);
      rig.chessa.deposit(orderId);
      await ada.waitFor(/do not send anything for this transfer/i);
      await ada.waitGone((message) => (message.text ?? '').includes(address));
      expect(everything(ada)).not.toMatch(/has reached|We can see your payment/);
      expect(rig.logged.join()).toContain('transfer needs a person');
    },
  );
});

describe('an address that changes after money was sent to it', () => {
  it('waits for staff, and its person is told when the money has arrived all the same', async () => {
    const rig = await openRig({ env: { POLL_SCALE: '0.005' } });
    const [ada, grace] = [rig.person(), rig.person('Grace')];
    await rig.restart({ ADMIN_IDS: String(grace.id) });
    const orderId = await walkToDeposit(rig, ada);
    rig.chessa.applyScenario(orderId, 'address_changes');
    await ada.waitFor(/is no longer certain/);
    rig.chessa.applyScenario(orderId, 'exact');
    const told = await ada.waitFor(({ text = '', reply_to_message }) => {
      return reply_to_message !== undefined && /✅ .*50,000.*has reached/.test(text);
    });
    expect(told.text).toMatch(/do not send anything more/);
    expect(told.text).toMatch(/a person still looks/);
    grace.say('/stuck');
    await grace.waitFor(/the address changed[\s\S]*delivered, and the person knows/);
    grace.say(`/order ${rig.chessa.order(orderId).shortId}`);
    await grace.press('Release from review');
    await grace.waitFor('Why may it be released');
    grace.say('It was delivered');
    await grace.waitFor('Released: review → completed');
    expect(rig.chessa.audit(orderId).fundings).toBe(1);
  });
});

describe('an order that ends before its address is there', () => {
  it('shows no address, says so, and lets begin again', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const [order] = rig.chessa.orders();
    rig.chessa.next('cut_after_act', { endpoint: 'POST /v1/orders/funding' });
    // The look before the call goes through, those after it do not.
    const stop = rig.chessa.subscribe(({ status }) => {
      if (status !== 'waiting_for_funding') return;
      rig.chessa.next('status_503', { endpoint: 'GET /v1/orders/{orderId}', count: 3 });
      stop();
    });
    await ada.press('Confirm');
    await vi.waitFor(() => expect(rig.chessa.audit(order?.id ?? '').fundings).toBe(1));
    rig.chessa.applyScenario(order?.id ?? '', 'expires');
    await ada.waitFor('The payout service did not give us one in time');
    await ada.waitFor('We could not get an address for your payment', { since: 'ever' });
    expect(rig.chessa.audit(order?.id ?? '').fundings).toBe(1);
    expect(everything(ada)).not.toContain(rig.chessa.order(order?.id ?? '').address);
  });
});

describe('money that goes back unasked', () => {
  it('is told, without an address that nobody confirmed', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    rig.chessa.applyScenario(orderId, 'refunds_itself');
    const pushed = await ada.waitFor('sent it back by itself', { timeoutMs: 20_000 });
    expect(pushed.text).not.toContain('you confirmed');
    expect(everything(ada)).not.toContain('Money asked back');
  });
});

describe('a person who will pay after all', () => {
  it('is shown the same address again, and what they send is seen', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const { address = 'none' } = rig.chessa.order(orderId);
    await ada.press('I won’t pay');
    await ada.waitFor('You chose not to pay');
    await ada.press('I want to pay after all');
    await ada.waitFor(address);
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(/has reached/);
  });
});

describe('a second tap on an older message of the same quote', () => {
  it('does not say that no money moved once it was accepted', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const quote = ada.last();
    const data = confirmData(quote);
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
    ada.say('/status');
    await ada.waitFor(({ message_id }) => message_id > quote.message_id + 1);
    await ada.waitFor('Send exactly');
    await ada.pressData(quote, data);
    expect(everything(ada)).not.toContain('No money moved');
  });
});

describe('a name that Chessa corrects when it saves the recipient', () => {
  it('stands on every quote from the same answers', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'account');
    rig.chessa.next('status_500', { endpoint: 'POST /v1/recipients/validate', count: 3 });
    ada.say('0123456789');
    await ada.waitFor(/again|second time/i);
    ada.say('0123456789');
    await ada.waitFor(/name/i);
    ada.say('Somebody Typed');
    await ada.waitFor('How much');
    ada.say('50000 NGN');
    await ada.press('USDC on Solana');
    await ada.waitFor('ADA TEST OKAFOR');
    await ada.press('Change amount');
    await ada.waitFor('How much');
    ada.say('40000 NGN');
    await ada.press('USDC on Solana');
    const second = await ada.waitFor(/40,000\.00[\s\S]*Good until/);
    expect(second.text).toContain('ADA TEST OKAFOR');
    expect(second.text).not.toContain('Somebody Typed');
  });
});

describe('/cancel after a crash that left the answers of an accepted quote', () => {
  it('does not say that it is cancelled', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToDeposit(rig, ada);
    await rig.stop();
    const store = await openStore({ dataDir: rig.dataDir, now: Date.now });
    const [transfer] = await store.transfers.listByUser(ada.id, 1);
    const draft = { nonce: 'aaaa', fields: {}, quotedId: transfer?.id };
    await store.drafts.put(ada.id, 'send', draft);
    await store.close();
    await rig.restart();
    ada.say('/cancel');
    await ada.waitFor(en.toast.cannotCancel());
    expect(ada.texts().join('\n')).not.toMatch(/^Cancelled/m);
    expect(ada.copy('Copy Solana address')).toBe(rig.chessa.orders()[0]?.address);
  });
});
