/** Sentences of `/language`, and small words that people type. */
import type { Screen } from './screen.ts';

/** A language that can be chosen. */
export interface Language {
  readonly locale: string;
  readonly name: string;
}

/** Sentences of `/language`. */
export interface LanguageMessages {
  /** One button a language, the present one marked. */
  choose(languages: readonly Language[]): Screen;
  /** It was chosen just now: the same buttons, for whoever has second thoughts. */
  chosen(languages: readonly Language[]): Screen;
}

/** Small words that people type, in lower case; each is understood whatever language they chose. */
export interface HeardWords {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Before a name: `/send 50 USDC to Mum`. */
  readonly to: readonly string[];
}
