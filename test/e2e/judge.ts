/**
 * Judges a run by what people saw in every state of every message, and by what the provider
 * received; never by the program's own records.
 */
import type { Stage } from '../../sandbox/stage.ts';
import type { Message } from '../../sandbox/telegram/model.ts';
import type { Entry } from '../../sandbox/telegram/world.ts';
import { pushWords } from './moments.ts';
import type { Remitter, Sent } from './remitter.ts';

/** What was found, and the figures of the run. */
export interface Judgement {
  /** One sentence each; none when all went right. */
  readonly problems: readonly string[];
  readonly transfers: number;
  readonly refunds: number;
  readonly pushes: number;
  /** Pushes that came again and said so. */
  readonly repeated: number;
  /** Plain pushes that were closed because nobody knows whether they had left. */
  readonly plainPushesMissing: number;
}

/** Looks at everything that happened so far. */
export function judge(stage: Stage, remitters: readonly Remitter[]): Judgement {
  const cases = remitters.flatMap(({ person, sent }) =>
    sent.map((one): Case => {
      const entries = stage.telegram.world.rooms.get(person.chatId)?.entries ?? [];
      return { sent: one, who: person.name, entries: entries.filter(isAbout(one)) };
    }),
  );
  const seen = cases.map(pushesOf);
  const count = (kind: keyof typeof pushWords) => seen.flatMap((pushes) => pushes[kind]);
  const all = pushKinds.flatMap(count);
  return {
    problems: [
      ...updatesProblems(stage),
      ...fundingProblems(stage, cases),
      ...cases.flatMap((one) =>
        [
          ...orderProblems(stage, one),
          ...addressProblems(stage, one),
          ...refundProblems(stage, one),
          ...pushProblems(one),
          ...cardProblems(one),
        ].map((problem) => `${one.who}, ${one.sent.shortId}: ${problem}`),
      ),
    ],
    transfers: cases.length,
    refunds: cases.filter(({ sent }) => sent.ending === 'refunded').length,
    pushes: all.length,
    repeated: all.filter(isRepeated).length,
    plainPushesMissing: seen.filter((pushes) => pushes.deposit_seen.length === 0).length,
  };
}

/** One transfer, with every message that ever named it, deleted ones too. */
interface Case {
  readonly sent: Sent;
  readonly who: string;
  readonly entries: readonly Entry[];
}

const pushKinds = Object.keys(pushWords) as (keyof typeof pushWords)[];

function isAbout({ shortId }: Sent) {
  return (entry: Entry) =>
    entry.fromBot && entry.versions.some(({ message }) => wordsOf(message).includes(shortId));
}

function updatesProblems(stage: Stage): string[] {
  const left = stage.telegram.updates.pending().length;
  return left > 0 ? [`${left} updates were never taken`] : [];
}

/** Nobody paid for an order that no person confirmed, and each confirmation led to one order. */
function fundingProblems(stage: Stage, cases: readonly Case[]): string[] {
  const confirmed = new Set(cases.map(({ sent }) => sent.orderId));
  const funded = stage.chessa.orders().filter(({ address }) => address !== undefined);
  return [
    ...funded
      .filter(({ id }) => !confirmed.has(id))
      .map(({ shortId }) => `order ${shortId} was funded and nobody has its card`),
    ...(confirmed.size === cases.length ? [] : ['two transfers share one order']),
  ];
}

/** The order is what its person typed, was funded by one call, and has ended. */
function orderProblems({ chessa }: Stage, { sent }: Case): string[] {
  const order = chessa.order(sent.orderId);
  const audit = chessa.audit(sent.orderId);
  return [
    audit.fundings !== 1 && `funded ${audit.fundings} times`,
    order.accountNumber !== sent.accountNumber && `pays to ${order.accountNumber}`,
    Number(order.destinationAmount) !== Number(sent.amount) && `pays ${order.destinationAmount}`,
    order.status !== (sent.ending === 'delivered' ? 'completed' : 'refunded') &&
      `has not ended: ${order.status}`,
  ].filter(isProblem);
}

