import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePress, type Press } from '../../src/domain/press.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import { en } from '../../src/text/en/index.ts';
import { toInlineKeyboard } from '../../src/text/keyboard.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import type { Screen } from '../../src/text/screen.ts';
import {
  deposit,
  depositAddress,
  everyScreen,
  failures,
  minuteMs,
  noticeKinds,
  pageOf,
  place,
  reasons,
  refundAddress,
  startMs,
  states,
  transferIn,
} from './samples.ts';

const nowMs = startMs + 15 * minuteMs;
const cardOf = (transfer: Transfer) => en.card(transfer, nowMs);
const textOf = (screen: Screen) => screen.text.text;
const buttonsOf = (screen: Screen) => screen.buttons.flat();
const copiedBy = (screen: Screen) =>
  buttonsOf(screen).flatMap(({ does }) => ('copy' in does ? [does.copy] : []));
const pressedBy = (screen: Screen) =>
  buttonsOf(screen).flatMap(({ does }): Press[] => ('press' in does ? [does.press] : []));
const kindsOf = (screen: Screen) => pressedBy(screen).map(({ kind }) => kind);
const wholeOf = (screen: Screen) => JSON.stringify([textOf(screen), screen.buttons]);

/** What was written in a style: bold, code, date_time. */
function styled(screen: Screen, type: string): string[] {
  const { text, entities } = screen.text;
  return entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => text.slice(offset, offset + length));
}

const neverSaid = [
  /error/i,
  /invalid/i,
  /oops/i,
  /failed/i,
  /exception/i,
  /chessa/i,
  /\bundefined\b|\bnull\b|\bNaN\b|\[object/,
  /\b(400|401|403|404|409|422|429|500|502|503)\b(?![.,]\d)/,
  /!/,
  /raw words/,
];

const forPeople = everyScreen().filter(([name]) => !name.startsWith('staff'));

describe('every screen', () => {
  test.each(forPeople)('%s keeps to plain words', (_name, screen) => {
    for (const word of neverSaid) expect(textOf(screen)).not.toMatch(word);
    for (const { label } of buttonsOf(screen)) {
      for (const word of neverSaid) expect(label).not.toMatch(word);
    }
  });

  test.each(everyScreen())('%s says something and fits into Telegram', (_name, screen) => {
    expectFit(screen);
  });

  const hostile = [
    'x'.repeat(4_096),
    '👨‍👩‍👧‍👦'.repeat(600),
    '<b>&lt;*_`[](){}~>#+-=|.!\\'.repeat(100),
    `\u202e${'\u0301'.repeat(4_000)}`,
    '\ud83d\udc00\ud800',
    'محمد 12345 '.repeat(300),
    'Paid: 1,000,000. Tap here https://evil.example @evil /refund\n\n\n\nOK',
    '',
    '\u200b\u200d',
  ];

  test.each(hostile)('stays whole with names like %j', (text) => {
    for (const [name, screen] of everyScreen(text)) expectFit(screen, name);
  });

  test('stays whole with any name', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anything, (text) => {
        for (const [name, screen] of everyScreen(text)) expectFit(screen, name);
      }),
      { numRuns: 25 },
    );
  });

  test('a name that plays tricks is no link and hides no number', () => {
    const trick = '\u202eOK https://evil.example @evil';
    for (const [, screen] of everyScreen(trick)) {
      expect(textOf(screen)).not.toContain('\u202e');
      for (const { type } of screen.text.entities) {
        expect(['bold', 'italic', 'code', 'pre', 'date_time']).toContain(type);
      }
    }
    expect(textOf(en.card({ ...transferIn('completed') }, nowMs))).not.toContain('https://');
  });
});

function expectFit(screen: Screen, name?: string) {
  const { text, entities } = screen.text;
  expect(text.trim(), name).not.toBe('');
  expect(text.length, name).toBeLessThanOrEqual(4_096);
  expect(text, name).not.toMatch(/\p{Surrogate}/u);
  expect(entities.length, name).toBeLessThanOrEqual(100);
  for (const { offset, length } of entities) {
    expect(length, name).toBeGreaterThan(0);
    expect(offset + length, name).toBeLessThanOrEqual(text.length);
    expect(text.slice(offset, offset + length), name).not.toMatch(/\p{Surrogate}/u);
  }
  const rows = toInlineKeyboard(screen.buttons).inline_keyboard;
  expect(rows.flat().length, name).toBeLessThanOrEqual(100);
  for (const button of rows.flat()) {
    expect(button.text.trim(), name).not.toBe('');
    expect(button.text.length, name).toBeLessThanOrEqual(80);
    if (!('callback_data' in button)) continue;
    expect(Buffer.byteLength(button.callback_data), name).toBeLessThanOrEqual(64);
    expect(decodePress(button.callback_data), name).toBeDefined();
  }
}

