/** Everything that can be made to happen, each with a sentence for people. One is one button. */
import { lineScenarios } from './line-scenarios.ts';
import { orderScenarios } from './order-scenarios.ts';
import { outageScenarios } from './outage-scenarios.ts';
import type { Scenario } from './scenario.ts';

/** The whole catalogue, in the order of a panel. */
export const scenarios: readonly Scenario[] = [
  ...orderScenarios,
  ...lineScenarios,
  ...outageScenarios,
];

/** The scenario of that name, if there is one. */
export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
