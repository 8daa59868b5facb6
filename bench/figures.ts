/** How figures are written in the printed measures. */
import type { RateFigures } from './in-turns.ts';

/** Seconds with a decimal. */
export const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
/** Milliseconds with a decimal. */
export const ms = (value: number) => `${value.toFixed(1)} ms`;
/** How much more one is than the other. */
export const share = (part: number, whole: number) =>
  `${((100 * part) / whole - 100).toFixed(0)} %`;
/** How many times the other one is. */
export const times = (part: number, whole: number) => `${(part / whole).toFixed(2)} times`;
/** A share of one. */
export const percent = (part: number) => `${(100 * part).toFixed(0)} %`;
/** Two rates beside each other, by wall time and by processor time. */
export const beside = ({ ours, bare, share: of, cpuShare }: RateFigures) =>
  `${ours.median.toFixed(0)} a second beside ${bare.median.toFixed(0)}: ${percent(of.median)} in the middle, ${percent(of.least)} to ${percent(of.worst)}; by processor time ${percent(cpuShare.median)}, ${percent(cpuShare.least)} to ${percent(cpuShare.worst)}`;
