/** Measures that are printed: of one transfer, of dialogues, and of the program at rest. */
import { measureCrowd } from './crowd.ts';
import { measureDialogue } from './dialogue-size.ts';
import { measureHolds } from './event-loop.ts';
import { beside, ms, percent, seconds, share, times } from './figures.ts';
import { type FloodSide, measureFlood } from './flood.ts';
import { measureLatency } from './latency.ts';
import { measureLooks } from './looks.ts';
import { measureIdleMemory } from './memory.ts';
import { measurePanel } from './panel.ts';
import { measureCalls, measureNotice } from './polling.ts';
import { measureUpdates } from './throughput.ts';

/** By the names that `npm run bench -- <name>` takes. */
export const usualMeasures = {
  latency,
  notice,
  calls,
  flood,
  crowd,
  holds,
  dialogue,
  updates,
  looks,
  panel,
  idle,
};

async function latency(): Promise<void> {
  const latency = await measureLatency(24);
  console.log('From a status change to the card, money in motion, POLL_SCALE=1');
  console.log(
    `  median ${seconds(latency.median)} (bar 3 s), worst ${seconds(latency.worst)} (bar 8 s), ${latency.count} changes`,
  );
}

async function notice(): Promise<void> {
  console.log(
    'From a deposit at Chessa to the push, beside every open order every 10 s (simulated hours)',
  );
  for (const { paid, ours, naive, bars } of await measureNotice(100)) {
    const medianBar = bars.medianMs === undefined ? '' : ` (bar ${seconds(bars.medianMs)})`;
    console.log(
      `  paid ${paid}: median ${seconds(ours.median)}${medianBar}, worst ${seconds(ours.worst)} (bar ${seconds(bars.worstMs)}); naive ${seconds(naive.median)}, ${seconds(naive.worst)}`,
    );
  }
}

async function calls(): Promise<void> {
  console.log('Calls to Chessa for one transfer, from the name check on (simulated days)');
  for (const { transfer, ours, naive, bar } of await measureCalls(40)) {
    const most = bar === undefined ? '' : ` (bar ${bar})`;
    console.log(
      `  ${transfer}: median ${ours.median}, most ${ours.worst}${most}; naive ${naive.median}, ${naive.worst}`,
    );
  }
}

async function flood(): Promise<void> {
  const { quiet, flooded, p99Ratios, ...figures } = await measureFlood(20);
  const line = ({ waits, busy }: FloodSide) =>
    `median ${ms(waits.median)}, p99 ${ms(waits.p99)}, ${waits.count} answers, the program at work ${percent(busy)} of the time`;
  console.log('People who answer questions, beside one person at 1,000 messages a second');
  console.log(`  alone: ${line(quiet)}`);
  console.log(`  beside: ${line(flooded)}`);
  console.log(
    `  p99 of all ${share(flooded.waits.p99, quiet.waits.p99)} (bar 10 %); in groups of A B B A ${times(p99Ratios.median, 1)} in the middle, ${times(p99Ratios.least, 1)} to ${times(p99Ratios.worst, 1)}`,
  );
  console.log(
    `  the one person sent ${figures.flood} messages and got ${figures.answers} answers, ${figures.sentences} of them "That was a lot at once"`,
  );
}

async function crowd(): Promise<void> {
  const crowd = await measureCrowd(10_000);
  console.log('10,000 people who begin at once');
  console.log(
    `  ${crowd.served} served, ${crowd.askedToWait} asked to come back, all within ${seconds(crowd.tookMs)}; at most ${crowd.mostCallsASecond} calls to Chessa in a second (budget 10)`,
  );
}

async function holds(): Promise<void> {
  console.log('The longest that one input holds the event loop (bar 10 ms)');
  for await (const { input, firstMs, typicalMs } of measureHolds()) {
    console.log(`  ${ms(typicalMs)}, at first ${ms(firstMs)}: ${input}`);
  }
}

async function dialogue(): Promise<void> {
  const [few, many] = await measureDialogue(5, 40, 12);
  console.log(`A dialogue at ${many.answers} answered fields beside ${few.answers}`);
  console.log(
    `  ${many.bytes} bytes of memory beside ${few.bytes}: ${times(many.bytes, few.bytes)} (bar 1.50)`,
  );
  console.log(
    `  ${ms(many.cpuMs)} of processor time an answer beside ${ms(few.cpuMs)}: ${times(many.cpuMs, few.cpuMs)} (bar 1.50)`,
  );
}

async function updates(): Promise<void> {
  console.log('Updates through the whole bot, beside a bare grammY bot with the same dialogue');
  console.log(`  ${beside(await measureUpdates(5))} (bar 60 %)`);
}

async function looks(): Promise<void> {
  const looks = await measureLooks(25);
  console.log('Looks at orders that Chessa answers at once, beside a client that keeps nothing');
  console.log(`  the whole look beside ofetch with a timeout: ${beside(looks.whole)} (bar 70 %)`);
  console.log(`  our client alone beside ofetch with a timeout: ${beside(looks.client)}`);
  console.log(`  the whole look beside fetch without one: ${beside(looks.besideFetch)}`);
}

async function panel(): Promise<void> {
  console.log('The panel of staff with 100,000 transfers, beside one with 1,000');
  console.log(`  ${beside(await measurePanel({ few: 1_000, many: 100_000 }))} (no scan: 100 %)`);
}

async function idle(): Promise<void> {
  console.log('The program while nobody writes');
  console.log(`  ${await measureIdleMemory(10_000)} MB of memory (bar 180 MB)`);
}