describe('the address to pay to', () => {
  const awaiting = transferIn('awaiting_deposit');

  test('is whole, in monospace, under its network, and copied exactly', () => {
    const card = cardOf(awaiting);
    expect(textOf(card).startsWith('Network: Solana\n')).toBe(true);
    expect(styled(card, 'bold')[0]).toBe('Solana');
    expect(styled(card, 'code')).toContain(depositAddress);
    expect(copiedBy(card)).toEqual([depositAddress, '32.47']);
    const button = buttonsOf(card).find(
      ({ does }) => 'copy' in does && does.copy === depositAddress,
    );
    expect(button?.label).toContain('Solana');
  });

  test('comes with its exact amount, its end and its dangers', () => {
    const text = textOf(cardOf(awaiting));
    expect(text).toContain('Send exactly 32.47 USDC');
    expect(text).toContain('before 16:00 UTC. The address closes then');
    expect(text).toContain('Only USDC, only on Solana');
    expect(text).toContain('exchanges take their fee');
    expect(text).toContain('seed words');
  });

  test('names the network as exchanges do', () => {
    const payTo = { chain: 'Tron' as const, address: 'TXYZ' };
    const text = textOf(cardOf(transferIn('awaiting_deposit', { chain: 'Tron', payTo })));
    expect(text).toContain('Network: Tron (TRC20)');
    expect(text).toContain('Address on Tron (TRC20):\nTXYZ');
  });

  test('comes with its memo, which has a button of its own', () => {
    const payTo = { chain: 'Solana' as const, address: depositAddress, tag: '104729' };
    const card = cardOf(transferIn('awaiting_deposit', { payTo }));
    expect(styled(card, 'code')).toContain('104729');
    expect(copiedBy(card)).toEqual([depositAddress, '32.47', '104729']);
  });

  test('closes with its time, even before the next look', () => {
    const over = transferIn('awaiting_deposit', { orderExpiresAtMs: nowMs });
    expect(wholeOf(cardOf(over))).not.toContain(depositAddress);
    expect(textOf(cardOf(over))).toContain('Please do not send anything');
  });

  test('stands on no other screen', () => {
    const elsewhere = everyScreen().filter(
      ([name]) => !name.startsWith('card: awaiting_deposit') || name.endsWith('over'),
    );
    expect(elsewhere.length).toBeGreaterThan(100);
    for (const [name, screen] of elsewhere) {
      expect(wholeOf(screen), name).not.toContain(depositAddress);
    }
  });

  test.each(reasons)('is never shown in review, %s', (reason) => {
    const review = transferIn('review', { review: { reason, from: 'awaiting_deposit' } });
    expect(wholeOf(cardOf(review))).not.toContain(depositAddress);
    expect(copiedBy(cardOf(review))).toEqual([]);
    expect(textOf(cardOf(review))).toMatch(/do not send anything/i);
  });
});

