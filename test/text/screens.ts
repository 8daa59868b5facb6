/** Every screen that a language has, with one text wherever something comes from outside. */
import type { Corridor } from '../../src/domain/corridor.ts';
import type { NoticeKind, Transfer, TransferState } from '../../src/domain/transfer.ts';
import { en } from '../../src/text/en/index.ts';
import type { Messages, PeopleMessages } from '../../src/text/messages.ts';
import { languages } from '../../src/text/messages-for.ts';
import type { Screen } from '../../src/text/screen.ts';
import {
  deposit,
  depositAddress,
  failures,
  fieldOf,
  minuteMs,
  noticeKinds,
  pageOf,
  place,
  reasons,
  recipientOf,
  refundAddress,
  startMs,
  states,
  transferIn,
} from './samples.ts';
import { caseWith, staffScreens } from './staff-screens.ts';

type Named = readonly [name: string, screen: Screen];

/** Every screen about a transfer, with `text` in every place that is filled from outside. */
export function everyScreen(text = 'Access Bank', words: Messages = en): Named[] {
  return [...peopleScreens(text, words), ...staffScreens(text)];
}

/** Those that people who send money read, in one language. */
export function peopleScreens(text: string, words: PeopleMessages): Named[] {
  return [
    ...cards(text, words),
    ...notices(text, words),
    ...sendScreens(text, words),
    ...others(text, words),
  ];
}

/** The transfer with `text` wherever a person, a bank or a configuration could have put it. */
export function withText(transfer: Transfer, text: string): Transfer {
  if (text === 'Access Bank') return transfer;
  const names = {
    accountName: text,
    institutionName: text,
    accountNumber: text,
    countryCode: 'QQ',
    countryName: text,
  };
  return { ...transfer, payee: { ...transfer.payee, ...names }, shortId: text, orderStatus: text };
}

function cards(text: string, words: PeopleMessages): Named[] {
  const nowMs = startMs + 15 * minuteMs;
  const variants: [string, Transfer][] = [
    ...states.map((state): [string, Transfer] => [state, transferIn(state)]),
    ['awaiting_deposit, said sent', transferIn('awaiting_deposit', { saidSentAtMs: nowMs })],
    [
      'awaiting_deposit, with memo',
      transferIn('awaiting_deposit', {
        payTo: { chain: 'Solana', address: depositAddress, tag: '104729' },
      }),
    ],
    ['awaiting_deposit, over', transferIn('awaiting_deposit', { orderExpiresAtMs: nowMs - 1 })],
    ['confirming, over', transferIn('confirming', { deposits: [deposit('33')] })],
    ['confirming, two', transferIn('confirming', { deposits: [deposit('30'), deposit('2.47')] })],
    ['held, short', transferIn('held', { deposits: [deposit('31.47')] })],
    ['held, other asset', transferIn('held', { deposits: [deposit('32.47', 'USDT')] })],
    [
      'completed, extra back',
      transferIn('completed', { deposits: [deposit('33')], extraBack: { status: 'completed' } }),
    ],
    ['failed, no deposit', transferIn('failed', { deposits: [], stages: [] })],
    ...reasons.map((reason): [string, Transfer] => {
      const early = reasons.indexOf(reason) < 5;
      const from = early ? ('accepting' as const) : ('awaiting_deposit' as const);
      const base = transferIn('review', { review: { reason, from } });
      const { payTo, ...hidden } = base;
      return [`review, ${reason}`, early ? hidden : base];
    }),
    ['review, paid', transferIn('review', { deposits: [deposit('32.47')] })],
  ];
  return variants.map(([name, transfer]) => {
    return [`card: ${name}`, words.card(withText(transfer, text), nowMs)];
  });
}

const stateOfNotice: Record<NoticeKind, TransferState> = {
  deposit_seen: 'confirming',
  delivered: 'completed',
  failed: 'failed',
  refunded: 'refunded',
  held: 'held',
  late_deposit: 'received',
  more_arrived: 'paying_out',
  expires_soon: 'awaiting_deposit',
  no_address: 'cancelled',
  do_not_pay: 'review',
  goes_on: 'paying_out',
  extra_back: 'completed',
  refund_dropped: 'paying_out',
};

