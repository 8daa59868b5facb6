/** Counts the questions of `/send` as they are asked and answered, each once a draft. */
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import { dayOf } from '../../domain/tally.ts';
import { type WalkNews, type WalkStep, walkOn } from '../../domain/walk.ts';
import type { Store } from '../../store/store.ts';
import { accountField, chosen, nextStep, type Step } from './steps.ts';

/** Makes the counting. It never decides what is asked. */
export function createWalks({
  store,
  now,
}: {
  readonly store: Pick<Store, 'drafts'>;
  readonly now: () => number;
}) {
  async function note(userId: number, { nonce }: SendDraft, news: WalkNews): Promise<void> {
    const before = await store.drafts.find(userId, 'walk');
    const day = dayOf(now());
    const on = walkOn(before, { nonce, day }, news);
    if (on) await store.drafts.put(userId, 'walk', on.walk, { day: on.walk.day, keys: on.keys });
  }

  return {
    /** The question "To whom?" is asked, or was answered. */
    recipient: (userId: number, draft: SendDraft, what: keyof WalkNews) =>
      note(userId, draft, { [what]: 'recipient' }),

    /** This question of the draft is asked. */
    asked: (userId: number, draft: SendDraft, step: Step, configuration: Configuration) =>
      note(userId, draft, { asked: walkStep(step, draft, configuration) }),

    /** This question has led to another draft, whose first open question comes next. */
    async answered(
      userId: number,
      step: Step,
      draft: SendDraft,
      configuration: Configuration,
    ): Promise<void> {
      const next = nextStep(draft, configuration);
      const answered = walkStep(step, draft, configuration);
      const asked = next && walkStep(next, draft, configuration);
      await note(userId, draft, asked === answered ? { asked } : { answered, asked });
    },
  };
}

function walkStep(step: Step, draft: SendDraft, configuration: Configuration): WalkStep {
  if (step.kind !== 'field') return step.kind;
  const account = accountField(chosen(draft, configuration).fields);
  return account === undefined || account.key === step.field.key ? 'account' : 'details';
}
