/** Ids as the provider writes them, out of bytes that the caller supplies. */

/** Gives that many random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

const SHORT_ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A UUID version 4 (RFC 9562), lower case. */
export function uuid(random: RandomBytes): string {
  const bytes = random(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The reference that people read out: eight of A to Z and 0 to 9. */
export function shortId(random: RandomBytes): string {
  return Array.from(random(8), (byte) => SHORT_ID_ALPHABET[byte % 36]).join('');
}