function notices(text: string, words: PeopleMessages): Named[] {
  return noticeKinds.flatMap((kind): Named[] => {
    const extraBack = { status: 'completed' } as const;
    const patch = kind === 'extra_back' ? { deposits: [deposit('33')], extraBack } : {};
    const transfer = withText(transferIn(stateOfNotice[kind], patch), text);
    return [
      [`notice: ${kind}`, words.notice(kind, transfer, false)],
      [`notice: ${kind}, repeated`, words.notice(kind, transfer, true)],
    ];
  });
}

function sendScreens(text: string, words: PeopleMessages): Named[] {
  const { send } = words;
  const page = pageOf(text, text, text);
  const limits = { min: '500', max: '5000000', currency: 'NGN' };
  const who = { accountName: text, institutionName: text, accountNumber: text };
  const estimate = { asset: 'USDC', rate: '1540.123456' };
  const payees = [
    { token: 'a'.repeat(24), payee: who },
    { token: 'b'.repeat(24), payee: who },
  ];
  return [
    ['send: recipient', send.askRecipient(place, { recipients: payees, total: 2 })],
    [
      'send: recipient, searched',
      send.askRecipient(place, { recipients: payees, total: 9, search: text }),
    ],
    ['send: country', send.askCountry(place, page)],
    ['send: country, searched', send.askCountry(place, { ...page, search: text })],
    ['send: currency', send.askCurrency(place, page, text)],
    ['send: way', send.askWay(place, page, text, limits)],
    ['send: bank', send.askInstitution(place, page, 'bank')],
    ['send: mobile money', send.askInstitution(place, page, 'mobile_money')],
    ['send: field', send.askField(place, fieldOf(text), text)],
    ['send: field, list', send.askField(place, fieldOf(text), text, page)],
    ['send: name', send.confirmName(place, who)],
    ['send: number again', send.repeatNumber(place, text, text)],
    ['send: name typed', send.askName(place, text)],
    [
      'send: amount',
      send.askAmount(place, { payee: who, currency: 'NGN', assets: ['USDC'], limits, estimate }),
    ],
    ['send: pay', send.askPay(place, page)],
    ['send: quote', send.quote(withText(transferIn('quoted'), text))],
    ['send: no configuration', send.noConfiguration()],
    ['send: own quotes', send.tooManyQuotes('own', 1_800_000)],
    ['send: all quotes', send.tooManyQuotes('all', 20_000)],
    ['send: quote unsafe', send.quoteUnsafe()],
    ...failures.map((failure, at): Named => [`send: no quote ${at}`, send.quoteFailed(failure)]),
  ];
}

function corridorOf(name: string): Corridor {
  return { key: 'NG:NGN', country: { code: 'QQ', name }, currency: 'NGN', ways: [] };
}

