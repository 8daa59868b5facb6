/**
 * Kill -9 at exact moments: after the world has seen something, before the program could write down
 * that it has. The program starts again on the same data; the person notices nothing but the pause.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  buildProgram,
  type Program,
  type RunningProgram,
  startProgram,
} from '../../sandbox/program.ts';
import { openStage, type Stage } from '../../sandbox/stage.ts';
import type { ChatEvent } from '../../sandbox/telegram/chat-events.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import { walkTo } from '../support/walk.ts';

vi.setConfig({ testTimeout: 40_000 });
const refundAddress = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV';

let stage: Stage;
let program: Program;
let dataDir: string;
let running: RunningProgram;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-crash-'));
  stage = await openStage();
  stage.chessa.configure({ stepPace: 0.1 });
  program = await buildProgram();
  start();
}, 60_000);

afterAll(async () => {
  running.kill();
  await running.ended;
  await stage.close();
  await program.remove();
  await rm(dataDir, { recursive: true, force: true });
});

function start(): void {
  const settings = { DATA_DIR: dataDir, POLL_SCALE: '0.03', OPS_PORT: '0' };
  running = startProgram(program, { ...stage.env, ...settings });
}

async function startAgain(): Promise<void> {
  expect(await running.ended).toBe('SIGKILL');
  start();
}

/** Kills the program in the very moment of this event, then starts it again. */
async function crashOn(isMeant: (event: ChatEvent) => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = stage.telegram.events.subscribe((event) => {
      if (!isMeant(event)) return;
      running.kill();
      stop();
      resolve();
    });
  });
  await startAgain();
}

/** Kills the program in the moment in which it sends, or edits, a message with these words. */
function crashOnWords(person: Person, words: string | RegExp): Promise<void> {
  return crashOn(
    (event) =>
      (event.kind === 'message' || event.kind === 'edited') &&
      event.chatId === person.id &&
      event.message.fromBot &&
      new RegExp(words).test(event.message.text ?? ''),
  );
}

/** Kills the program in the moment in which the provider has done something, before it answers. */
async function crashOnOrder(isMeant: (order: { status: string; refund?: object }) => boolean) {
  await new Promise<void>((resolve) => {
    const stop = stage.chessa.subscribe((order) => {
      if (!isMeant(order)) return;
      running.kill();
      stop();
      resolve();
    });
  });
  await startAgain();
}

function newPerson(): Person {
  return createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 15_000 });
}

async function toDeposit(person: Person): Promise<string> {
  await walkTo(person, 'quote');
  await person.press('Confirm');
  return orderOf(person);
}

async function orderOf(person: Person): Promise<string> {
  await person.waitFor('Send exactly', { since: 'ever' });
  const address = person.copy('Copy Solana address');
  const order = stage.chessa.orders().find((one) => one.address === address);
  if (!order) throw new Error('the card shows an address that no order has');
  return order.id;
}

const pressing = { mayGoUnanswered: true, timeoutMs: 1 };

it('goes one question back, not two, when the way back is delivered again (K04)', async () => {
  const ada = newPerson();
  await walkTo(ada, 'amount');
  const crash = crashOnWords(ada, 'Account number at');
  await ada.press('Back', pressing);
  await crash;
  ada.say('0123456789');
  await ada.waitFor('ADA TEST OKAFOR');
});

it('does not take a number for a name when the number is delivered again (K04)', async () => {
  const ada = newPerson();
  await walkTo(ada, 'account');
  ada.say('0123456999');
  await ada.waitFor('once more');
  const crash = crashOnWords(ada, 'Whose account is it');
  ada.say('0123456999');
  await crash;
  ada.say('ADA TEST OKAFOR');
  await ada.waitFor('How much');
  ada.say('50000 NGN');
  await ada.press('USDC on Solana');
  const quote = await ada.waitFor('Please check, then confirm');
  expect(quote.text).toContain('ADA TEST OKAFOR');
});

it('asks for the amount after it had left the quote for that already', async () => {
  const ada = newPerson();
  await walkTo(ada, 'quote');
  const crash = crashOnWords(ada, 'How much');
  await ada.press('Change amount', pressing);
  await crash;
  ada.say('61000 NGN');
  await ada.press('USDC on Solana');
  await ada.waitFor(/They receive ₦61,000\.00/);
});

