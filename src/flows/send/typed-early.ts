/** An amount typed with the command, `/send 50000 NGN Mum`, in its turn among the questions. Pure. */
import type { SendDraft } from '../../domain/draft.ts';
import { answer, type Rules } from './answer.ts';
import type { Step } from './steps.ts';

/** What becomes of it. */
export interface TakenEarly {
  readonly draft: SendDraft;
  /** Why it does not do. */
  readonly remark?: string;
}

/** Judges it once its question is the next one, as if it were typed now; `undefined` until then. */
export function takeTyped(step: Step, draft: SendDraft, rules: Rules): TakenEarly | undefined {
  const { typedAmount, ...rest } = draft;
  if (step.kind !== 'amount' || typedAmount === undefined) return undefined;
  const answered = answer(step, rest, { kind: 'text', text: typedAmount }, rules);
  return answered.kind === 'wrong' ? { draft: rest, remark: answered.remark } : answered;
}
