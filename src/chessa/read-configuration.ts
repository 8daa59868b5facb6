/** From the text of `GET /v1/configurations` to corridors, in slices, however large it is. */
import type { Configuration } from '../domain/corridor.ts';
import { inSlices } from '../domain/paced.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { configurationSteps } from './configuration.ts';
import type { Failure } from './failure.ts';
import { jsonSteps } from './json.ts';
import { type Report, reportOnce } from './wire-values.ts';

/** Translates a configuration's text; `unavailable` for what is none. */
export type ReadConfiguration = (text: string) => Promise<Result<Configuration, Failure>>;

/**
 * Makes {@link ReadConfiguration}. A text that has not changed gives the same configuration without
 * being read again.
 */
export function createReadConfiguration(tell: Report): ReadConfiguration {
  const report = reportOnce(tell);
  let last: { readonly text: string; readonly configuration: Configuration } | undefined;
  return async (text) => {
    if (last?.text === text) return ok(last.configuration);
    const json = await inSlices(jsonSteps(text));
    if (!json) {
      report('configuration_refused', { why: 'no_json' });
      return refused({ kind: 'unavailable' });
    }
    const read = await inSlices(configurationSteps(json.value, report));
    if (read.ok) last = { text, configuration: read.value };
    return read;
  };
}
