/**
 * The real program, killed at random moments while people send money. `KILLS` says how often,
 * `KILL_SEED` repeats the choices of an earlier run.
 */
import { expect, test } from 'vitest';
import { type KillReport, runKills } from './kill-run.ts';

const kills = Number(process.env.KILLS || 30);
const seed = Number(process.env.KILL_SEED || Math.floor(Math.random() * 1_000_000));

test(
  `should lose nothing and pay nothing twice over ${kills} kills (KILL_SEED=${seed})`,
  async () => {
    const report = await runKills({ kills, seed });
    process.stdout.write(`${closingLine(report)}\n`);
    expect(report.problems, report.faults.join('\n')).toEqual([]);
  },
  240_000 + kills * 8_000,
);

function closingLine(report: KillReport): string {
  const moments = Object.entries(report.kills).map(([kind, count]) => `${count} ${kind}`);
  const { transfers, refunds, acts, refusals, pushes, repeated, plainPushesMissing } = report;
  return [
    `${kills} kills (${moments.join(', ')}), KILL_SEED=${seed}, ${Math.round(report.tookMs / 1000)} s:`,
    `${transfers} transfers, ${refunds} of them refunded; ${acts} texts and presses, ${refusals.length} refused in words;`,
    `${pushes} pushes, ${repeated} marked as repeated, ${plainPushesMissing} "payment seen" left to the card;`,
    `${report.memoryMb} MB in use; ${report.problems.length} problems`,
  ].join(' ');
}