it('begins anew with the next transfer after a tap that died half done (K05)', async () => {
  const ada = newPerson();
  await walkTo(ada, 'quote');
  const crash = crashOn((event) => event.kind === 'answered' && event.personId === ada.id);
  await ada.press('Confirm', pressing);
  await crash;
  await orderOf(ada);
  ada.say('/send');
  await ada.waitFor(/Where is the money going|To whom/);
});

it('funds an order once when the answer was never read (K09)', async () => {
  const ada = newPerson();
  await walkTo(ada, 'quote');
  const crash = crashOnOrder(({ status }) => status === 'waiting_for_funding');
  await ada.press('Confirm', pressing);
  await crash;
  const orderId = await orderOf(ada);
  const { address } = stage.chessa.order(orderId);
  expect(stage.chessa.audit(orderId)).toMatchObject({ fundings: 1, addresses: [address] });
});

it('leaves one message with the address when a fresh card was half made (K11)', async () => {
  const ada = newPerson();
  const { address = '' } = stage.chessa.order(await toDeposit(ada));
  const crash = crashOnWords(ada, 'This card has moved');
  const above = ada.last().message_id;
  ada.say('/status');
  await crash;
  await ada.waitFor(({ message_id, text }) => message_id > above && !!text?.includes(address));
  expect(ada.texts().filter((words) => words.includes(address))).toHaveLength(1);
});

it('leaves one card when an edit of the one above was under way (K17)', async () => {
  const ada = newPerson();
  const orderId = await toDeposit(ada);
  const above = ada.last().message_id;
  const fault = { kind: 'slow', ms: 1_000 } as const;
  stage.telegram.faults.plan({ method: 'editMessageText', chatId: ada.id, fault });
  stage.chessa.applyScenario(orderId, 'confirms_slowly');
  await vi.waitFor(() => expect(stage.telegram.faults.planned()).toEqual([]), 10_000);
  const crash = crashOnWords(ada, '^Payment seen');
  ada.say('/status');
  await crash;
  await ada.waitFor(({ message_id, text }) => message_id > above && /^Payment/.test(text ?? ''));
  await ada.waitFor('This card has moved', { since: 'ever' });
  expect(ada.texts().filter((words) => words.startsWith('Payment seen'))).toHaveLength(1);
});

it('tells of the end once more, marked, and of the payment never twice (K16)', async () => {
  const ada = newPerson();
  const orderId = await toDeposit(ada);
  const seen = crashOnWords(ada, '^We can see your payment');
  stage.chessa.applyScenario(orderId, 'confirms_slowly');
  await seen;
  stage.chessa.applyScenario(orderId, 'exact');
  await crashOnWords(ada, '^✅ .* has reached');
  await ada.waitFor('You may have had this message already');
  await ada.waitFor('✅ Delivered', { since: 'ever' });
  const news = ada.texts().map((words) => words.split('\n')[0] ?? '');
  expect(news.filter((words) => words.startsWith('We can see your payment'))).toHaveLength(1);
  expect(news.filter((words) => words.includes('has reached'))).toHaveLength(2);
});

it('asks for the money back at one address when the answer was never read (K19)', async () => {
  const ada = newPerson();
  const orderId = await toDeposit(ada);
  stage.chessa.applyScenario(orderId, 'refund_completes');
  await ada.press('Get my money back');
  await ada.waitFor('Where should your money go');
  ada.say(refundAddress);
  await ada.waitFor('Is this your address');
  const crash = crashOnOrder(({ refund }) => refund !== undefined);
  await ada.press('Yes, send it', pressing);
  await crash;
  await ada.waitFor('has been sent back to you');
  const { refunds } = stage.chessa.audit(orderId);
  expect(new Set(refunds.map(({ address }) => address))).toEqual(new Set([refundAddress]));
  expect(refunds.filter(({ accepted }) => accepted)).toHaveLength(1);
});

it('stays small: an idle process under 180 MB', async () => {
  await running.ready;
  const atRest = await running.memoryMb();
  process.stdout.write(`the process holds ${atRest} MB at rest\n`);
  expect(atRest).toBeLessThan(180);
});
