/** Sentences of `/privacy`. */
import type { Screen } from './screen.ts';

/** What keeps a part of somebody's data: transfers that are not over, questions to our people. */
export interface StillNeeded {
  readonly transfers: number;
  readonly cases: number;
}

export interface PrivacyMessages {
  /** What is kept, for how long, who sees it; `asked` when deletion was asked for and waits. */
  about(asked: StillNeeded | undefined): Screen;
  /** Asked once more before anything is deleted. */
  askDelete(needed: StillNeeded): Screen;
  /** All is deleted. Told as an answer, or by itself when the last of it could go. */
  deleted(): Screen;
  /** What can be deleted is; the rest follows by itself. */
  deletedLater(needed: StillNeeded): Screen;
  /** They want to keep what is left. */
  kept(): Screen;
}
