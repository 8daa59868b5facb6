/** Another machine's clock, as its HTTP answers tell it. Pure. */

/** That clock minus ours. An answer out of a cache (`Age`) tells an old time, and counts as none. */
export function clockOffsetOf(
  headers: { get(name: string): string | null },
  nowMs: number,
): number | undefined {
  if (Number(headers.get('age') ?? 0) > 0) return undefined;
  const sentAtMs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(sentAtMs) ? undefined : sentAtMs - nowMs;
}

/** An answer's way, and whole seconds in its header, explain a difference of so much. */
const explainedMs = 5_000;

/** Our time set right by the offset of a clock that is trusted more; ours where none is known. */
export function setRight(nowMs: number, offsetMs: number | undefined): number {
  return offsetMs !== undefined && Math.abs(offsetMs) > explainedMs ? nowMs + offsetMs : nowMs;
}
