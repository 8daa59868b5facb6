/** `npm run bench`: what the bot costs and how quick it is, measured side by side in one run. */
import { measureLatency } from './latency.ts';

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

const latency = await measureLatency(24);
console.log('From a status change to the card, money in motion, POLL_SCALE=1');
console.log(
  `  median ${seconds(latency.median)} (bar 3 s), worst ${seconds(latency.worst)} (bar 8 s), ${latency.count} changes`,
);
