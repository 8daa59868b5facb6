/**
 * Names in Redis. All keys share one hash tag, so that a script may touch any of them; an id is
 * written so that whatever it holds, it cannot reach another key.
 */

/** What every key begins with. The braces are the hash tag. */
export const keyPrefix = '{remit}:';

/** An id as part of a key or of a member: letters, digits, `-` and `_`, all else as `%` and hex. */
export function encodeId(id: string): string {
  return id.replace(/[^\w-]/gu, (character) => {
    const hex = Buffer.from(character).toString('hex').toUpperCase();
    return hex.replace(/../g, '%$&');
  });
}

/** The id that {@link encodeId} wrote. */
export function decodeId(encoded: string): string {
  return decodeURIComponent(encoded);
}
