/** Ways through the chat that many tests begin with, as a person takes them. */
import type { Person } from '../../sandbox/telegram/person.ts';
import type { Rig } from './rig.ts';

/** Called between any two things a person does; a test may restart the bot there. */
export type Between = () => Promise<void>;

const nothing: Between = async () => undefined;

/**
 * The questions of `/send` on the way to Access Bank in Nigeria: the words of each, and what
 * answers it. `press` taps a button, `say` types.
 */
const stops = [
  { stop: 'country', asked: 'Where is the money going', say: 'nigeria' },
  { stop: 'bank', asked: 'Which bank', say: 'access bank' },
  { stop: 'account', asked: 'Account number', say: '0123456789' },
  { stop: 'name', asked: 'ADA TEST OKAFOR', press: 'Yes' },
  { stop: 'amount', asked: 'How much', say: '50000 NGN' },
  { stop: 'pay', asked: 'What will you pay with', press: 'USDC on Solana' },
  { stop: 'quote', asked: '₦50,000.00', press: 'Confirm' },
] as const;

/** A question of `/send`, or the quote at its end. */
export type Stop = (typeof stops)[number]['stop'];

/** From `/send` to one of its questions, which then stands unanswered. */
export async function walkTo(
  person: Person,
  stop: Stop,
  between: Between = nothing,
): Promise<void> {
  person.say('/send');
  const first = await person.waitFor(/Where is the money going|To whom\?/);
  if (first.text?.includes('To whom?')) {
    await person.press('Somebody new');
    await person.waitFor('Where is the money going');
  }
  await goOn(person, 'country', stop, between);
}

/** From one question, which stands, to a later one. */
export async function goOn(
  person: Person,
  from: Stop,
  to: Stop,
  between: Between = nothing,
): Promise<void> {
  const first = stops.findIndex(({ stop }) => stop === from);
  const last = stops.findIndex(({ stop }) => stop === to);
  for (const [index, one] of stops.slice(0, last + 1).entries()) {
    if (index < first) continue;
    await person.waitFor(one.asked, index === first ? { since: 'ever' } : {});
    await between();
    if (index === last) return;
    if ('say' in one) person.say(one.say);
    else await person.press(one.press);
  }
}

/** From `/send` to the complete quote: 50,000 naira to an account at Access Bank, in USDC on Solana. */
export async function walkToQuote(person: Person, between: Between = nothing): Promise<void> {
  await walkTo(person, 'quote', between);
}

/** From `/send` to the deposit card. Returns the id of the order that it belongs to. */
export async function walkToDeposit(
  rig: Pick<Rig, 'chessa'>,
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

/** From `/send` to the push that the payout failed; a refund that is asked for will then arrive. */
export async function walkToFailed(
  rig: Pick<Rig, 'chessa'>,
  person: Person,
  scenario = 'refund_completes',
): Promise<string> {
  const orderId = await walkToDeposit(rig, person);
  rig.chessa.applyScenario(orderId, scenario);
  await person.waitFor(/did not accept this payout/);
  await person.waitFor(({ reply_to_message, text }) => {
    return reply_to_message !== undefined && /did not accept/.test(text ?? '');
  });
  return orderId;
}
