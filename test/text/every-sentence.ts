/** Every single sentence that a language has outside of screens, said with the same values. */
import { transferStates } from '../../src/domain/transfer.ts';
import type { PeopleMessages } from '../../src/text/messages.ts';
import { deposit, failures, fieldOf, startMs, transferIn } from './samples.ts';

type Named = readonly [name: string, sentence: string];

/** With `text` wherever something comes from outside. */
export function everySentence(text: string, words: PeopleMessages): Named[] {
  return [
    ['language name', words.languageName],
    ['before start', words.beforeStart],
    ['too old', words.tooOld()],
    ['not typed here', words.notTypedHere()],
    ['paused here', words.pausedHere(text)],
    ['support: not taken', words.support.notTaken()],
    ['receipt: coming', words.receipt.coming()],
    ['receipt: not yet', words.receipt.notYet()],
    ['refund: several addresses', words.refund.severalAddresses('Solana')],
    ['share: button', words.share.button(transferIn('completed')).label],
    ['share: not now', words.share.notNow()],
    ...pages(words),
    ...receipts(words),
    ...failures.map((failure, at): Named => [`failure ${at}`, words.failure(failure)]),
    ...words.commands.map(({ command, description }): Named => [`/${command}`, description]),
    ...Object.entries(words.toast).map(([name, say]): Named => [`toast: ${name}`, say()]),
    ...(['send', 'help', 'refund', 'status'] as const).map((kind): Named => {
      return [`button: ${kind}`, words.button(kind, transferIn('held').id).label];
    }),
    ...names(text, words),
    ...remarks(text, words),
    ...answers(text, words),
    ...addresses(words),
  ];
}

/** What stands on receipts, a line each. */
function receipts({ receipt }: PeopleMessages): Named[] {
  const deposits = [deposit('33')];
  const extraBack = { status: 'completed', amount: { amount: '0.53', currency: 'USDC' } } as const;
  const transfers = [
    transferIn('completed', { deposits, extraBack }),
    transferIn('refunded'),
    transferIn('refunded', { refund: undefined }),
  ];
  return transfers.flatMap((transfer, at) => {
    const page = receipt.page(transfer, { payer: 'Test Payer', nowMs: startMs });
    const rows = page.parts.flatMap(({ heading, rows }) => [
      heading,
      ...rows.flatMap(({ label, value }) => [label, value]),
    ]);
    const lines = [
      page.title,
      page.ended.words,
      page.amount,
      ...page.whom,
      ...rows,
      ...page.footer,
    ];
    return lines.map((line, n): Named => [`receipt ${at}, line ${n}`, line]);
  });
}

/** What stands on the page of a shared transfer, in each state, a line each. */
function pages({ progress }: PeopleMessages): Named[] {
  const seen = transferStates.flatMap((state) => {
    const {
      title,
      about,
      amount,
      payee,
      headline,
      sentence,
      stagesLabel,
      stages,
      looked,
      renewal,
    } = progress.page(transferIn(state, { lookedAtMs: startMs }));
    const renewed = renewal ? [renewal.runs, renewal.stop, renewal.stands, renewal.goOn] : [];
    const listed = stages.flatMap(({ mark, words }) => [mark, words]);
    const facts = [amount.label, amount.value, payee.label, payee.account, looked?.label ?? ''];
    return [title, about, ...facts, headline, sentence, stagesLabel, ...listed, ...renewed];
  });
  const empty = [progress.notFound(), progress.later()];
  return [...seen, ...empty.flatMap(({ title, sentence }) => [title, sentence])].map(
    (line, n): Named => [`page, line ${n}`, line],
  );
}

function names(text: string, { send }: PeopleMessages): Named[] {
  const payee = { accountName: text, institutionName: text, accountNumber: '0123456789' };
  const ours = { key: 'accountNumber', label: 'Account number', ours: true, required: true };
  return [
    ['recipient name', send.recipientName(payee)],
    ['somebody new', send.somebodyNew()],
    ['country', send.countryName('DE', 'Germany')],
    ['country without a name', send.countryName('QQ', text)],
    ['currency', send.currencyName('USD')],
    ['currency without a name', send.currencyName('QQQ')],
    ['pay', send.payName('USDC', 'Tron')],
    ['field', send.fieldName(fieldOf(text))],
    ['our field', send.fieldName({ ...ours, kind: 'text' })],
    ['our phone field', send.fieldName({ ...ours, kind: 'phone' })],
    ['our name field', send.fieldName({ ...ours, key: 'accountName', kind: 'text' })],
    ...(['bank', 'mobile_money', 'other'] as const).flatMap((kind): Named[] => [
      [`way: ${kind}`, send.wayName(kind, kind)],
      [`way: ${kind}, named`, send.wayName(kind, text)],
    ]),
  ];
}

