/** Long work of the border done at once, as a test has nobody else to let go first. */
import { configurationSteps } from '../../src/chessa/configuration.ts';
import { jsonSteps } from '../../src/chessa/json.ts';
import { historySteps } from '../../src/chessa/wire-order.ts';
import type { Report } from '../../src/chessa/wire-values.ts';
import type { Steps } from '../../src/domain/paced.ts';

function wholly<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export function readJson(text: string) {
  return wholly(jsonSteps(text));
}

export function readConfiguration(body: unknown, report: Report) {
  return wholly(configurationSteps(body, report));
}

export function readHistory(body: unknown, report: Report) {
  return wholly(historySteps(body, report));
}
