/** What can happen to the next calls: no answer, a wrong one, or one that never ends. */
import type { FaultKind, FaultSpec } from './faults.ts';
import type { Scenario } from './scenario.ts';

function line(
  name: string,
  shows: string,
  sentence: string,
  kind: FaultKind,
  more?: Partial<FaultSpec>,
): Scenario {
  const fault = { kind, ...more };
  return { name, group: 'line', sentence, shows: shows.split(' '), moment: 'any', fault };
}

const funding = { endpoint: 'POST /v1/orders/funding' } as const;
const refund = { endpoint: 'POST /v1/orders/refund' } as const;

/** Each spoils the next call, or the next of one kind; a panel may say how many calls. */
export const lineScenarios: readonly Scenario[] = [
  line('quote_breaks', 'C02', 'The next quote is refused with a 500.', 'status_500', {
    endpoint: 'POST /v1/orders',
  }),
  line('funding_breaks', 'C02', 'Asking for the address breaks, and does nothing.', 'status_500', {
    ...funding,
  }),
  line(
    'funding_done_then_breaks',
    'C02',
    'The address is given, then Chessa breaks.',
    'status_500',
    {
      ...funding,
      acts: true,
    },
  ),
  line(
    'funding_answer_lost',
    'C04',
    'The address is given; the answer never comes.',
    'cut_after_act',
    {
      ...funding,
    },
  ),
  line('refund_answer_lost', 'C18', 'The refund begins; the answer never comes.', 'cut_after_act', {
    ...refund,
  }),
  line(
    'timeout_after_act',
    'C04',
    'The call works, but its answer never comes.',
    'silent_after_act',
  ),
  line(
    'cut_after_act',
    'C04',
    'The call works, but the line is cut before the answer.',
    'cut_after_act',
  ),
  line(
    'timeout_before_act',
    'C04',
    'The call is never answered and does nothing.',
    'silent_before_act',
  ),
  line('cut_before_act', 'C03', 'The line is cut before the call does anything.', 'cut_before_act'),
  line(
    'status_401',
    'C10',
    'Chessa refuses our credentials; the bot waits for a restart.',
    'status_401',
  ),
  line('status_403', 'C11', 'Chessa forbids the call.', 'status_403'),
  line('status_404', 'C11', 'Chessa answers that there is no such thing.', 'status_404'),
  line('status_429', 'C12', 'Too many calls; try again in 3 seconds.', 'status_429', {
    retryAfterSeconds: 3,
  }),
  line('status_429_bare', 'C12', 'Too many calls, without saying until when.', 'status_429'),
  line('status_500', 'C01', 'Chessa breaks before it does anything.', 'status_500'),
  line('status_500_after_act', 'C02', 'Chessa does it, then breaks.', 'status_500', { acts: true }),
  line('status_502', 'C01', 'A gateway in between breaks.', 'status_502'),
  line('status_503', 'C01', 'Chessa is down for the moment.', 'status_503'),
  line('html', 'C05', 'A web page comes instead of an answer.', 'html'),
  line('truncated', 'C05', 'The call works; half of the answer arrives.', 'truncated'),
  line('empty', 'C05', 'The call works; the answer is empty.', 'empty'),
  line('slow', 'C13', 'The answer takes five seconds.', 'slow', { delayMs: 5_000 }),
  line('redirect', 'C05', 'The answer sends us elsewhere.', 'redirect'),
  line('huge', 'C05', 'The answer is ten megabytes long.', 'huge'),
  line('dripping', 'C13', 'The answer never ends.', 'dripping'),
  line('gzip_bomb', 'C05', 'A small answer unpacks to fifty megabytes.', 'gzip_bomb'),
];