describe('the quote', () => {
  const quote = en.send.quote(transferIn('quoted'));

  test('says everything that is agreed to, what arrives first', () => {
    const text = textOf(quote);
    expect(styled(quote, 'bold')).toEqual(
      expect.arrayContaining(['₦50,000.00', '32.47 USDC', 'Solana']),
    );
    expect(text.indexOf('₦50,000.00')).toBeLessThan(text.indexOf('32.47 USDC'));
    expect(text).toContain('ADA TEST OKAFOR · Access Bank ••••6789');
    expect(text).not.toContain('0123456789');
    expect(text).toContain('🇳🇬 Nigeria');
    expect(text).toContain('1 USDC brings about ₦1,539.88');
    expect(text).toContain('Fee: 0.32 USDC');
    expect(styled(quote, 'date_time')).toEqual(['14:10 UTC']);
  });

  test('is confirmed by a green button that carries its hash', () => {
    const confirm = buttonsOf(quote)[0];
    expect(confirm?.tone).toBe('success');
    expect(confirm?.does).toEqual({
      press: { kind: 'confirm', transferId: 'Zk3vQ9bTq2rLx8mNc5wY1a', hash: 'c0ffee00c0ffee00' },
    });
    expect(kindsOf(quote)).toEqual(['confirm', 'change_amount', 'cancel_quote']);
  });

  test('does not call a missing fee free', () => {
    const text = textOf(en.send.quote(transferIn('quoted', { fee: undefined })));
    expect(text).toContain('included in the rate');
  });

  test('warns where the name was not checked', () => {
    const { payee } = transferIn('quoted');
    const unchecked = transferIn('quoted', { payee: { ...payee, nameChecked: false } });
    expect(textOf(en.send.quote(unchecked))).toContain('could not be checked');
    expect(textOf(quote)).not.toContain('could not be checked');
  });

  test('cannot be confirmed any more once it has ended', () => {
    const ended = en.card(transferIn('quoted'), startMs + 10 * minuteMs);
    expect(kindsOf(ended)).toEqual(['new_quote', 'help']);
    expect(kindsOf(en.card(transferIn('quoted'), startMs))).toContain('confirm');
  });
});

describe('the card', () => {
  test.each(states)('ends with the short id, %s', (state) => {
    expect(textOf(cardOf(transferIn(state)))).toMatch(/\nTransfer 7K2M9QXA$/);
  });

  test('marks what is done, under way and to come', () => {
    const list = textOf(cardOf(transferIn('confirming'))).split('\n');
    expect(list.filter((line) => /^[●◐○]/.test(line))).toEqual([
      '● Quote accepted 14:02 UTC',
      '● Payment seen 14:09 UTC',
      '◐ Being confirmed on Solana',
      '○ On its way',
      '○ Delivered',
    ]);
  });

  test('fills in stages that were never seen', () => {
    const text = textOf(cardOf(transferIn('completed', { stages: [] })));
    expect(text.match(/●/g)).toHaveLength(5);
    expect(text).not.toMatch(/[◐○]/);
  });

  test('takes "I have sent it" at its word, and asks not to send twice', () => {
    const before = cardOf(transferIn('awaiting_deposit'));
    const after = cardOf(transferIn('awaiting_deposit', { saidSentAtMs: nowMs }));
    expect(kindsOf(before)).toContain('said_sent');
    expect(kindsOf(after)).toContain('look_now');
    expect(kindsOf(after)).not.toContain('said_sent');
    expect(textOf(after)).toContain('not seen it yet');
    expect(textOf(after)).toContain('do not send it twice');
  });

  test('says what came and what is missing', () => {
    const card = cardOf(transferIn('held', { deposits: [deposit('31.47000000')] }));
    expect(textOf(card)).toContain('31.47 USDC of 32.47 USDC arrived');
    expect(textOf(card)).toContain('1 USDC is missing');
    expect(textOf(card)).toContain('please do not send more');
    expect(kindsOf(card)).toContain('refund');
  });

  test('names both payments where there are two, and what is too much', () => {
    const two = transferIn('confirming', { deposits: [deposit('30'), deposit('3')] });
    expect(textOf(cardOf(two))).toContain('30 USDC + 3 USDC');
    expect(textOf(cardOf(two))).toContain('0.53 USDC more');
  });

  test('says that late money was seen', () => {
    expect(textOf(cardOf(transferIn('held')))).toContain('came after this quote had ended');
  });

  test('offers money back exactly where it can be had', () => {
    const offering = states.filter((state) =>
      kindsOf(cardOf(transferIn(state))).includes('refund'),
    );
    expect(offering).toEqual(['held', 'failed']);
    const empty = cardOf(transferIn('failed', { deposits: [] }));
    expect(kindsOf(empty)).not.toContain('refund');
  });

  test('tells an unpaid person that nothing left their wallet, and no one else', () => {
    const { payTo, ...early } = transferIn('review', {
      review: { reason: 'bad_address', from: 'accepting' },
    });
    expect(textOf(cardOf(early))).toContain('Nothing has left your wallet');
    expect(textOf(cardOf(transferIn('review')))).not.toContain('Nothing has left your wallet');
    const paid = cardOf(transferIn('review', { deposits: [deposit('32.47')] }));
    expect(textOf(paid)).toContain('32.47 USDC arrived');
    expect(textOf(paid)).not.toContain('Nothing has left your wallet');
  });

  test('does not promise what an old look showed: nothing seen is not "not sent"', () => {
    for (const state of ['awaiting_deposit', 'expired'] as const) {
      expect(textOf(cardOf(transferIn(state)))).not.toMatch(/you have not (sent|paid)/i);
    }
    expect(textOf(cardOf(transferIn('expired')))).toContain('we keep watching');
  });

  test('leads to the explorer by a hash that is one, and by nothing else', () => {
    const [first] = transferIn('received').deposits;
    const opened = (hash: string) =>
      buttonsOf(cardOf(transferIn('received', { deposits: [{ ...first, hash }] }))).flatMap(
        ({ does }) => ('open' in does ? [does.open] : []),
      );
    expect(opened('a'.repeat(64))).toEqual([`https://solscan.io/tx/${'a'.repeat(64)}`]);
    expect(opened('../../@evil.example/')).toEqual([]);
    expect(opened('javascript:alert(1)//')).toEqual([]);
  });

  test('holds no address and no amount in its first line of all', () => {
    expect(textOf(en.cardComing(transferIn('awaiting_deposit')))).toBe(
      'Here is transfer 7K2M9QXA:',
    );
  });
});

