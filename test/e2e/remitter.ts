/**
 * Somebody who sends money, as a script: each answer is given once, each button pressed as a person
 * would. Whatever the bot is going through, every act has its effect or is refused in words; then
 * it is done again, as those words ask for.
 */
import { newAddress } from '../../sandbox/chessa/addresses.ts';
import type { Stage } from '../../sandbox/stage.ts';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import type { Chance } from './chance.ts';

/** One transfer that a person confirmed, with what they wanted of it. */
export interface Sent {
  readonly orderId: string;
  readonly shortId: string;
  readonly accountNumber: string;
  readonly amount: string;
  readonly ending: 'delivered' | 'refunded';
  /** Where the person wants it back. */
  refundAddress?: string;
}

/** A person at work, and what they remember. */
export interface Remitter {
  readonly person: Person;
  readonly sent: Sent[];
  /** Texts and presses so far. */
  acts: number;
  /** The first words of each refusal: how the bot asked to do something again. */
  readonly refusals: string[];
  /** Sends money once, from `/send` to its end. Rejects with the whole chat when an act is lost. */
  sendMoney(): Promise<void>;
}

/** However often the bot dies meanwhile, an act has its effect within this time. */
const patienceMs = 100_000;

/** What a toast says about a button that another one has replaced, or that came too soon. */
const refusingToast = /no longer in use|answered this already|a lot at once|Many people are/;

/** What an act leads to: words, or a message of some kind. */
type Effect = string | RegExp | ((message: ChatMessage) => boolean);

/** How long somebody looks whether it happened all the same, before doing it again. */
const lookingMs = 8_000;

const refusal =
  /could not work on your last message|took too long|Something on our side stopped|reached us late|That was a lot at once|Many people are/;
/** What a quote says that cannot be confirmed any more, and the card of one that was. */
const closed = /^(A newer quote is below|This quote has ended)/;
const confirmed = /Send exactly|^(A newer quote is below|This quote has ended)/;

