/** The way to a refund, as a person takes it, and what reached Chessa of it. */
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { openRig, type Rig } from './rig.ts';
import { type Between, walkToFailed } from './walk.ts';
import { wallets } from './wallets.ts';

/** Words of the question, of the screen to confirm, and of the news that it is back. */
export const where = 'Where should your money go?';
export const isThis = 'Is this your address?';
export const backAgain = /has been sent back to you/;

/** From the push about the failed payout to the confirm screen of an address. */
export async function walkToConfirm(
  person: Person,
  address: string = wallets.solana,
  between: Between = async () => undefined,
): Promise<ChatMessage> {
  await person.press('Get my money back');
  await person.waitFor(where);
  await between();
  person.say(address);
  const confirm = await person.waitFor(isThis);
  await between();
  return confirm;
}

/** Addresses that reached Chessa in refund calls about this order. */
export function refundCalls(rig: Rig, orderId: string): string[] {
  return rig.chessa.audit(orderId).refunds.map(({ address }) => address);
}

/** A stage on which orders and refunds go on without long waits. */
export async function openQuickRig(): Promise<Rig> {
  const rig = await openRig({ env: { POLL_SCALE: '0.02' } });
  rig.chessa.configure({ stepPace: 0.1 });
  return rig;
}

/** Somebody whose payout has just failed. */
export async function failed(scenario?: string) {
  const rig = await openQuickRig();
  const ada = rig.person();
  return { rig, ada, orderId: await walkToFailed(rig, ada, scenario) };
}
