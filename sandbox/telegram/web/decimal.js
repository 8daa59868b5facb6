/** Exact sums with decimal strings, for the amounts on the panel's buttons. */

/** `a + b`. */
export function plus(a, b) {
  const digits = Math.max(placesOf(a), placesOf(b));
  return written(scaled(a, digits) + scaled(b, digits), digits);
}

/** `a - b` where that is above zero, else nothing. */
export function minus(a, b) {
  const digits = Math.max(placesOf(a), placesOf(b));
  const left = scaled(a, digits) - scaled(b, digits);
  return left > 0n ? written(left, digits) : undefined;
}

/** `a × b`, cut to as many places as `a` has, at least two. */
export function times(a, b) {
  const digits = placesOf(a) + placesOf(b);
  const product = scaled(a, placesOf(a)) * scaled(b, placesOf(b));
  const keep = Math.min(digits, Math.max(2, placesOf(a)));
  return written(product / 10n ** BigInt(digits - keep), keep);
}

function placesOf(text) {
  return (text.split('.')[1] ?? '').length;
}

function scaled(text, digits) {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(digits, '0'));
}

/** Without needless zeros, but never with a single digit behind the point. */
function written(value, digits) {
  const text = value.toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const part = text.slice(text.length - digits).replace(/0+$/, '');
  return part === '' ? whole : `${whole}.${part.padEnd(2, '0')}`;
}