/** Makes a person on the stage; `chance` decides on their ways. */
export function createRemitter(stage: Stage, name: string, chance: Chance): Remitter {
  const person = createPerson(stage.telegram, { firstName: name, patienceMs });
  const self: Remitter = { person, sent: [], acts: 0, refusals: [], sendMoney };

  async function sendMoney(): Promise<void> {
    if (chance.one(0.15)) {
      await untilQuote();
      await press('Cancel', 'Cancelled');
    }
    const wanted = await untilQuote();
    const card = await confirm();
    const sent = remember(card, wanted);
    await asides(sent, ['sent', 'qr', 'status', 'list', 'help']);
    stage.chessa.applyScenario(sent.orderId, scenarioOf(sent));
    await asides(sent, ['status', 'list', 'help']);
    if (sent.ending === 'delivered') {
      await seen(sent, /has reached|Delivered:/);
      return;
    }
    await seen(sent, /did not accept this payout|is missing/);
    await askBack(sent);
    await seen(sent, /has been sent back to you/);
  }

  /** Through the dialogue, with detours. */
  async function untilQuote() {
    const amount = String(chance.whole(5_000, 90_000));
    await toWhom();
    if (chance.one(0.2)) await say('/help', 'Where is the money going');
    await say('nigeria', 'Which bank');
    if (chance.one(0.3)) await say('bank', 'Which bank');
    await say('access bank', 'Account number at Access Bank');
    let accountNumber = await account();
    while (chance.one(0.25)) {
      await press('Back', 'Account number at Access Bank');
      accountNumber = await account();
    }
    if (chance.one(0.2)) await say('plenty', 'cannot read an amount');
    if (chance.one(0.2)) {
      await howMuch('77000');
      await press('Change amount', 'How much');
    }
    await howMuch(amount);
    return { accountNumber, amount };
  }

  /** Always somebody new; whoever has sent before is asked. */
  async function toWhom(): Promise<void> {
    const asked = await say('/send', /^(Where is the money going|To whom)/);
    if (asked.text?.startsWith('To whom')) await press('Somebody new', 'Where is the money going');
  }

  async function howMuch(amount: string): Promise<void> {
    await say(`${amount} NGN`, 'What will you pay with');
    await press('USDC on Solana', 'Please check, then confirm');
  }

  /** One account in three cannot be looked up: its number is typed twice and its holder named. */
  async function account(): Promise<string> {
    const digits = String(chance.whole(1_000_000, 9_999_999));
    if (chance.one(0.33)) {
      const unchecked = `${digits}999`;
      await say(unchecked, 'once more, please');
      await say(unchecked, 'Whose account is it');
      await say('ADA TEST OKAFOR', 'How much');
      return unchecked;
    }
    await say(`${digits}111`, 'Is this the person');
    await press('Yes, this is the person', 'How much');
    return `${digits}111`;
  }

  /** A nervous thumb presses twice. */
  async function confirm(): Promise<ChatMessage> {
    for (;;) {
      const times = chance.one(0.4) ? 2 : 1;
      const card = await press('Confirm and get the address', confirmed, times);
      if (!closed.test(card.text ?? '')) return card;
      self.refusals.push(firstLine(card));
    }
  }

  function remember(card: ChatMessage, wanted: Pick<Sent, 'accountNumber' | 'amount'>): Sent {
    const address = person.copy('Copy Solana address');
    const order = stage.chessa.orders().find((one) => one.address === address);
    if (!order) throw complaint(`the card shows ${address}, which no order has`);
    const sent: Sent = {
      orderId: order.id,
      shortId: /Transfer (\w+)$/.exec(card.text ?? '')?.[1] ?? '',
      ending: chance.one(0.5) ? 'delivered' : 'refunded',
      ...wanted,
    };
    self.sent.push(sent);
    return sent;
  }

  function scenarioOf({ ending }: Sent): string {
    if (ending === 'delivered') return chance.one(0.3) ? 'leaps' : 'exact';
    return chance.one(0.3) ? 'short' : 'refund_completes';
  }

  /** What people do while they wait. */
  async function asides(sent: Sent, ways: readonly string[]): Promise<void> {
    for (const way of ways.filter(() => chance.one(0.3))) {
      await chance.pause(0, 300);
      if (way === 'sent') await press('I have sent it', /You told us at/);
      if (way === 'qr') await press('Show QR', ({ photo }) => photo !== undefined);
      if (way === 'list') await say('/transfers', 'Your transfers, newest first');
      if (way === 'help') await say('/help', 'How it works');
      if (way === 'status') await status(sent);
    }
  }

  async function status({ shortId }: Sent): Promise<void> {
    const above = person.last().message_id;
    const isFreshCard = ({ message_id, text = '' }: ChatMessage) =>
      message_id > above && text.includes(shortId) && /[●◐○]/.test(text);
    await say('/status', isFreshCard);
  }

  /** The refund, sometimes to another address than the one that was typed first. */
  async function askBack(sent: Sent): Promise<void> {
    const asked = 'Where should your money go?';
    await (chance.one(0.5) ? say('/refund', asked) : press('Get my money back', asked));
    if (chance.one(0.3)) {
      await say(newAddress('Solana', chance.bytes), 'Is this your address?');
      const first = person.last();
      await press('Another address', asked);
      await giveAddress(sent);
      await pressOn(first, 'Yes, send it', 'Please give the address once more');
    } else {
      await giveAddress(sent);
    }
    const onItsWay = /Asking for your money back|on its way back|has been sent back/;
    await press('Yes, send it', onItsWay, chance.one(0.4) ? 2 : 1);
  }

  async function giveAddress(sent: Sent): Promise<void> {
    sent.refundAddress = newAddress('Solana', chance.bytes);
    await say(sent.refundAddress, 'Is this your address?');
  }

  /** A message of the bot about this transfer, from whatever time. */
  async function seen({ shortId }: Sent, words: RegExp): Promise<void> {
    const isMeant = ({ text = '' }: ChatMessage) => text.includes(shortId) && words.test(text);
    await person.waitFor(isMeant, { since: 'ever', timeoutMs: patienceMs });
  }

  async function say(text: string, effect: Effect): Promise<ChatMessage> {
    for (;;) {
      await think();
      self.acts += 1;
      person.say(text);
      const answer = await effectOf(effect);
      if (answer) return answer;
    }
  }

  /** People read before they act; whoever acts faster is asked to slow down. */
  async function think(): Promise<void> {
    await chance.pause(50, 550);
  }

  /** Presses the newest button with this label, once it is there. */
  async function press(label: string, effect: Effect, times = 1): Promise<ChatMessage> {
    for (;;) {
      const hasButton = (message: ChatMessage) => dataOf(message, label) !== undefined;
      const holder = await person.waitFor(hasButton, { since: 'ever', timeoutMs: patienceMs });
      const answer = (await pressOn(holder, label, effect, times)) ?? (await goOn(effect));
      if (answer) return answer;
    }
  }

  /** The question may have lost its buttons before its answer was given up: any words bring it back. */
  function goOn(effect: Effect): Promise<ChatMessage | undefined> {
    self.acts += 1;
    person.say('go on');
    return lookFor(effect);
  }

  /** Presses a button that a message had when it was read, whatever became of it since. */
  async function pressOn(message: ChatMessage, label: string, effect: Effect, times = 1) {
    const data = dataOf(message, label);
    if (data === undefined) throw complaint(`the message has no button "${label}"`);
    await think();
    self.acts += times;
    const options = { mayGoUnanswered: true, timeoutMs: patienceMs };
    const taps = Array.from({ length: times }, () => person.pressData(message, data, options));
    const seen = effectOf(effect);
    // It may be given up below, and ends in its own time.
    seen.catch(() => undefined);
    const answer = await Promise.race([seen, ...taps.map(untilRefused)]);
    if (answer !== 'refused') return answer;
    self.refusals.push('a toast');
    return lookFor(effect);
  }

  /** Resolves when a press was refused by its toast, and never otherwise. */
  async function untilRefused(tap: Promise<string | undefined>): Promise<'refused'> {
    const toast = (await tap) ?? '';
    return refusingToast.test(toast) ? 'refused' : new Promise(() => undefined);
  }

  /** The message that an act led to all the same, though the bot asks to do it again. */
  function lookFor(effect: Effect): Promise<ChatMessage | undefined> {
    return person.waitFor((message) => isEffect(effect, message), lookingMs).catch(() => undefined);
  }

  /**
   * The message that the last act led to; nothing when the bot asks to look, or to do it again, and
   * a look shows that it did not happen.
   */
  async function effectOf(effect: Effect): Promise<ChatMessage | undefined> {
    const hasEffect = (message: ChatMessage) => isEffect(effect, message);
    const isRefusal = ({ text = '' }: ChatMessage) => refusal.test(text);
    const seen = await person.waitFor((message) => hasEffect(message) || isRefusal(message));
    if (hasEffect(seen)) return seen;
    self.refusals.push(firstLine(seen));
    return lookFor(effect);
  }

  function complaint(what: string): Error {
    return new Error(`${what}. The chat of ${name}:\n${person.transcript()}`);
  }

  return self;
}

function isEffect(effect: Effect, message: ChatMessage): boolean {
  if (typeof effect === 'function') return effect(message);
  const words = message.text ?? '';
  return typeof effect === 'string' ? words.includes(effect) : effect.test(words);
}

function firstLine({ text = '' }: ChatMessage): string {
  return text.split('\n')[0] ?? '';
}

function dataOf(message: ChatMessage, label: string): string | undefined {
  const buttons = (message.reply_markup?.inline_keyboard ?? []).flat();
  return buttons.find(({ text }) => text.includes(label))?.callback_data;
}