function others(text: string, words: PeopleMessages): Named[] {
  const { refund } = words;
  const held = withText(transferIn('held'), text);
  const awaiting = withText(transferIn('awaiting_deposit'), text);
  const list = states.map((state) => withText(transferIn(state), text));
  const known = recipientOf(withText(transferIn('completed'), text));
  return [
    ['recipients', words.recipients.list([known, { ...known, id: 'c'.repeat(24) }])],
    ['recipients: nobody', words.recipients.list([])],
    ['recipients: one', words.recipients.one(known)],
    ['recipients: forget?', words.recipients.askForget(known)],
    ['recipients: forgotten', words.recipients.forgotten(known)],
    ['recipients: gone', words.recipients.gone()],
    ['refund: which', refund.which([held, held])],
    ['refund: nothing', refund.nothingToRefund()],
    ...list.map((one): Named => [`refund: not ${one.state}`, refund.notRefundable(one)]),
    ['refund: address', refund.askAddress(place, held)],
    ['refund: tag', refund.askTag(place, held)],
    ...[false, true].map((lacksChecksum): Named => {
      const to = { address: refundAddress, tag: '104729', lacksChecksum };
      return [`refund: confirm ${lacksChecksum}`, refund.confirm(held, to, 'beef00beef00beef')];
    }),
    ['refund: again', refund.askAgain(held)],
    ['refund: refused', refund.refused(held)],
    ['support: ask', words.support.ask(held)],
    ['support: ask about nothing', words.support.ask(undefined)],
    ['support: ask more', words.support.askMore(caseWith(text))],
    ['support: received', words.support.received(caseWith(text))],
    ['support: mine', words.support.mine(Array(5).fill(caseWith(text)))],
    ['support: answer', words.support.answer(caseWith(text), text.slice(0, 2_000), true)],
    ['support: closed', words.support.closed(caseWith(text, { state: 'closed' }))],
    ['support: left', words.support.left()],
    ...[3, 1].map((pages): Named => {
      const unmatched = pages === 3 ? text : undefined;
      const about = {
        corridors: [corridorOf(text)],
        page: 1,
        pages,
        ...(unmatched && { unmatched }),
      };
      return [`rates: which, ${pages}`, words.rates.which(about)];
    }),
    ...[[{ asset: 'USDC', rate: '1540.123456' }], []].map((rates): Named => {
      return [`rates: ${rates.length}`, words.rates.there({ corridor: corridorOf(text), rates })];
    }),
    ['share', words.share.link(held, `https://bot.example/t/${'x'.repeat(71)}`)],
    ['share: stopped', words.share.stopped(held)],
    ['privacy', words.privacy.about(undefined)],
    ['privacy: deletion asked', words.privacy.about({ transfers: 1, cases: 0 })],
    ['privacy: delete?', words.privacy.askDelete({ transfers: 0, cases: 0 })],
    ['privacy: delete, with things open?', words.privacy.askDelete({ transfers: 3, cases: 2 })],
    ['privacy: deleted', words.privacy.deleted()],
    ['privacy: deleted later', words.privacy.deletedLater({ transfers: 1, cases: 1 })],
    ['privacy: kept', words.privacy.kept()],
    ['start', words.start()],
    ['help', words.help()],
    ['unknown command', words.unknownCommand()],
    ['not understood', words.notUnderstood()],
    ['not understood beside a transfer', words.notUnderstood(undefined, transferIn('paying_out'))],
    ['nothing to cancel', words.nothingToCancel([])],
    [
      'nothing to cancel beside a transfer',
      words.nothingToCancel([transferIn('awaiting_deposit')]),
    ],
    [
      'nothing to cancel beside several',
      words.nothingToCancel([transferIn('paying_out'), transferIn('held')]),
    ],
    ['not understood beside a quote', words.notUnderstood('quote')],
    ['not understood beside an address', words.notUnderstood('refund_address')],
    ['private only', words.privateOnly('remit_test_bot')],
    ['something broke', words.somethingBroke()],
    ['too fast', words.tooFast()],
    ['busy', words.busy()],
    ['gave up', words.gaveUp()],
    ['took too long', words.tookTooLong()],
    ['card coming', words.cardComing(awaiting)],
    ['card moved', words.cardMoved(awaiting)],
    ['quote cancelled', words.quoteClosed(awaiting, 'cancelled')],
    ['quote ended', words.quoteClosed(awaiting, 'ended')],
    ['quote without an address', words.quoteClosed(awaiting, 'no_address')],
    ['quote replaced', words.quoteClosed(awaiting, 'replaced')],
    ['qr caption', words.qrCaption(awaiting)],
    ['receipt caption', words.receipt.caption(awaiting)],
    ['not found', words.transferNotFound()],
    ['not for you', words.notForYou()],
    ['paused', words.paused(`${text} and more`)],
    ['no transfers', words.transferList([])],
    ['transfers', words.transferList(list)],
    ['language', words.language.choose(languages)],
    ['language: chosen', words.language.chosen(languages)],
    ['broadcast', words.broadcast(`${text}\nand more`)],
  ];
}
