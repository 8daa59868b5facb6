/** How times are written on the wire. */

/** ISO 8601 in UTC with milliseconds. */
export function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
