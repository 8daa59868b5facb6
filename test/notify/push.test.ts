import { describe, expect, it } from 'vitest';
import type { NoticeKind, Transfer, TransferState } from '../../src/domain/transfer.ts';
import { createPush } from '../../src/notify/push.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { openDesk } from '../support/desk.ts';
import { noonMs } from '../support/transfer.ts';
import { scriptedTelegram, type Told } from './telling.ts';

/** A transfer that owes one push and is in `state` by now. */
async function owed(
  kind: NoticeKind,
  state: TransferState,
  script: () => Told,
  over: Partial<Transfer> = {},
) {
  const desk = await openDesk();
  const deposits = [{ id: 'd1', amount: '32.47', asset: 'USDC' }];
  const transfer = await desk.put({ deposits });
  const review = { reason: 'refund_failed', from: 'refunding' } as const;
  await desk.store.transfers.commit(
    { ...transfer, ...(state === 'review' && { review }), ...over, state },
    { notices: [kind] },
  );
  const telegram = scriptedTelegram(script);
  const push = createPush({ ...desk, ...desk.pacing, ...telegram, messages: messagesFor });
  return {
    ...desk,
    ...telegram,
    async deliver() {
      for (const notice of await desk.store.notices.listDue(desk.clock.nowMs, 10)) {
        await push(notice);
      }
      const [notice] = await desk.store.notices.listByTransfer(transfer.id);
      return notice?.state;
    },
  };
}

const sent: Told = { result: { message_id: 9 } };

describe('a push', () => {
  it.each([{ closedAtMs: noonMs }, { givenUpAtMs: noonMs }])(
    'that the quote ends soon is dropped where nobody is to pay any more: %o',
    async (over) => {
      const push = await owed('expires_soon', 'awaiting_deposit', () => sent, over);
      expect(await push.deliver()).toBe('closed');
      expect(push.calls).toEqual([]);
    },
  );

  it('that it was delivered is sent while a person looks, where that is sure', async () => {
    const review = { reason: 'address_changed', from: 'confirming', end: 'delivered' } as const;
    const push = await owed('delivered', 'review', () => sent, { review });
    expect(await push.deliver()).toBe('accepted');
    expect(push.calls[0]?.about.text).toMatch(/has reached[\s\S]*a person still looks/);
  });

  it.each([
    ['failed', 'failed'],
    ['failed', 'refunding'],
    ['held', 'held'],
    ['delivered', 'completed'],
    ['refunded', 'refunded'],
    ['do_not_pay', 'review'],
    ['deposit_seen', 'paying_out'],
  ] as const)('%s is sent while the transfer is %s', async (kind, state) => {
    const push = await owed(kind, state, () => sent);
    expect(await push.deliver()).toBe('accepted');
    expect(push.calls).toHaveLength(1);
  });

  it.each([
    ['failed', 'completed'],
    ['failed', 'refunded'],
    ['held', 'paying_out'],
    ['held', 'failed'],
    ['delivered', 'review'],
    ['expires_soon', 'confirming'],
    ['deposit_seen', 'completed'],
    ['late_deposit', 'failed'],
  ] as const)('%s is dropped when the transfer is %s by now', async (kind, state) => {
    const push = await owed(kind, state, () => sent);
    expect(await push.deliver()).toBe('closed');
    expect(push.calls).toEqual([]);
  });

  it('about the end comes once more, and says so, when nobody knows what became of it', async () => {
    const push = await owed('delivered', 'completed', () => 'cut');
    for (let rounds = 0; rounds < 4; rounds += 1) {
      await push.deliver();
      push.clock.nowMs += 60_000;
    }
    expect(push.calls.map(({ about }) => String(about.text).includes('already'))).toEqual([
      false,
      true,
    ]);
    expect(await push.deliver()).toBe('closed');
  });

  it('about anything else does not', async () => {
    const push = await owed('deposit_seen', 'confirming', () => 'cut');
    await push.deliver();
    push.clock.nowMs += 60_000;
    expect(await push.deliver()).toBe('closed');
    expect(push.calls).toHaveLength(1);
  });

  it('that was surely not executed is sent again when Telegram said', async () => {
    let answers = 0;
    const push = await owed('held', 'held', () => {
      answers += 1;
      const wait = { code: 429, description: 'Too Many Requests', retryAfter: 30 };
      return answers === 1 ? wait : sent;
    });
    expect(await push.deliver()).toBe('owed');
    expect(await push.deliver()).toBe('owed');
    push.clock.nowMs += 30_000;
    expect(await push.deliver()).toBe('accepted');
    expect(push.calls).toHaveLength(2);
  });

  it('about the end does not lose its one repeat to a refusal before', async () => {
    const answers: Told[] = [
      { code: 429, description: 'Too Many Requests', retryAfter: 30 },
      'cut',
      sent,
    ];
    const push = await owed('delivered', 'completed', () => answers.shift() ?? sent);
    for (let rounds = 0; rounds < 4; rounds += 1) {
      await push.deliver();
      push.clock.nowMs += 60_000;
    }
    expect(push.calls).toHaveLength(3);
    expect(await push.deliver()).toBe('accepted');
  });
});
