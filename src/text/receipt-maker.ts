/**
 * Makes receipts beside the program: laying out a page takes the processor for a tenth of a second,
 * in which nobody would be answered. One thread draws one after the other; it begins with the first
 * and ends when there has been nothing to draw for a while.
 */
import { Worker } from 'node:worker_threads';
import type { ReceiptPage } from './receipt-page.ts';

/** Draws a receipt; rejects where it cannot be drawn, or its thread took far too long. */
export type MakeReceipt = (page: ReceiptPage) => Promise<Uint8Array>;

/** To begin the thread takes longer than to draw, so it waits a little for the next. */
const idleMs = 10_000;
/** On a busy machine a receipt takes some seconds; a thread that hangs is not waited for. */
const longestMs = 20_000;
/** A receipt takes a tenth of it. */
const mostMegabytes = 256;

/** Makes the function. Nothing is started before it is called. */
export function createReceiptMaker(): MakeReceipt {
  let last: Promise<unknown> = Promise.resolve();
  let thread: Thread | undefined;
  let idle: NodeJS.Timeout | undefined;

  function end(): void {
    thread?.end();
    thread = undefined;
  }

  async function draw(page: ReceiptPage): Promise<Uint8Array> {
    clearTimeout(idle);
    if (!thread?.isAlive()) thread = begin();
    try {
      const bytes = await thread.draw(page);
      idle = setTimeout(end, idleMs).unref();
      return bytes;
    } catch (problem) {
      end();
      throw problem;
    }
  }

  return function makeReceipt(page) {
    const made = last.then(() => draw(page));
    last = made.catch(() => undefined);
    return made;
  };
}

/** A thread that draws; one page at a time. */
interface Thread {
  isAlive(): boolean;
  draw: MakeReceipt;
  end(): void;
}

function begin(): Thread {
  const resourceLimits = { maxOldGenerationSizeMb: mostMegabytes };
  const worker = new Worker(program(), { eval: true, execArgv: [], resourceLimits });
  // It never keeps the program from ending.
  worker.unref();
  let isAlive = true;
  let drawn: (bytes: Uint8Array) => void = () => undefined;
  let failed: (problem: unknown) => void = () => undefined;
  worker.on('message', (bytes: Uint8Array) => drawn(bytes));
  worker.on('error', (problem) => failed(problem));
  worker.on('exit', () => {
    isAlive = false;
    failed(new Error('the thread of receipts has ended'));
  });
  return {
    isAlive: () => isAlive,
    end: () => void worker.terminate(),
    draw(page) {
      const tooLong = () => failed(new Error('a receipt took too long'));
      const timer = setTimeout(tooLong, longestMs);
      const made = new Promise<Uint8Array>((resolve, reject) => {
        [drawn, failed] = [resolve, reject];
        worker.postMessage(page);
      });
      return made.finally(() => clearTimeout(timer));
    },
  };
}

/** Run from its source, as tests and the demo do, the thread needs first what reads TypeScript. */
function program(): string {
  const isSource = import.meta.url.endsWith('.ts');
  const file = new URL(`./receipt-worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
  const load = `import(${JSON.stringify(file.href)})`;
  if (!isSource) return load;
  const reader = import.meta.resolve('tsx/esm/api');
  return `import(${JSON.stringify(reader)}).then(({ register }) => { register(); return ${load}; })`;
}
