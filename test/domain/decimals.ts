/** Decimals as exact counts of a smallest unit, to reckon the expected result with integers. */
import fc from 'fast-check';

/** Whole units and a fraction of up to 18 digits, as exact integers to compare with. */
export const scale = 18;
export const units = fc.bigInt({ min: 1n, max: 10n ** 33n - 1n });

/** The canonical decimal of `units / 10^18`, built from digits alone. */
export function decimalOf(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const sign = value < 0n ? '-' : '';
  return sign + digits.slice(0, -scale) + (fraction && `.${fraction}`);
}
