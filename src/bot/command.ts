/** Commands as they are typed: `/status 7K2M9QXA`, `/help@the_bot`. */
import type { Context } from 'grammy';

/** A command's name in lower case, without slash, and what was typed behind it. */
export interface Typed {
  readonly name: string;
  readonly argument: string;
}

/** The command that a message is; `undefined` for every other text. */
export function commandOf(ctx: Context): Typed | undefined {
  const match = /^\/(\w+)(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(ctx.message?.text ?? '');
  return match?.[1] ? { name: match[1].toLowerCase(), argument: match[2] ?? '' } : undefined;
}
