/** An amount as people type it, with or without its unit, before or behind. Pure. */
import { withoutInvisible } from '../../domain/typed.ts';

/**
 * Splits `50000 NGN`, `₦50,000` or `USDC 40` into the number and the unit beside it. The number
 * stays as it was typed: what its characters count as is for the rule of amounts to say.
 */
export function splitAmount(text: string): { readonly digits: string; readonly unit: string } {
  const trimmed = withoutInvisible(text).trim();
  const after = /^([^\p{L}\p{Sc}]*)([\p{L}\p{Sc}]+|F\s*CFA)$/iu.exec(trimmed);
  if (after?.[1]) return { digits: after[1].trim(), unit: (after[2] ?? '').normalize('NFKC') };
  const before = /^([\p{L}\p{Sc}]+|F\s*CFA)([^\p{L}\p{Sc}]*)$/iu.exec(trimmed);
  if (before?.[2]) return { digits: before[2].trim(), unit: (before[1] ?? '').normalize('NFKC') };
  return { digits: trimmed, unit: '' };
}

/**
 * The unit that was meant, one of `units`: none typed, or the sign of `currency`, means what the
 * recipient gets. `undefined` for a unit that is not offered.
 */
export function unitOf(
  typed: string,
  currency: string,
  units: readonly string[],
): string | undefined {
  if (typed === '' || typed === symbolOf(currency)) return currency;
  if (isCfaFranc(typed) && cfaFrancs.has(currency)) return currency;
  return units.find((unit) => unit.toLowerCase() === typed.toLowerCase());
}

/** Both francs have one name: of West Africa and of Central Africa. */
const cfaFrancs = new Set(['XOF', 'XAF']);

/** Whether words are the CFA franc as people write it: `F CFA`, `fcfa`, `CFA`, `F`. */
export function isCfaFranc(words: string): boolean {
  return /^(?:f|(?:f\s*)?cfa)$/i.test(words);
}

function symbolOf(currency: string): string | undefined {
  if (!/^[A-Za-z]{3}$/.test(currency)) return undefined;
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.formatToParts(0).find(({ type }) => type === 'currency')?.value;
}
