/** The words in a person's language. */
import { en } from './en/index.ts';
import { fr } from './fr/index.ts';
import type { HeardWords, Language } from './language-messages.ts';
import type { Messages, PeopleMessages } from './messages.ts';

/** Every language beside English: a line each. */
const translations: readonly PeopleMessages[] = [fr];

/** Every language, English first. Staff read English, whatever they chose for themselves. */
export const spoken: readonly Messages[] = [
  en,
  ...translations.map((words): Messages => ({ ...words, staff: en.staff })),
];

/** Every language that can be chosen. */
export const languages: readonly Language[] = spoken.map(({ locale, languageName }) => {
  return { locale, name: languageName };
});

/** The messages of a locale such as `fr` or `fr-CA`; English where there are none of its own. */
export function messagesFor(locale: string): Messages {
  return messagesForAny([locale]);
}

/** The messages of the first of these locales that has its own; English where none has. */
export function messagesForAny(locales: readonly string[]): Messages {
  const found = locales.flatMap((locale) => {
    const language = locale.toLowerCase().split(/[-_]/)[0];
    return spoken.find((words) => words.locale === language) ?? [];
  });
  return found[0] ?? en;
}

/** What a small word means in any of the languages, as people mix them. */
export function meaningOf(typed: string): keyof HeardWords | undefined {
  const word = typed.trim().toLowerCase();
  const meanings = ['yes', 'no', 'to'] as const;
  return meanings.find((meaning) => spoken.some(({ heard }) => heard[meaning].includes(word)));
}

/** The names of a country in all languages, so that it is found by each. */
export function countryNames(code: string): readonly string[] {
  return [...new Set(spoken.map(({ send }) => send.countryName(code)))].filter(Boolean);
}
