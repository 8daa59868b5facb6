/** What staff have paused, as far as it concerns the question that is asked. Pure. */
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Step } from './steps.ts';

/** The sentences of staff about what is missing in the list of this step, each once. */
export function pausedAt(
  step: Step,
  draft: SendDraft,
  { pauses = [] }: Configuration,
): readonly string[] {
  const begins = beginningsFor(step, draft);
  const concerned = pauses.filter(({ key }) => begins.some((begin) => key.startsWith(begin)));
  return [...new Set(concerned.map(({ sentence }) => sentence))].slice(0, 3);
}

/** The sentence about everything, where nothing at all can be sent. */
export function pausedWholly({ corridors, pauses = [] }: Configuration): string | undefined {
  const all = pauses.find(({ key }) => key === 'everything');
  return corridors.length === 0 ? (all ?? pauses[0])?.sentence : undefined;
}

function beginningsFor(step: Step, { country, corridor, way }: SendDraft): string[] {
  switch (step.kind) {
    case 'country':
      return ['corridor:', 'way:bank', 'way:mobile_money', 'way:other'];
    case 'currency':
      return [`corridor:${country}:`];
    case 'way':
      return [`way:${corridor}:`, 'way:bank', 'way:mobile_money', 'way:other'];
    case 'institution':
      return way ? [`institution:${corridor}:`] : [];
    case 'pay':
      return ['asset:', 'network:', 'pay:'];
    default:
      return [];
  }
}
