/** Plays two transfers as a person would: one that is delivered, one that comes back by a refund. */

import type { Stage } from './stage.ts';
import type { ChatMessage } from './telegram/chat-api.ts';
import { createPerson, type Person } from './telegram/person.ts';
import { followChat } from './telegram/transcript.ts';

/** Plays the whole story on a stage with a running bot, and prints both chats as they go. */
export async function play(stage: Stage, print: (line: string) => void): Promise<void> {
  print('A transfer to a bank account in Nigeria that is delivered.\n');
  const ada = createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 20_000 });
  const stopAda = followChat(stage.telegram, ada.chatId, print);
  await toDeposit(ada);
  print('  (the money arrives at the address)');
  deposit(stage, 'exact');
  await ada.waitFor(/₦50,000\.00 (has )?reached/, 30_000);
  await ada.press('Receipt');
  await ada.waitFor(({ document }) => document !== undefined, 30_000);
  stopAda();

  print('\nA transfer whose payout fails, and whose money comes back.\n');
  const refunder = createPerson(stage.telegram, { firstName: 'Chidi', patienceMs: 20_000 });
  const stopRefunder = followChat(stage.telegram, refunder.chatId, print);
  await toDeposit(refunder);
  print('  (the money arrives at the address, but the bank will not take the payout)');
  deposit(stage, 'refund_completes');
  await refunder.waitFor(pushed('did not accept this payout'), 30_000);
  refunder.say('/refund');
  await refunder.waitFor(/address/i);
  refunder.say('7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV');
  await refunder.waitFor(/7EcD hSYG/);
  await refunder.press('Yes');
  await refunder.waitFor(pushed('has been sent back to you'), 30_000);
  stopRefunder();
}

/** A message that rings: the card says the same above a list of stages. */
function pushed(words: string) {
  return ({ text = '' }: ChatMessage) => text.includes(words) && !text.includes('●');
}

/** Takes a person from /start to the deposit card, with an account in Nigeria and 50,000 NGN. */
export async function toDeposit(person: Person): Promise<void> {
  person.start();
  await person.press('Send money');
  await person.waitFor(/country|going/i);
  person.say('nigeria');
  await person.waitFor(/bank/i);
  person.say('access bank');
  await person.waitFor(/account number/i);
  person.say('0123456789');
  await person.waitFor('ADA TEST OKAFOR');
  await person.press('Yes');
  await person.waitFor(/how much/i);
  person.say('50000 NGN');
  await person.press('USDC on Solana');
  await person.press('Confirm');
  await person.waitFor(/Copy|exactly/i);
}

/** Lets the newest order that waits for money go through a scenario. */
function deposit(stage: Stage, scenario: string): void {
  const order = stage.chessa.orders().find(({ status }) => status === 'waiting_for_funding');
  if (!order) throw new Error('no order waits for money');
  stage.chessa.applyScenario(order.id, scenario);
}
