/** What needs staff: the panel, the list of stuck transfers, alarms, and who did what. */
import type { TransferState } from '../../domain/transfer.ts';
import type { AlarmRecord, RecordedAct } from '../../store/staff-records.ts';
import { bold, fmt, type Line, plain, row, table } from '../rich.ts';
import type { PanelView, StaffMessages, StuckView } from '../staff-messages.ts';
import { aligned, type Fact, span, staffTap, toOrder, utc } from './staff-words.ts';
import { screen } from './words.ts';

type WatchWords = Pick<StaffMessages, 'panel' | 'stuck' | 'alarms' | 'audit' | 'auditExported'>;

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
      [staffTap('Pauses', 'pauses'), staffTap('Audit', 'audit', '0')],
    ),
  stuck: (one) => (one ? stuckOne(one) : screen(['Nothing is stuck. Everybody can be reached.'])),
  alarms: (news, more, repeated) =>
    screen([
      bold(repeated ? 'Alarms (perhaps told before)' : 'Alarms'),
      ...news.map(alarmLine),
      more > 0 ? `And ${more} more. /admin and /stuck show where things stand.` : undefined,
    ]),
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
    `${count} acts, newest first${more ? '; older ones are in the store still' : ''}. Times are UTC.`,
};

function panelFacts(view: PanelView): Fact[] {
  const { space, provider, budgets } = view;
  const since = provider.sinceMs === undefined ? '' : `, ${span(view.nowMs - provider.sinceMs)}`;
  const used = `${megabytes(space.usedBytes)} MB`;
  return [
    ['stuck', view.stuck >= 100 ? '100 or more' : String(view.stuck)],
    ['unreachable', view.unreachable >= 100 ? '100 or more' : String(view.unreachable)],
    ['pauses', String(view.pauses)],
    ['outbox', `${span(view.outboxBehindMs)} behind`],
    ['provider', `${provider.state.replaceAll('_', ' ')}${since}`],
    ['store', space.limitBytes ? `${used} of ${megabytes(space.limitBytes)} MB` : used],
    ...budgets.map(({ name, used: calls, of }): Fact => {
      return [`budget ${name}`, `${calls} of ${of} a minute`];
    }),
  ];
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}

function stuckOne({ transfer, isUnreachable, index, total, more, nowMs }: StuckView) {
  const sinceMs = transfer.stages.at(-1)?.atMs ?? transfer.createdAtMs;
  const of = more ? `${total} or more` : String(total);
  const text: Line[] = [
    row(bold('Stuck'), `${index + 1} of ${of}`),
    table(
      aligned([
        ['order', plain(transfer.shortId, 16)],
        ['state', transfer.state],
        ['why', isUnreachable ? 'the person cannot be reached' : whyStuck(transfer)],
        ['for', span(nowMs - sinceMs)],
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
      return `in review: ${review?.reason ?? 'no reason'}`;
    case 'held':
      return 'money is held';
    case 'failed':
      return 'not paid out, no refund address';
    default:
      return 'longer than this stage should take';
  }
}

const alarmNames: Readonly<Record<string, string>> = {
  provider_down: 'The provider does not answer',
  credentials: 'The provider refuses our credentials',
  other_poller: 'Another program fetches the updates of this bot: its token may have leaked',
  foreign_webhook: 'Somebody set a webhook on this bot: its token may have leaked',
  review: 'A transfer needs a person',
  stuck: 'A transfer takes longer than its stage should',
  unknown_status: 'The provider told a status for the first time that we do not know',
  budget: 'A budget of calls has been used up for five minutes',
  store_full: 'The store is nearly full',
  store_refuses: 'The store is full: nothing can be stored, and nobody is answered',
  store_away: 'The store does not answer: nobody is answered, open transfers wait',
  store_emptied: 'The store is not the one from before: stop all processes and restore a backup',
};

function alarmName({ kind }: AlarmRecord): string {
  return (Object.hasOwn(alarmNames, kind) && alarmNames[kind]) || plain(kind, 40);
}

function alarmLine(alarm: AlarmRecord): Line {
  const about = alarm.about ? ` (${plain(alarm.about, 40)})` : '';
  const { beganAtMs, endedAtMs } = alarm;
  return endedAtMs === undefined
    ? fmt`🔴 ${bold(alarmName(alarm))}${about} since ${utc(beganAtMs)}.`
    : fmt`🟢 Over: ${alarmName(alarm)}${about}, after ${span(endedAtMs - beganAtMs)}.`;
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
