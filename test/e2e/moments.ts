/** Moments at which a process can be killed, named after what has just happened on the stage. */
import type { Stage } from '../../sandbox/stage.ts';
import { decodePress } from '../../src/domain/press.ts';

/** What has just happened. `any` is no event: a moment by the clock. */
export const momentKinds = [
  'any',
  'starting',
  'act',
  'question',
  'confirmed',
  'funded',
  'status',
  'push',
  'card',
  'refund confirmed',
  'refund asked',
] as const;

export type MomentKind = (typeof momentKinds)[number];

/** First words of messages that ring; the card never begins its life with them. */
export const pushWords = {
  deposit_seen: /^We can see your payment/,
  delivered: /^✅ .* has reached /,
  failed: /did not accept this payout\n/,
  held: /^.* of .* arrived\n/,
  refunded: /^↩️ .* has been sent back to you\nIt went to the address/,
  do_not_pay: /^✋/,
} as const;

/** Calls `listener` in the very moment something happens, before anybody is answered. */
export function onMoment(stage: Stage, listener: (kind: MomentKind) => void): () => void {
  const stops = [
    stage.telegram.events.subscribe((event) => {
      if (event.kind === 'edited') listener('card');
      if (event.kind === 'message') listener(momentOf(event.message));
      if (event.kind === 'pressed') listener(momentOfPress(event.label));
    }),
    stage.chessa.subscribe((order) => {
      if (order.status === 'created') return;
      const isAsked = order.refund !== undefined && order.refund.status === 'pending';
      const isFunded = order.status === 'waiting_for_funding';
      listener(isAsked ? 'refund asked' : isFunded ? 'funded' : 'status');
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function momentOf({ fromBot, text = '' }: { fromBot: boolean; text?: string }): MomentKind {
  if (!fromBot) return 'act';
  return Object.values(pushWords).some((words) => words.test(text)) ? 'push' : 'question';
}

/** Presses of scripted people carry their data as the label. */
function momentOfPress(data: string): MomentKind {
  const press = decodePress(data);
  if (press?.kind === 'confirm') return 'confirmed';
  return press?.kind === 'confirm_refund' ? 'refund confirmed' : 'act';
}
