/** Every screen that staff have, with one text wherever something comes from outside. */
import type { Broadcast } from '../../src/domain/broadcast.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import type { AlarmRecord, RecordedAct } from '../../src/store/staff-records.ts';
import { en } from '../../src/text/en/index.ts';
import type { Screen } from '../../src/text/screen.ts';
import type { PauseView, UserView } from '../../src/text/staff-messages.ts';
import { reasons, startMs, states, transferIn } from './samples.ts';

type Named = readonly [name: string, screen: Screen];

const { staff } = en;

/** The screens by name. */
export function staffScreens(text: string): Named[] {
  return [
    ...orderScreens(text),
    ...ruleScreens(text),
    ...watchScreens(text),
    ...caseScreens(text),
    ...broadcastScreens(text),
    ...statScreens(text),
  ];
}

function named(text: string, transfer: Transfer): Transfer {
  if (text === 'Access Bank') return transfer;
  const names = { accountName: text, institutionName: text, accountNumber: text };
  const payee = { ...transfer.payee, ...names };
  return { ...transfer, payee, shortId: text, orderStatus: text };
}

function acts(text: string): RecordedAct[] {
  return [1, 2].map((seq) => ({
    seq,
    id: `${seq}.note`,
    atMs: startMs,
    byUserId: 77,
    act: 'note',
    about: 'transfer:a',
    why: text,
  }));
}

function orderScreens(text: string): Named[] {
  const transfer = named(text, transferIn('refunding'));
  const order = staff.order({
    transfer,
    card: { shownVersion: 2, messageId: 41 },
    notices: [{ kind: 'failed', version: 3, state: 'accepted', attempts: 1 }],
    provider: [{ status: text, atMs: startMs }],
    acts: acts(text),
    may: ['show', 'card', 'note', 'ask_refund', 'release'],
    isBlocked: true,
    isUnreachable: true,
    nowMs: startMs,
  });
  return [
    ['staff: order', order],
    ['staff: shown', staff.shown(transfer)],
    ['staff: card sent', staff.cardSent(transfer)],
    ...(['never_began', 'erased', 'unreachable', 'busy'] as const).map(
      (why): Named => [`staff: card ${why}`, staff.cardNotSent(why)],
    ),
    ['staff: noted', staff.noted(transfer)],
    ['staff: refund asked', staff.refundAsked(transfer)],
    ['staff: refund not asked', staff.refundNotAsked(transfer)],
    ['staff: released', staff.released(transfer, { ...transfer, state: 'completed' })],
    ...reasons.map((reason): Named => {
      const kept = { ...transfer, review: { reason, from: 'held' as const } };
      return [`staff: kept, ${reason}`, staff.notReleased({ kind: 'still_holds', transfer: kept })];
    }),
    ...(['not_in_review', 'not_read', 'changed_meanwhile'] as const).map(
      (kind): Named => [`staff: kept, ${kind}`, staff.notReleased({ kind })],
    ),
    ['staff: acts only', staff.actsOnly()],
    ...(['note', 'release', 'block', 'bc_text'] as const).map(
      (act): Named => [`staff: why ${act}`, staff.askWhy(act, 'a')],
    ),
    ['staff: bad why', staff.badWhy()],
    ['staff: why not asked', staff.whyNotAsked()],
  ];
}

function ruleScreens(text: string): Named[] {
  const view: UserView = {
    userId: 7,
    locale: 'en',
    firstSeenAtMs: startMs,
    lastSeenAtMs: startMs,
    isUnreachable: false,
    blocked: { why: text, atMs: startMs, byUserId: 77 },
    transfers: states.map((state) => named(text, transferIn(state))),
    recipients: [
      { accountName: text, institutionName: text, accountNumber: text, usedAtMs: startMs },
    ],
    cases: [caseWith(text)],
    mayBlock: true,
  };
  const pause: PauseView = {
    token: 'a1b2',
    key: `institution:${text}`,
    sentence: text,
    byUserId: 77,
    atMs: startMs,
  };
  const { blocked, ...free } = view;
  return [
    ['staff: user', staff.user(view)],
    ['staff: user, new', staff.user({ ...free, transfers: [], recipients: [] })],
    ['staff: blocked', staff.blocked(7)],
    ['staff: unblocked', staff.unblocked(7)],
    ['staff: blocked already', staff.alreadyBlocked(7, true)],
    ['staff: pauses', staff.pauses([pause, pause], true)],
    ['staff: no pauses', staff.pauses([], false)],
    ['staff: paused', staff.paused(pause, pause)],
    ['staff: resumed', staff.resumed(pause)],
    ['staff: unknown pause', staff.unknownPause(text, [text, text])],
    ['staff: no sentence', staff.noSentence(text)],
    ['staff: not paused', staff.notPaused(text)],
  ];
}

/** A case in which everything that people type is `text`. */
export function caseWith(text: string, over: Partial<SupportCase> = {}): SupportCase {
  const said = { atMs: startMs, byUserId: 7, text };
  const messages = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((n) => [
    { ...said, id: `${n}`, from: 'person' as const },
    { ...said, id: `${n}a`, from: 'staff' as const, delivery: 'not_sent' as const },
  ]);
  return {
    id: 'a1b2c3d4',
    revision: 3,
    userId: 7,
    transferId: 'a1b2',
    shortId: text,
    state: 'open',
    openedAtMs: startMs,
    messages,
    shownTo: [],
    ...over,
  };
}

