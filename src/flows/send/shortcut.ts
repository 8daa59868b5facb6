/**
 * `/send 50 USDC Mum`: somebody sent to before, and an amount, typed with the command. What is
 * understood is taken as if it had been typed as an answer; what is not is asked, and said so.
 */
import type { Failure } from '../../chessa/failure.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { Result } from '../../domain/result.ts';
import type { Messages } from '../../text/messages.ts';
import { meaningOf } from '../../text/messages-for.ts';
import type { KnownRecipients } from '../recipients/known-recipients.ts';
import type { SendDialogue } from './dialogue.ts';
import { matchesOf } from './recipient.ts';
import type { createRecipientStep } from './recipient-step.ts';
import type { FundingAsset } from './steps.ts';
import { isCfaFranc } from './typed-amount.ts';

export interface ShortcutDeps {
  readonly configuration: () => Promise<Result<Configuration, Failure>>;
  readonly fundingAssets: readonly FundingAsset[];
  readonly recipients: Pick<KnownRecipients, 'list'>;
  readonly toWhom: Pick<ReturnType<typeof createRecipientStep>, 'begin'>;
  readonly dialogue: Pick<SendDialogue, 'sendTo' | 'hear'>;
}

/** What was typed behind the command. `updateId` makes it count once. */
export interface TypedBehind {
  readonly userId: number;
  readonly text: string;
  readonly updateId: number;
}

const longest = 120;

/** Makes the function that begins a draft from it; returns what to say before the next question. */
export function createShortcut(deps: ShortcutDeps) {
  return async function shortcut(
    { userId, text, updateId }: TypedBehind,
    messages: Messages,
  ): Promise<string | undefined> {
    const read = await deps.configuration();
    if (!read.ok) return undefined;
    const { amount, name } = readShortcut(text.slice(0, longest), unitsOf(read.value));
    const words = messages.send.shortcut;
    const matching = name ? matchesOf(await deps.recipients.list(userId), name) : [];
    const [recipient, second] = matching;
    if (!recipient || second) {
      await deps.toWhom.begin(userId, amount);
      if (!name) return words.whoFirst();
      const isAmountKept = amount !== undefined;
      if (!recipient) return words.nobody(name, isAmountKept);
      const reply = { kind: 'text', text: name, updateId } as const;
      await deps.dialogue.hear(userId, 'recipient', reply, messages);
      return words.several(name, isAmountKept);
    }
    return deps.dialogue.sendTo(userId, recipient, messages, amount);
  };

  function unitsOf({ corridors, fundingAssets = deps.fundingAssets }: Configuration): Set<string> {
    const currencies = corridors.map(({ currency }) => currency);
    return new Set([...currencies, ...fundingAssets.map(({ asset }) => asset)]);
  }
}

/**
 * Parts what was typed: an amount begins with a digit or a sign of money, and goes on over words
 * that begin with a digit and over one of the units; the rest is a name, after a `to` or `pour`.
 */
export function readShortcut(
  text: string,
  units: ReadonlySet<string>,
): { readonly amount?: string; readonly name?: string } {
  const words = text.trim().split(/\s+/u);
  const isNumber = (word: string) => /^[\p{Sc}+-]?[\p{Nd}.,]/u.test(word);
  let end = 0;
  while (end < words.length && isNumber(words[end] ?? '')) end += 1;
  if (end > 0) end += unitWords(words.slice(end), units);
  const rest = words.slice(end);
  const name = (meaningOf(rest[0] ?? '') === 'to' ? rest.slice(1) : rest).join(' ');
  const amount = words.slice(0, end).join(' ');
  return { ...(amount && { amount }), ...(name && { name }) };
}

/** How many of these words are a unit. */
function unitWords(words: readonly string[], units: ReadonlySet<string>): number {
  const [first = '', second = ''] = words;
  if (units.has(first.toUpperCase())) return 1;
  if (!units.has('XOF') && !units.has('XAF')) return 0;
  if (second && isCfaFranc(`${first} ${second}`)) return 2;
  return isCfaFranc(first) ? 1 : 0;
}
