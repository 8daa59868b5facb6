/** Two ways of doing the same, measured beside each other in one run. */
import { type Spread, spread } from './spread.ts';

/** So many a second, of both, and ours as a share of the bare one's, over several rounds. */
export interface RateFigures {
  readonly ours: Spread;
  readonly bare: Spread;
  readonly share: Spread;
  /** The same share by processor time alone, which others on the machine do not move. */
  readonly cpuShare: Spread;
}

/**
 * Each `work` resolves to how much it did. One round of each first, to be warm; then in turns of A B B A, so that a slow moment slows both.
 */
export async function inTurns(
  rounds: number,
  work: Readonly<Record<'ours' | 'bare', () => Promise<number>>>,
): Promise<RateFigures> {
  const measured = async (which: 'ours' | 'bare') => {
    const beganMs = performance.now();
    const before = process.cpuUsage();
    const done = await work[which]();
    const { user, system } = process.cpuUsage(before);
    return {
      perSecond: (1_000 * done) / (performance.now() - beganMs),
      perCpuSecond: (1_000_000 * done) / (user + system),
    };
  };
  await measured('ours');
  await measured('bare');
  const figures = {
    ours: [] as number[],
    bare: [] as number[],
    share: [] as number[],
    cpuShare: [] as number[],
  };
  for (let round = 0; round < rounds; round += 1) {
    const early = round % 2 === 1 ? await measured('bare') : undefined;
    const ours = await measured('ours');
    const bare = early ?? (await measured('bare'));
    figures.ours.push(ours.perSecond);
    figures.bare.push(bare.perSecond);
    figures.share.push(ours.perSecond / bare.perSecond);
    figures.cpuShare.push(ours.perCpuSecond / bare.perCpuSecond);
  }
  return {
    ours: spread(figures.ours),
    bare: spread(figures.bare),
    share: spread(figures.share),
    cpuShare: spread(figures.cpuShare),
  };
}