function caseScreens(text: string): Named[] {
  const about = caseWith(text);
  const view = { readerId: 77, nowMs: startMs + 90_000 };
  const passed = { kind: 'passed', caseId: text } as const;
  const closed = caseWith(text, { state: 'closed', takenBy: 5, passed });
  return [
    [
      'staff: cases',
      staff.cases({
        ...view,
        cases: Array(8).fill(about),
        ...{ page: 1, pages: 3, total: 200, more: true },
      }),
    ],
    [
      'staff: no cases',
      staff.cases({ ...view, cases: [], ...{ page: 0, pages: 1, total: 0, more: false } }),
    ],
    ['staff: case', staff.supportCase({ ...view, about })],
    ['staff: case, closed', staff.supportCase({ ...view, about: closed })],
    ['staff: case not found', staff.caseNotFound()],
    ['staff: case taken', staff.caseTaken(closed)],
    ['staff: answer?', staff.askAnswer(about)],
    ['staff: answered', staff.answered(about, 'sent')],
    ['staff: not answered', staff.answered(about, 'not_sent')],
    ['staff: bad answer', staff.badAnswer()],
  ];
}

function broadcastScreens(text: string): Named[] {
  const about: Broadcast = {
    id: 'a1b2c3d4',
    revision: 1,
    state: 'running',
    text,
    byUserId: 77,
    createdAtMs: startMs,
    audience: { kind: 'corridor', corridor: text },
    total: 20_000,
  };
  const counts = { waiting: 1, unknown: 2, sent: 3, refused: 4 };
  const ids = Array.from({ length: 100 }, (_, n) => 7_000_000_000 + n);
  return [
    ['staff: broadcast?', staff.askBroadcast()],
    ['staff: broadcast, as read', en.broadcast(`x ${text.slice(0, 2_998)}`)],
    ['staff: bad broadcast', staff.badBroadcast({ characters: 4_000, lines: 1 })],
    ['staff: broadcast of many lines', staff.badBroadcast({ characters: 400, lines: 81 })],
    ['staff: no pausable', staff.pausableUnknown(text)],
    ['staff: audience?', staff.askAudience(about)],
    ['staff: nobody', staff.nobody(about)],
    ['staff: wrong count', staff.wrongCount(about)],
    ['staff: broadcast gone', staff.broadcastGone()],
    ['staff: unknown sends', staff.unknownSends(about, ids, true)],
    ...(['language', 'corridor'] as const).flatMap((kind): Named[] => [
      [`staff: ${kind}?`, staff.askAudienceCode(kind)],
      [`staff: bad ${kind}`, staff.badAudienceCode(kind)],
    ]),
    ...(['all', 'open'] as const).map(
      (kind): Named => [`staff: count ${kind}`, staff.askCount(about, { kind })],
    ),
    ['staff: count language', staff.askCount(about, { kind: 'language', locale: text })],
    ...(['draft', 'running', 'paused', 'stopped', 'done'] as const).map(
      (state): Named => [
        `staff: broadcast ${state}`,
        staff.broadcastPanel({ ...about, state }, counts),
      ],
    ),
  ];
}

function statScreens(text: string): Named[] {
  const days = Array.from({ length: 90 }, (_, n) => ({ day: n, quoted: n, delivered: 90 - n }));
  const volumes = Array.from({ length: 40 }, (_, n) => ({ name: `${n}${text}`, amount: '1.5' }));
  const stats = {
    walk: [{ step: 'country', asked: 12, answered: 9 }] as const,
    quoted: 100_000,
    reached: { accepted: 5, deposit_seen: 4, delivered: 3, failed: 1, refunded: 1 },
    medianMs: { deposit_seen: 61_000 },
    corridors: volumes,
    assets: volumes,
    days,
  };
  const none = {
    walk: [],
    quoted: 0,
    reached: {},
    medianMs: {},
    corridors: [],
    assets: [],
    days: [],
  };
  return [
    ['staff: stats', staff.stats(stats)],
    ['staff: no stats', staff.stats(none)],
  ];
}

function watchScreens(text: string): Named[] {
  const alarm: AlarmRecord = {
    key: 'k',
    revision: 1,
    kind: 'review',
    about: text,
    beganAtMs: startMs,
    told: 'nothing',
    attempts: 0,
  };
  const over = { ...alarm, endedAtMs: startMs + 60_000 };
  return [
    ...states.map((state): Named => {
      const transfer = named(text, transferIn(state));
      const place = { index: 1, total: 3, more: true, nowMs: startMs };
      return [`staff: stuck ${state}`, staff.stuck({ transfer, isUnreachable: false, ...place })];
    }),
    ['staff: nothing stuck', staff.stuck(undefined)],
    ['staff: audit', staff.audit(acts(text), 4, true)],
    ['staff: no audit', staff.audit([], undefined, false)],
    ['staff: alarms', staff.alarms([alarm, over, { ...alarm, kind: text || 'x' }], 3, true)],
    [
      'staff: panel',
      staff.panel({
        counts: { review: 2, completed: 100_000 },
        stuck: 100,
        unreachable: 1,
        pauses: 1,
        outboxBehindMs: 4_000,
        provider: { state: 'silent', sinceMs: startMs },
        space: { usedBytes: 1_000_000, limitBytes: 9_000_000 },
        readMs: 4,
        budgets: [{ name: 'chessa', used: 12, of: 600 }],
        alarms: [alarm, over],
        cases: { waiting: 3, answered: 1 },
        broadcast: { state: 'running', of: 20_000 },
        mayAct: true,
        nowMs: startMs,
      }),
    ],
  ];
}