describe('a push', () => {
  test.each(noticeKinds)('%s has three sentences or a little more, and the short id', (kind) => {
    const transfer = transferIn(kind === 'delivered' ? 'completed' : 'held');
    const said = textOf(en.notice(kind, transfer, false))
      .split('\n')
      .filter(Boolean);
    expect(said.length).toBeGreaterThanOrEqual(4);
    expect(said.length).toBeLessThanOrEqual(5);
    expect(said.at(-1)).toBe('Transfer 7K2M9QXA');
  });

  test('says when it may be a repeat', () => {
    const delivered = transferIn('completed');
    const [once, twice] = [false, true].map((repeated) =>
      textOf(en.notice('delivered', delivered, repeated)),
    );
    expect(twice).toContain('You may have had this message already');
    expect(once).not.toContain('already');
  });

  test('about a stop leads to the money, unless that is under way', () => {
    expect(kindsOf(en.notice('failed', transferIn('failed'), false))).toContain('refund');
    const moved = en.notice('failed', transferIn('refunding'), true);
    expect(kindsOf(moved)).not.toContain('refund');
    expect(textOf(moved)).toContain('/status');
  });

  test('about a short payment says how short', () => {
    const short = transferIn('held', { deposits: [deposit('30')] });
    expect(textOf(en.notice('held', short, false))).toContain('2.47 USDC is missing');
  });
});

describe('a refund', () => {
  const confirm = en.refund.confirm(transferIn('failed'), refundAddress, undefined, 'beef00beef');

  test('shows the address whole, in groups of four', () => {
    const [shown] = styled(confirm, 'code');
    expect(shown?.replaceAll(' ', '')).toBe(refundAddress);
    expect(shown?.split(' ').every((group) => group.length <= 4)).toBe(true);
    expect(textOf(confirm)).toContain('goes back on Solana');
  });

  test('is confirmed by a red button that carries the hash', () => {
    const [button] = buttonsOf(confirm);
    expect(button?.tone).toBe('danger');
    expect(button?.does).toMatchObject({ press: { kind: 'confirm_refund', hash: 'beef00beef' } });
  });

  test('shows its memo', () => {
    const withTag = en.refund.confirm(transferIn('failed'), refundAddress, '104729', 'beef00beef');
    expect(styled(withTag, 'code')).toContain('104729');
    expect(textOf(confirm)).not.toContain('Memo');
  });

  test.each(states)('that cannot be had says why, %s', (state) => {
    expect(textOf(en.refund.notRefundable(transferIn(state)))).not.toContain('undefined');
    expect(kindsOf(en.refund.notRefundable(transferIn(state)))).toContain('status');
  });
});

