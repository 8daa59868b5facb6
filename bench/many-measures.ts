/** Measures that are printed: of many open transfers, and of stores that are full. */
import { percent, seconds } from './figures.ts';
import { measureRedisBytes, measureScheduling, measureStarts } from './full-store.ts';
import { measureOutage } from './outage.ts';
import { measureScale } from './scale.ts';

/** By the names that `npm run bench -- <name>` takes. */
export const manyMeasures = { scale, outage, store };

const minute = 60_000;
const many = 100_000;

async function scale(): Promise<void> {
  console.log(
    'Many open transfers within 10 calls a second, one deposit in 3 s (simulated), beside every open order every 10 s',
  );
  const cases = [
    [1_000, 100, 5, ''],
    [10_000, 100, 5, ' (bar 30 s)'],
    [10_000, 10, 5, ''],
    [many, 100, 3, ''],
  ] as const;
  for (const [open, pageSize, minutes, bar] of cases) {
    const figures = await measureScale(open, pageSize, minutes * minute);
    const { toPush, naiveToPush, calls, cpu, deposits, unnoticed } = figures;
    console.log(`  ${open} open, ${pageSize} orders a page, ${deposits} deposits`);
    console.log(
      `    deposit to push: median ${seconds(toPush.median)}${bar}, p90 ${seconds(toPush.p90)}, worst ${seconds(toPush.worst)}, ${unnoticed} not noticed in time; naive at 10 calls a second: ${seconds(naiveToPush.median)}, ${seconds(naiveToPush.p90)}, ${seconds(naiveToPush.worst)}`,
    );
    console.log(
      `    calls a second: ${calls.mean.toFixed(1)}, at most ${calls.most} in one (budget 10, and one a process); naive needs ${calls.naive}`,
    );
    console.log(
      `    processor: ${percent(cpu.ours)} of a core, calls included; naive would take ${percent(cpu.naive)}: ${(cpu.naive / cpu.ours).toFixed(0)} times as much`,
    );
  }
}

async function outage(): Promise<void> {
  const figures = await measureOutage(many, 500, 60 * minute, 12 * minute);
  const { moving, firstMinute, movingFirst, movingTold, paidTold } = figures;
  console.log(`Chessa away for an hour with ${many} open transfers (simulated)`);
  console.log(
    `  first minute after it: ${firstMinute.calls} calls, at most ${firstMinute.mostInASecond} in a second (budget 10)`,
  );
  console.log(
    `  of the first ${moving} orders looked at, ${movingFirst} are of the ${moving} in motion; all of those told after ${seconds(movingTold.tookMs)} (calls alone take ${seconds(movingTold.leastMs)})`,
  );
  console.log(
    `  ${moving} that were paid meanwhile told after ${seconds(paidTold.tookMs)} (calls alone take ${seconds(paidTold.leastMs)})`,
  );
}

async function store(): Promise<void> {
  const bytes = await measureRedisBytes(10_000);
  console.log('A transfer in Redis, with its history, two notices and its card');
  console.log(`  ${bytes.toFixed(0)} bytes (bar 3,072)`);
  console.log(`The start of the program with ${many} open transfers, beside an empty store`);
  for (const { kept, full, empty, moreCpuMs } of await measureStarts(many, 5)) {
    console.log(
      `  ${kept}: ready after ${seconds(full.median)}, ${seconds(full.least)} to ${seconds(full.worst)} (bar 2 s); empty ${seconds(empty.median)}, ${seconds(empty.least)} to ${seconds(empty.worst)}; ${seconds(moreCpuMs)} more of processor time`,
    );
  }
  const { whole, callsAlone, callsASecond } = await measureScheduling(many, minute);
  console.log(`Following ${many} open transfers on Redis and BullMQ for a minute`);
  console.log(
    `  ${percent(whole - callsAlone)} of a core for scheduling (bar 10 %): ${percent(whole)} in all, ${percent(callsAlone)} for ${callsASecond.toFixed(1)} calls a second alone`,
  );
}
