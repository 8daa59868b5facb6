/** Something that reaches the program from outside, whose hold on the event loop is measured. */

/** What the program does with it. `run` counts from nothing; it may return a promise. */
export type Work = (run: number) => unknown;

/** One input. */
export interface HoldInput {
  readonly name: string;
  /** Makes it, as somebody outside would, and what must be there before it comes. */
  readonly open: () => Opened | Promise<Opened>;
}

/** An input that is ready to come in, as often as one likes. */
export interface Opened {
  readonly work: Work;
  /** What makes it ready to come in once more, where that takes something. */
  readonly after?: (run: number) => Promise<void>;
  readonly close?: () => Promise<void>;
}
