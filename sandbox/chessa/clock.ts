/** The simulator's own clock: it can run faster than life, and it can be set forward. */

/** Simulated time. Every timestamp and every transition of the simulator follows it. */
export interface Clock {
  /** Simulated time in milliseconds since 1970. */
  now(): number;
  /** How many simulated milliseconds pass in a real one. */
  readonly scale: number;
  /** Changes the pace from here on; what has passed stays as it was. */
  setScale(scale: number): void;
  /** Jumps forward. */
  advance(ms: number): void;
  /** Real milliseconds until a simulated moment; 0 when it is past. */
  realMsUntil(atMs: number): number;
}

/**
 * @param realNow the real clock, milliseconds since 1970
 * @param initialScale simulated milliseconds in a real one; above 0
 */
export function createClock(realNow: () => number, initialScale = 1): Clock {
  let scale = checkedScale(initialScale);
  let realBase = realNow();
  let simulatedBase = realBase;

  function now(): number {
    return Math.floor(simulatedBase + (realNow() - realBase) * scale);
  }

  return {
    now,
    get scale() {
      return scale;
    },
    setScale(next) {
      const checked = checkedScale(next);
      simulatedBase = now();
      realBase = realNow();
      scale = checked;
    },
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError('the clock only goes forward');
      simulatedBase += ms;
    },
    realMsUntil: (atMs) => Math.max(0, (atMs - now()) / scale),
  };
}

/** A clock that can be put wrong: all that it says is off by so many milliseconds. */
export interface SkewedClock extends Clock {
  readonly skewMs: number;
  setSkew(ms: number): void;
}

/** A clock beside another one, right until it is put ahead (above 0) or behind. */
export function withSkew(clock: Clock): SkewedClock {
  let skewMs = 0;
  return {
    now: () => clock.now() + skewMs,
    get scale() {
      return clock.scale;
    },
    setScale: clock.setScale,
    advance: clock.advance,
    realMsUntil: (atMs) => clock.realMsUntil(atMs - skewMs),
    get skewMs() {
      return skewMs;
    },
    setSkew(ms) {
      skewMs = ms;
    },
  };
}

function checkedScale(scale: number): number {
  if (!Number.isFinite(scale) || scale <= 0) throw new RangeError('scale must be above 0');
  return scale;
}
