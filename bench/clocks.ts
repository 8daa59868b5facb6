/** Two clocks: the wall's, and how long this process was at work, which others do not move. */
export interface Clocks {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** What both clocks show now, in milliseconds. */
export function clocks(): Clocks {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), cpuMs: (user + system) / 1_000 };
}

/** How far both went on since. */
export function since(before: Clocks): Clocks {
  const now = clocks();
  return { wallMs: now.wallMs - before.wallMs, cpuMs: now.cpuMs - before.cpuMs };
}
