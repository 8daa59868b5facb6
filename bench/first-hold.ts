/** Measures one input, named by the argument, as the first after a start; tells the process above. */
import { warmUp } from '../src/app/warm-up.ts';
import { holdInputs } from './event-loop.ts';
import { longestHold } from './held.ts';

const input = holdInputs.find(({ name }) => name === process.argv[2]);
if (!input) throw new Error('there is no such input');
await warmUp();
const { work, close } = await input.open();
process.send?.(await longestHold(() => work(0)));
await close?.();
process.disconnect?.();
