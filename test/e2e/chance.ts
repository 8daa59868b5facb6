/** Chance that can be repeated: the same seed gives the same choices in the same order. */

/** A source of choices. */
export interface Chance {
  /** True with this likelihood. */
  one(likelihood: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  bytes(length: number): Uint8Array;
  /** Waits between `leastMs` and `mostMs`. */
  pause(leastMs: number, mostMs: number): Promise<void>;
  /** A source of its own, so that what one person does leaves another's choices as they are. */
  branch(): Chance;
}

/** Makes a source of choices from a seed (mulberry32, public domain). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    one: (likelihood) => next() < likelihood,
    whole,
    bytes: (length) => Uint8Array.from({ length }, () => whole(0, 255)),
    pause: (leastMs, mostMs) =>
      new Promise((resolve) => {
        setTimeout(resolve, whole(leastMs, mostMs));
      }),
    branch: () => createChance(whole(0, 2 ** 31)),
  };
}