function remarks(text: string, { send }: PeopleMessages): Named[] {
  const lists = ['recipient', 'country', 'institution', 'pay', 'other'] as const;
  return [
    ['answer no longer fits', send.answerNoLongerFits(text, text)],
    ['holder changed', send.holderChanged(text)],
    ...lists.map((list): Named => [`nothing matches ${list}`, send.nothingMatches(text, list)]),
    ['type or tap', send.typeOrTap()],
    ['tap one', send.tapOne()],
    ['unknown unit', send.unknownUnit('EUR', ['NGN', 'USDC'])],
    ['numbers differ', send.numbersDiffer()],
    ['account not recognised', send.accountNotRecognised(text)],
    ['number looks off', send.numberLooksOff(fieldOf(text), text)],
    ['rules changed', send.rulesChanged(fieldOf(text))],
    ['no longer offered', send.noLongerOffered(text)],
    ['still asking', send.stillAsking()],
    ['who first', send.shortcut.whoFirst()],
    ['nobody', send.shortcut.nobody(text, false)],
    ['nobody, amount kept', send.shortcut.nobody(text, true)],
    ['several', send.shortcut.several(text, false)],
    ['several, amount kept', send.shortcut.several(text, true)],
    ['resumed', send.resumed()],
    ['cancelled', send.cancelled(false)],
    ['cancelled, others go on', send.cancelled(true)],
  ];
}

function answers(text: string, { send }: PeopleMessages): Named[] {
  const field = fieldOf(text);
  const problem = (about: Parameters<typeof send.fieldProblem>[1]): Named => {
    return [`field: ${JSON.stringify(about)}`, send.fieldProblem(field, about, text)];
  };
  const amount = (about: Parameters<typeof send.amountProblem>[0]): Named => {
    return [`amount: ${JSON.stringify(about)}`, send.amountProblem(about, 'NGN')];
  };
  const limits = { min: '500', max: '5000000', currency: 'NGN' };
  return [
    problem({ kind: 'empty' }),
    problem({ kind: 'too_short', length: 1, min: 8 }),
    problem({ kind: 'too_long', length: 12, max: 10 }),
    problem({ kind: 'wrong_length', length: 9, expected: 10 }),
    problem({ kind: 'not_digits' }),
    problem({ kind: 'not_a_phone' }),
    problem({ kind: 'not_an_email' }),
    problem({ kind: 'not_a_date' }),
    problem({ kind: 'not_an_option' }),
    problem({ kind: 'pattern', example: 'AB12' }),
    problem({ kind: 'iban_abroad', country: 'DE' }),
    ...(['form', 'length', 'checksum'] as const).map((why) => {
      return problem({ kind: 'not_an_iban', why });
    }),
    problem({ kind: 'not_a_number' }),
    problem({ kind: 'ambiguous', readings: ['1.5', '1500'] }),
    problem({ kind: 'too_many_decimals', max: 0 }),
    problem({ kind: 'too_many_decimals', max: 2 }),
    problem({ kind: 'below', min: '0.5' }),
    problem({ kind: 'above', max: '20' }),
    problem({ kind: 'off_step', step: '0.25', from: '0' }),
    problem({ kind: 'off_step', step: '0.25', from: '1' }),
    amount({ kind: 'not_an_amount' }),
    amount({ kind: 'ambiguous', readings: ['50', '50000'] }),
    amount({ kind: 'zero' }),
    amount({ kind: 'too_long' }),
    amount({ kind: 'too_many_decimals', max: 0 }),
    amount({ kind: 'too_many_decimals', max: 2 }),
    ['below the limits', send.outsideLimits(limits, '400')],
    ['above the limits', send.outsideLimits(limits, '6000000')],
    ['at least', send.outsideLimits({ min: '500', currency: 'NGN' }, '400')],
    ['at most', send.outsideLimits({ max: '500', currency: 'NGN' }, '600')],
  ];
}

function addresses({ refund }: PeopleMessages): Named[] {
  return [
    ['address: empty', refund.addressProblem({ kind: 'empty' }, 'Tron')],
    ['address: alphabet', refund.addressProblem({ kind: 'alphabet' }, 'Tron')],
    ['address: length', refund.addressProblem({ kind: 'length' }, 'Tron')],
    ['address: checksum', refund.addressProblem({ kind: 'checksum' }, 'Tron')],
    ['address: chain', refund.addressProblem({ kind: 'other_chain', looksLike: 'Solana' }, 'Tron')],
    ['address: program', refund.addressProblem({ kind: 'not_a_wallet' }, 'Solana')],
    ['address: their own', refund.ownDepositAddress()],
    ['memo: missing', refund.tagProblem({ kind: 'missing' }, 'Tron')],
    ['memo: none', refund.tagProblem({ kind: 'not_used' }, 'Tron')],
  ];
}
