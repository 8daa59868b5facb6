/** What needs staff: the panel, the list of stuck transfers, alarms, and who did what. */
import { inStateSinceMs } from '../../domain/trail.ts';
import type { TransferState } from '../../domain/transfer.ts';
import type { AlarmRecord, RecordedAct } from '../../store/staff-records.ts';
import { screen } from '../pieces.ts';
import { bold, fmt, type Line, plain, row, table } from '../rich.ts';
import type { PanelView, StaffMessages, StuckView } from '../staff-messages.ts';
import { plural } from './formats.ts';
import {
  aligned,
  type Fact,
  reviewEnds,
  reviewReasons,
  span,
  staffTap,
  toOrder,
  utc,
} from './staff-words.ts';

type WatchWords = Pick<StaffMessages, 'panel' | 'stuck' | 'audit' | 'auditExported'>;

const openStates: readonly TransferState[] = [
  'accepting',
  'awaiting_deposit',
  'confirming',
  'received',
  'paying_out',
  'held',
  'failed',
  'refunding',
  'expired',
  'review',
];

export const staffWatch: WatchWords = {
  panel: (view) =>
    screen(
      [
        bold('Panel'),
        table(aligned(panelFacts(view))),
        bold('Open transfers'),
        table(aligned(openStates.map((state): Fact => [state, String(view.counts[state] ?? 0)]))),
        bold('Last alarms'),
        table(alarmRows(view.alarms, view.nowMs)),
        fmt`Read at ${utc(view.nowMs)}.`,
      ],
      [staffTap('Refresh', 'panel', '0', 'primary'), staffTap('Stuck', 'stuck', '0')],
      [staffTap('Order', 'find_order'), staffTap('Person', 'find_user')],
      [staffTap('Cases', 'cases'), staffTap('Pauses', 'pauses')],
      [
        staffTap('Stats', 'stats', '7'),
        staffTap('Audit', 'audit', '0'),
        ...(view.mayAct ? [staffTap('Broadcast', 'broadcast')] : []),
      ],
    ),
  stuck: (one) => (one ? stuckOne(one) : screen(['Nothing is stuck. Everybody can be reached.'])),
  audit: (acts, olderThan, mayExport) =>
    screen(
      [
        bold('What staff did, newest first'),
        table(auditRows(acts)),
        'Nothing is ever taken out of this list.',
      ],
      [
        ...(olderThan === undefined ? [] : [staffTap('Older', 'audit', String(olderThan))]),
        ...(mayExport ? [staffTap('Export as CSV', 'audit_csv')] : []),
      ],
    ),
  auditExported: (count, more) =>
    `${plural(count, 'act')}, newest first${more ? '; older ones are in the store still' : ''}. Times are UTC.`,
};

function panelFacts(view: PanelView): Fact[] {
  const { space, provider, budgets, broadcast } = view;
  const since = provider.sinceMs === undefined ? '' : `, ${span(view.nowMs - provider.sinceMs)}`;
  const used = size(space.usedBytes);
  return [
    ['stuck', view.stuck >= 100 ? '100 or more' : String(view.stuck)],
    ['unreachable', view.unreachable >= 100 ? '100 or more' : String(view.unreachable)],
    ['cases', `${view.cases.waiting} wait, ${view.cases.answered} answered`],
    ['pauses', String(view.pauses)],
    ['broadcast', broadcast && `${broadcast.state}, for ${broadcast.of} people`],
    ['outbox', `${span(view.outboxBehindMs)} behind`],
    ['provider', `${provider.state.replaceAll('_', ' ')}${since}`],
    ['store', space.limitBytes ? `${used} of ${size(space.limitBytes)}` : used],
    ['store answers', `in ${view.readMs} ms`],
    ...budgets.map(({ name, used: calls, of }): Fact => {
      return [`budget ${name}`, `${calls} of ${of} a minute`];
    }),
  ];
}

function size(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  return megabytes < 1_024 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1_024).toFixed(1)} GB`;
}

function stuckOne({ transfer, isUnreachable, index, total, more, nowMs }: StuckView) {
  const of = more ? `${total} or more` : String(total);
  const text: Line[] = [
    row(bold('Stuck'), `${index + 1} of ${of}`),
    table(
      aligned([
        ['order', plain(transfer.shortId, 16)],
        ['state', transfer.state],
        ['why', whyStuck(transfer)],
        ['its end', transfer.review?.end && reviewEnds[transfer.review.end]],
        ['person', isUnreachable ? 'cannot be reached: they blocked the bot' : undefined],
        ['for', span(nowMs - inStateSinceMs(transfer))],
        ['provider', transfer.orderStatus],
        ['id', transfer.id],
      ]),
    ),
  ];
  const turn = [
    ...(index > 0 ? [staffTap('‹ Before', 'stuck', String(index - 1))] : []),
    ...(index + 1 < total ? [staffTap('Next ›', 'stuck', String(index + 1), 'primary')] : []),
  ];
  return screen(text, [toOrder(transfer), staffTap('Refresh', 'stuck', String(index))], turn);
}

function whyStuck({ state, review }: StuckView['transfer']): string {
  switch (state) {
    case 'review':
      return `in review: ${review ? reviewReasons[review.reason] : 'no reason'}`;
    case 'held':
      return 'money is held';
    case 'failed':
      return 'not paid out, no refund address';
    case 'accepting':
    case 'confirming':
    case 'received':
    case 'paying_out':
    case 'refunding':
      return 'longer than this stage should take';
    default:
      return 'news that nobody could be told';
  }
}

function alarmRows(alarms: readonly AlarmRecord[], nowMs: number): string {
  const rows = alarms.slice(0, 6).map((alarm): Fact => {
    const { kind, about, beganAtMs, endedAtMs } = alarm;
    const state = endedAtMs === undefined ? 'on' : 'over';
    return [`${span(nowMs - beganAtMs)} ago`, `${state} ${kind}${about ? ` ${about}` : ''}`];
  });
  return aligned(rows) || 'none';
}

function auditRows(acts: readonly RecordedAct[]): string {
  const rows = acts.map(({ atMs, byUserId, act, about, why }): string => {
    const first = `${utc(atMs)}  ${byUserId}  ${plain(act, 20)}`;
    const rest = [about, why].filter(Boolean).join(': ');
    return rest ? `${first}\n  ${plain(rest, 120)}` : first;
  });
  return rows.join('\n') || 'nothing yet';
}
