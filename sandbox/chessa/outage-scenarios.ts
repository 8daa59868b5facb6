/** What can befall the whole provider for a while, until all is put back to normal. */
import { endpoints } from './endpoints.ts';
import type { FaultKind, FaultSpec } from './faults.ts';
import type { Scenario } from './scenario.ts';
import type { Settings } from './settings.ts';

const hourMs = 3_600_000;
const reads = endpoints.filter((endpoint) => endpoint.startsWith('GET '));
const configuration = 'GET /v1/configurations';

function outage(
  name: string,
  shows: string,
  sentence: string,
  kind: FaultKind,
  more: Partial<FaultSpec> = {},
): Scenario {
  const fault = { kind, ...(more.forMs === undefined && { lasting: true }), ...more };
  return { name, group: 'outage', sentence, shows: [shows], moment: 'any', fault };
}

function clock(name: string, sentence: string, skewMs: number): Scenario {
  return { name, group: 'outage', sentence, shows: ['C21'], moment: 'any', skewMs };
}

function change(name: string, sentence: string, settings: Partial<Settings>): Scenario {
  return { name, group: 'change', sentence, shows: ['C19'], moment: 'any', settings };
}

/** Each lasts until all is put back to normal, or as long as it says. */
export const outageScenarios: readonly Scenario[] = [
  outage(
    'reads_break',
    'C01',
    'Every look is answered with a 503; acts still work.',
    'status_503',
    {
      endpoint: reads,
    },
  ),
  outage('away_for_an_hour', 'C14', 'Nothing works for an hour of the clock above.', 'status_503', {
    forMs: hourMs,
  }),
  outage('unreachable', 'C03', 'No call gets through at all.', 'cut_before_act'),
  outage('half_a_minute_each', 'C13', 'Every answer takes thirty seconds.', 'slow', {
    delayMs: 30_000,
  }),
  outage('too_many_calls', 'C12', 'Every call is one too many; wait five seconds.', 'status_429', {
    retryAfterSeconds: 5,
  }),
  outage(
    'credentials_refused',
    'C10',
    'Our credentials are refused everywhere, until the bot is restarted.',
    'status_401',
  ),
  outage(
    'configuration_forbidden',
    'C10',
    'The list of countries is forbidden to us.',
    'status_403',
    {
      endpoint: configuration,
    },
  ),
  outage('configuration_down', 'C20', 'The list of countries cannot be had.', 'status_503', {
    endpoint: configuration,
  }),
  clock('clock_ahead', "Chessa's clock is an hour ahead of everybody's.", hourMs),
  clock('clock_behind', "Chessa's clock is an hour behind everybody's.", -hourMs),
  change('bank_gone', 'Access Bank in Nigeria is on offer no more.', { withdrawn: ['ng_access'] }),
  change('number_rule_changes', 'Account numbers must be two digits longer from now on.', {
    numberRule: 'two_digits_more',
  }),
  change('limits_tighten', 'The least amount is ten times as much, the most a tenth.', {
    limits: 'tight',
  }),
];
