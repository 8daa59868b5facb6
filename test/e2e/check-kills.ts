/**
 * The kill test of one setting. `KILLS` says how many there are over all settings together,
 * `KILL_SEED` repeats the choices of an earlier run.
 */
import { expect } from 'vitest';
import type { needs } from '../support/not-run.ts';
import { type KillReport, runKills } from './kill-run.ts';
import type { Setting } from './life.ts';

/** How many kills there are when nobody says, and the setting's part of those that are asked for. */
interface HowMany {
  readonly usual: number;
  readonly share: number;
}

/** What each kill takes at most, on the average, also where leases have to end before all goes on. */
const msPerKill = 12_000;

/** Writes down the test; `on` runs it, or says what it needs. */
export function checkKills(
  on: ReturnType<typeof needs>,
  setting: Setting,
  { usual, share }: HowMany,
): void {
  const kills = Math.ceil(Number(process.env.KILLS || 0) * share) || usual;
  const seed = Number(process.env.KILL_SEED || Math.floor(Math.random() * 1_000_000));
  const where = `${setting.store}, ${setting.processes === 1 ? 'one process' : 'two processes'}`;
  on(
    `should lose nothing and pay nothing twice over ${kills} kills (${where}, KILL_SEED=${seed})`,
    async () => {
      const report = await runKills({ ...setting, kills, seed });
      process.stdout.write(`${where}, KILL_SEED=${seed}: ${closingLine(report)}\n`);
      expect(report.problems, report.faults.join('\n')).toEqual([]);
    },
    180_000 + kills * msPerKill,
  );
}

function closingLine(report: KillReport): string {
  const { transfers, refunds, acts, refusals, pushes, repeated, plainPushesMissing } = report;
  return [
    `${listed(report.blows)} (${listed(report.moments)}), ${Math.round(report.tookMs / 1000)} s:`,
    `${transfers} transfers, ${refunds} of them refunded; ${acts} texts and presses, ${refusals.length} refused in words;`,
    `${pushes} pushes, ${repeated} marked as repeated, ${plainPushesMissing} "payment seen" left to the card;`,
    `${report.memoryMb} MB in use; ${report.problems.length} problems`,
  ].join(' ');
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}