/** Looks like an address on Solana; a transaction's hash is twice as long. */
const addressPattern = /(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{32,44}(?![A-Za-z0-9])/g;

/** In all states of all messages there was one address to pay to, the order's, and it is closed. */
function addressProblems({ chessa }: Stage, { sent, entries }: Case): string[] {
  const { address } = chessa.order(sent.orderId);
  const shown = new Set(
    entries.flatMap(({ versions }) => versions.flatMap(({ message }) => addressesIn(message))),
  );
  if (sent.refundAddress) shown.delete(sent.refundAddress);
  const open = entries.filter(
    ({ message, deletedAtMs }) =>
      deletedAtMs === undefined && !message.photo && addressesIn(message).includes(address ?? ''),
  );
  return [
    (shown.size !== 1 || !shown.has(address ?? '')) && `showed ${[...shown].join(' and ')}`,
    chessa.audit(sent.orderId).addresses.length !== 1 && 'the provider gave two addresses',
    open.length > 0 && 'an address that is closed is still shown',
  ].filter(isProblem);
}

function addressesIn(message: Message): string[] {
  const buttons = (message.reply_markup?.inline_keyboard ?? []).flat();
  const copied = buttons.flatMap(({ copy_text }) => copy_text?.text ?? []);
  return [wordsOf(message), ...copied].flatMap((text) => text.match(addressPattern) ?? []);
}

/** Every refund call of an order named the address that its person confirmed, and one was taken. */
function refundProblems({ chessa }: Stage, { sent }: Case): string[] {
  const calls = chessa.audit(sent.orderId).refunds;
  const wrong = calls.filter(({ address }) => address !== sent.refundAddress);
  const taken = calls.filter(({ accepted }) => accepted).length;
  const expected = sent.ending === 'refunded' ? 1 : 0;
  return [
    wrong.length > 0 && `${wrong.length} refund calls with another address`,
    taken !== expected && `${taken} refunds were taken, not ${expected}`,
  ].filter(isProblem);
}

function pushesOf({ entries }: Case): Record<keyof typeof pushWords, Entry[]> {
  const of = (kind: keyof typeof pushWords) =>
    entries.filter(({ versions }) => pushWords[kind].test(wordsOf(versions[0]?.message)));
  return {
    deposit_seen: of('deposit_seen'),
    delivered: of('delivered'),
    failed: of('failed'),
    held: of('held'),
    refunded: of('refunded'),
    do_not_pay: of('do_not_pay'),
  };
}

/** Final news came at least once, at most twice, the second time marked; plain news at most once. */
function pushProblems(one: Case): string[] {
  const pushes = pushesOf(one);
  const isDelivered = one.sent.ending === 'delivered';
  const stopped = pushes.failed.length + pushes.held.length > 0;
  return [
    pushes.deposit_seen.length > 1 && 'the payment was pushed twice',
    pushes.held.length > 1 && 'the short payment was pushed twice',
    pushes.do_not_pay.length > 0 && 'was told not to pay',
    isDelivered && (pushes.refunded.length > 0 || stopped) && 'was told of a stop',
    !isDelivered && pushes.delivered.length > 0 && 'was told of a delivery',
    ...(isDelivered ? finalProblems('delivered', pushes.delivered, 1) : []),
    ...(isDelivered ? [] : finalProblems('refunded', pushes.refunded, 1)),
    ...(isDelivered ? [] : finalProblems('failed', pushes.failed, isShort(one) ? 0 : 1)),
  ].filter(isProblem);
}

/** A short payment is held: that push is a plain one. */
function isShort({ entries }: Case): boolean {
  return entries.some(({ versions }) =>
    versions.some(({ message }) => wordsOf(message).includes('is missing')),
  );
}

function finalProblems(kind: string, pushes: readonly Entry[], least: number): (string | false)[] {
  const marked = pushes.filter(isRepeated);
  const unmarkedAfterwards = pushes.slice(1).filter((push) => !isRepeated(push));
  return [
    pushes.length < least && `"${kind}" was never pushed`,
    marked.length > 1 && `"${kind}" was repeated ${marked.length} times`,
    unmarkedAfterwards.length > 0 && `"${kind}" came again without saying so`,
  ];
}

function isRepeated({ message }: Entry): boolean {
  return wordsOf(message).includes('You may have had this message already');
}

/** One card, and it shows the end and that the payment was seen; what it was before is a line. */
function cardProblems({ sent, entries }: Case): string[] {
  const cards = entries
    .filter(({ deletedAtMs, message }) => deletedAtMs === undefined && !message.photo)
    .filter(({ versions }) =>
      /^(Please check|Here is transfer)/.test(wordsOf(versions[0]?.message)),
    )
    .map(({ message }) => wordsOf(message))
    .filter(
      (words) => !/^(This card has moved|A newer quote is below|Here is transfer)/.test(words),
    );
  const end = sent.ending === 'delivered' ? /Delivered: / : /has been sent back to you/;
  const newest = cards.filter((words) => end.test(words) && /Payment seen/.test(words));
  return [
    newest.length !== 1 && `${newest.length} cards show the end`,
    cards.length > newest.length && `an older card stands: ${cards[0]?.split('\n')[0]}`,
  ].filter(isProblem);
}

function isProblem(problem: string | false): problem is string {
  return problem !== false;
}

function wordsOf(message: Message | undefined): string {
  return message?.text ?? message?.caption ?? '';
}
