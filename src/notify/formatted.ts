/** Words matter more than their looks: what Telegram will not format goes out without format. */
import type { MessageEntity } from 'grammy/types';
import type { Log } from '../log.ts';
import type { Screen } from '../text/screen.ts';
import { type CallOutcome, outcomeOf } from './outcome.ts';

/**
 * Makes a call with a screen's entities; where Telegram refuses just those, once more without.
 * Such a refusal is a bug of ours, so it is logged.
 */
export async function formatted<T>(
  { text }: Screen,
  log: Log,
  call: (entities: MessageEntity[]) => Promise<T>,
): Promise<CallOutcome<T>> {
  const outcome = await outcomeOf(() => call(text.entities));
  if (outcome.kind !== 'refused' || !/entit/i.test(outcome.why)) return outcome;
  log.error('formatting refused', { why: outcome.why });
  return outcomeOf(() => call([]));
}
