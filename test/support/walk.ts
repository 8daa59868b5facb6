/** Ways through the chat that many tests begin with, as a person takes them. */
import type { Person } from '../../sandbox/telegram/person.ts';
import type { Rig } from './rig.ts';

/** Called between any two things a person does; a test may restart the bot there. */
export type Between = () => Promise<void>;

const nothing: Between = async () => undefined;

/** From `/send` to the complete quote: 50,000 naira to an account at Access Bank, in USDC on Solana. */
export async function walkToQuote(person: Person, between: Between = nothing): Promise<void> {
  person.say('/send');
  await person.waitFor('Where is the money going');
  await between();
  person.say('nigeria');
  await person.waitFor('Which bank');
  await between();
  person.say('access bank');
  await person.waitFor('Account number');
  await between();
  person.say('0123456789');
  await person.waitFor('ADA TEST OKAFOR');
  await between();
  await person.press('Yes');
  await person.waitFor('How much');
  await between();
  person.say('50000 NGN');
  await person.waitFor('What will you pay with');
  await between();
  await person.press('USDC on Solana');
  await person.waitFor('₦50,000.00');
  await between();
}

/** From `/send` to the deposit card. Returns the id of the order that it belongs to. */
export async function walkToDeposit(
  rig: Rig,
  person: Person,
  between: Between = nothing,
): Promise<string> {
  await walkToQuote(person, between);
  await person.press('Confirm');
  await person.waitFor('Send exactly');
  const [order] = rig.chessa.orders();
  if (!order) throw new Error('Chessa knows of no order');
  return order.id;
}
