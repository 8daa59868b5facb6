/** The words in a person's language. */
import { en } from './en/index.ts';
import type { Messages } from './messages.ts';

const locales: Readonly<Record<string, Messages>> = { en };

/** The messages of a locale such as `en` or `en-GB`; English where there are none of its own. */
export function messagesFor(locale: string): Messages {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(locales, language) ? (locales[language] ?? en) : en;
}