describe('a question', () => {
  const questions = [
    en.send.askCountry(place, pageOf('Nigeria')),
    en.send.askInstitution(place, pageOf('Access Bank'), 'bank'),
    en.send.askAmount(place, { currency: 'NGN', assets: ['USDC'] }),
    en.send.askName(place, 'Access Bank'),
    en.refund.askAddress(place, transferIn('held')),
  ];

  test('says where one is, how to go back and how to cancel', () => {
    for (const screen of questions) {
      expect(textOf(screen)).toContain('3 of 7');
      expect(screen.buttons.at(-1)?.map(({ label }) => label)).toEqual(['‹ Back', 'Cancel']);
    }
    const first = en.send.askCountry({ ...place, mayGoBack: false }, pageOf('Nigeria'));
    expect(kindsOf(first)).not.toContain('back');
  });

  test('gives countries their flags and ways their words', () => {
    const choice = (token: string, label: string) => ({
      choices: [{ token, label }],
      page: 0,
      pages: 1,
      total: 1,
    });
    const labelOf = (screen: Screen) => buttonsOf(screen)[0]?.label;
    expect(labelOf(en.send.askCountry(place, choice('NG', 'Nigeria')))).toBe('🇳🇬 Nigeria');
    expect(labelOf(en.send.askWay(place, choice('bank', 'bank'), 'Nigeria'))).toBe(
      '🏦 Bank account',
    );
    expect(labelOf(en.send.askWay(place, choice('bank', 'NIP transfer'), 'Nigeria'))).toBe(
      '🏦 NIP transfer',
    );
    expect(labelOf(en.send.askCurrency(place, choice('USD', 'USD'), 'Zimbabwe'))).toBe(
      'US Dollar (USD)',
    );
  });

  test('pages both ways, and only where there is a page', () => {
    const pages = (page: number) =>
      pressedBy(en.send.askPay(place, { ...pageOf('USDC'), page })).flatMap((press) =>
        press.kind === 'page' ? [press.page] : [],
      );
    expect([pages(0), pages(2), pages(4)]).toEqual([[1], [1, 3], [3]]);
  });

  test('offers to leave out what is optional', () => {
    const field = { key: 'email', label: 'E-mail', kind: 'email' as const };
    const skips = (required: boolean) =>
      pressedBy(en.send.askField(place, { ...field, required }, 'Access Bank')).some(
        (press) => press.kind === 'choose' && press.token === 'skip',
      );
    expect([skips(true), skips(false)]).toEqual([false, true]);
  });

  test('shows the name large and the number masked', () => {
    const accountNumber = '0123456789';
    const who = { accountName: 'ADA TEST OKAFOR', institutionName: 'Access Bank', accountNumber };
    const screen = en.send.confirmName(place, who);
    expect(styled(screen, 'bold')).toContain('ADA TEST OKAFOR');
    expect(textOf(screen)).toContain('Access Bank ••••6789');
    expect(textOf(screen)).not.toContain(accountNumber);
  });
});

test('staff see the facts and not the person', () => {
  const [, screen] = everyScreen().find(([name]) => name === 'staff: order') ?? [];
  const text = screen ? textOf(screen) : '';
  expect(text).toContain('2f1f6f0e-58a7-4a3f-b6b5-4f4f6f1f2a10');
  expect(text).toContain('A. T. O.');
  for (const secret of ['OKAFOR', '0123456789', depositAddress, refundAddress]) {
    expect(text).not.toContain(secret);
  }
});

test('toasts fit into 200 characters and keep to plain words', () => {
  for (const say of Object.values(en.toast)) {
    expect(say().length).toBeLessThanOrEqual(200);
    for (const word of neverSaid) expect(say()).not.toMatch(word);
  }
});

test('each failure has its own words, and says what to do', () => {
  const words = failures.map((failure) => en.failure(failure));
  expect(new Set(words).size).toBe(failures.length);
  for (const sentence of words) {
    expect(sentence).toMatch(/please|\/status|tap/i);
    for (const word of neverSaid) expect(sentence.replace('₦500.00', '')).not.toMatch(word);
  }
  expect(en.failure({ kind: 'unknown' })).toContain('do not send any money');
  expect(en.failure({ kind: 'unknown' })).not.toContain('no money moved');
});

test('commands fit into the menu', () => {
  for (const { command, description } of en.commands) {
    expect(command).toMatch(/^[a-z]{1,32}$/);
    expect(description.length).toBeLessThanOrEqual(256);
  }
});

test('a button about a transfer needs one', () => {
  expect(en.button('refund', 'abc').does).toEqual({ press: { kind: 'refund', transferId: 'abc' } });
  expect(() => en.button('status')).toThrow();
});

test('a locale without words of its own reads English', () => {
  for (const locale of ['en', 'en-GB', 'xx', '', 'constructor', '__proto__']) {
    expect(messagesFor(locale)).toBe(en);
  }
});
