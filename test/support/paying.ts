/** Somebody who is about to pay, and what they see of the end. */
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { openRig, type Rig } from './rig.ts';
import { walkToDeposit } from './walk.ts';

/** The words of the final push, and what marks one that may have come before. */
export const reached = /₦50,000\.00 has reached ADA TEST OKAFOR/;
export const marked =
  'You may have had this message already. It is the same news, not a new event.';

/** A scene with one transfer. */
export interface Paying {
  readonly rig: Rig;
  readonly ada: Person;
  readonly orderId: string;
  readonly card: ChatMessage;
}

/** Somebody whose transfer waits for its deposit. */
export async function paying(): Promise<Paying> {
  const rig = await openRig({ env: { POLL_SCALE: '0.02' } });
  rig.chessa.configure({ stepPace: 0.2 });
  const ada = rig.person();
  const orderId = await walkToDeposit(rig, ada);
  return { rig, ada, orderId, card: ada.last() };
}

/** The message that was the card at first. */
export function cardOf({ ada, card }: Paying): ChatMessage | undefined {
  return ada.find(({ message_id }) => message_id === card.message_id);
}

/** The card, whichever message it is by now, shows the end, and nothing is owed any more. */
export async function showsTheEnd({ ada }: Pick<Paying, 'ada'>): Promise<ChatMessage> {
  return ada.waitFor(({ text }) => /Delivered \d|● Delivered/.test(text ?? ''), { since: 'ever' });
}

/** Pushes with these words that rang: new messages, not edits. */
export function rang(person: Person, words: RegExp): ChatMessage[] {
  return person.messages().filter((message) => {
    const [first = ''] = person.versions(message);
    return words.test(first);
  });
}
