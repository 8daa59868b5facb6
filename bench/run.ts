/**
 * `npm run bench`: what the bot costs and how quick it is, measured side by side in one run.
 * `npm run bench -- scale outage` takes those measures alone.
 */
import { manyMeasures } from './many-measures.ts';
import { usualMeasures } from './usual-measures.ts';

const measures: Readonly<Record<string, () => Promise<void>>> = {
  ...usualMeasures,
  ...manyMeasures,
};
const asked = process.argv.slice(2);
const strange = asked.filter((name) => !Object.hasOwn(measures, name));
if (strange.length > 0) {
  console.error(
    `There is no ${strange.join(', ')}. There are: ${Object.keys(measures).join(', ')}.`,
  );
  process.exit(2);
}
for (const [name, measure] of Object.entries(measures)) {
  if (asked.length === 0 || asked.includes(name)) await measure();
}
