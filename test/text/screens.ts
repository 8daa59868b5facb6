/** Every screen that English has, with one text wherever something comes from outside. */
import type { Corridor } from '../../src/domain/corridor.ts';
import type { NoticeKind, Transfer, TransferState } from '../../src/domain/transfer.ts';
import { en } from '../../src/text/en/index.ts';
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
export function everyScreen(text = 'Access Bank'): Named[] {
  return [...cards(text), ...notices(text), ...sendScreens(text), ...others(text)];
}

/** The transfer with `text` wherever a person, a bank or a configuration could have put it. */
export function withText(transfer: Transfer, text: string): Transfer {
  if (text === 'Access Bank') return transfer;
  const names = {
    accountName: text,
    institutionName: text,
    accountNumber: text,
    countryName: text,
  };
  return { ...transfer, payee: { ...transfer.payee, ...names }, shortId: text, orderStatus: text };
}

function cards(text: string): Named[] {
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
    return [`card: ${name}`, en.card(withText(transfer, text), nowMs)];
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

function notices(text: string): Named[] {
  return noticeKinds.flatMap((kind): Named[] => {
    const extraBack = { status: 'completed' } as const;
    const patch = kind === 'extra_back' ? { deposits: [deposit('33')], extraBack } : {};
    const transfer = withText(transferIn(stateOfNotice[kind], patch), text);
    return [
      [`notice: ${kind}`, en.notice(kind, transfer, false)],
      [`notice: ${kind}, repeated`, en.notice(kind, transfer, true)],
    ];
  });
}

function sendScreens(text: string): Named[] {
  const { send } = en;
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
  return { key: 'NG:NGN', country: { code: 'NG', name }, currency: 'NGN', ways: [] };
}

function others(text: string): Named[] {
  const { refund } = en;
  const held = withText(transferIn('held'), text);
  const awaiting = withText(transferIn('awaiting_deposit'), text);
  const list = states.map((state) => withText(transferIn(state), text));
  const known = recipientOf(withText(transferIn('completed'), text));
  return [
    ['recipients', en.recipients.list([known, { ...known, id: 'c'.repeat(24) }])],
    ['recipients: nobody', en.recipients.list([])],
    ['recipients: one', en.recipients.one(known)],
    ['recipients: forget?', en.recipients.askForget(known)],
    ['recipients: forgotten', en.recipients.forgotten(known)],
    ['recipients: gone', en.recipients.gone()],
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
    ['support: ask', en.support.ask(held)],
    ['support: ask about nothing', en.support.ask(undefined)],
    ['support: ask more', en.support.askMore(caseWith(text))],
    ['support: received', en.support.received(caseWith(text))],
    ['support: mine', en.support.mine(Array(5).fill(caseWith(text)))],
    ['support: answer', en.support.answer(caseWith(text), text.slice(0, 2_000), true)],
    ['support: closed', en.support.closed(caseWith(text, { state: 'closed' }))],
    ['support: left', en.support.left()],
    ...[3, 1].map((pages): Named => {
      const unmatched = pages === 3 ? text : undefined;
      const about = {
        corridors: [corridorOf(text)],
        page: 1,
        pages,
        ...(unmatched && { unmatched }),
      };
      return [`rates: which, ${pages}`, en.rates.which(about)];
    }),
    ...[[{ asset: 'USDC', rate: '1540.123456' }], []].map((rates): Named => {
      return [`rates: ${rates.length}`, en.rates.there({ corridor: corridorOf(text), rates })];
    }),
    ['share', en.share.link(held, `https://bot.example/t/${'x'.repeat(71)}`)],
    ['share: stopped', en.share.stopped(held)],
    ['privacy', en.privacy.about(undefined)],
    ['privacy: deletion asked', en.privacy.about({ transfers: 1, cases: 0 })],
    ['privacy: delete?', en.privacy.askDelete({ transfers: 0, cases: 0 })],
    ['privacy: delete, with things open?', en.privacy.askDelete({ transfers: 3, cases: 2 })],
    ['privacy: deleted', en.privacy.deleted()],
    ['privacy: deleted later', en.privacy.deletedLater({ transfers: 1, cases: 1 })],
    ['privacy: kept', en.privacy.kept()],
    ['start', en.start()],
    ['help', en.help()],
    ['unknown command', en.unknownCommand()],
    ['not understood', en.notUnderstood()],
    ['not understood beside a transfer', en.notUnderstood(undefined, transferIn('paying_out'))],
    ['nothing to cancel', en.nothingToCancel([])],
    ['nothing to cancel beside a transfer', en.nothingToCancel([transferIn('awaiting_deposit')])],
    [
      'nothing to cancel beside several',
      en.nothingToCancel([transferIn('paying_out'), transferIn('held')]),
    ],
    ['not understood beside a quote', en.notUnderstood('quote')],
    ['not understood beside an address', en.notUnderstood('refund_address')],
    ['private only', en.privateOnly('remit_test_bot')],
    ['something broke', en.somethingBroke()],
    ['too fast', en.tooFast()],
    ['busy', en.busy()],
    ['gave up', en.gaveUp()],
    ['took too long', en.tookTooLong()],
    ['card coming', en.cardComing(awaiting)],
    ['card moved', en.cardMoved(awaiting)],
    ['quote cancelled', en.quoteClosed(awaiting, 'cancelled')],
    ['quote ended', en.quoteClosed(awaiting, 'ended')],
    ['quote without an address', en.quoteClosed(awaiting, 'no_address')],
    ['quote replaced', en.quoteClosed(awaiting, 'replaced')],
    ['qr caption', en.qrCaption(awaiting)],
    ['receipt caption', en.receipt.caption(awaiting)],
    ['not found', en.transferNotFound()],
    ['not for you', en.notForYou()],
    ['paused', en.paused(`${text} and more`)],
    ['no transfers', en.transferList([])],
    ['transfers', en.transferList(list)],
    ...staffScreens(text),
  ];
}
