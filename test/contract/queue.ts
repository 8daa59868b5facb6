/** What every queue must do. Times here are real, so tests wait for what happens, never for how long. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job, Queue } from '../../src/queue/queue.ts';

export interface QueueHarness {
  readonly queue: Queue;
  /** What handlers threw, as the queue reported it. */
  readonly problems: { job: Job; error: unknown }[];
  /** Gives back what the queue held on to. */
  dispose(): Promise<void>;
}

const job = (id: string): Job => ({ kind: 'transfer', id });
const farAway = 3_600_000;

/**
 * Runs the queue contract. `openFresh` makes an empty, stopped queue that runs at most four jobs
 * at once and repeats a failed one after a few milliseconds.
 */
export function queueContract(name: string, openFresh: () => Promise<QueueHarness>): void {
  describe(`${name}: the queue`, () => {
    let harness: QueueHarness;
    let queue: Queue;

    beforeEach(async () => {
      harness = await openFresh();
      queue = harness.queue;
    });

    afterEach(async () => {
      await queue.stop();
      await queue.close();
      await harness.dispose();
    });

    test('should run what is due, scheduled before or after the start', async () => {
      const ran: string[] = [];
      await queue.schedule(job('before'), Date.now());
      queue.start(async ({ id }) => void ran.push(id));
      await queue.schedule(job('after'), Date.now());
      await vi.waitFor(() => expect([...ran].sort()).toEqual(['after', 'before']));
    });

    test('should run one job once, however often it is scheduled', async () => {
      const ran: string[] = [];
      for (let n = 0; n < 20; n += 1) await queue.schedule(job('one'), Date.now());
      queue.start(async ({ id }) => void ran.push(id));
      await queue.schedule(job('last'), Date.now() + 50);
      await vi.waitFor(() => expect(ran).toContain('last'));
      expect(ran).toEqual(['one', 'last']);
    });

    test('should lower a time, and never raise it', async () => {
      const ran: string[] = [];
      queue.start(async ({ id }) => void ran.push(id));
      await queue.schedule(job('lowered'), Date.now() + farAway);
      await queue.schedule(job('lowered'), Date.now());
      await queue.schedule(job('kept'), Date.now() + 20);
      await queue.schedule(job('kept'), Date.now() + farAway);
      await vi.waitFor(() => expect(ran).toEqual(['lowered', 'kept']));
    });

    test('should wake again when the handler says so', async () => {
      let runs = 0;
      queue.start(async () => {
        runs += 1;
        return runs < 3 ? { atMs: Date.now() + 5, rank: 'waiting' } : undefined;
      });
      await queue.schedule(job('thrice'), Date.now());
      await vi.waitFor(() => expect(runs).toBe(3));
    });

    test('should never run one job twice at once, and run it again when asked meanwhile', async () => {
      const gate = createGate();
      let running = 0;
      let most = 0;
      let runs = 0;
      queue.start(async () => {
        running += 1;
        most = Math.max(most, running);
        runs += 1;
        if (runs === 1) await gate.opened;
        running -= 1;
        return undefined;
      });
      await queue.schedule(job('one'), Date.now());
      await vi.waitFor(() => expect(runs).toBe(1));
      await queue.schedule(job('one'), Date.now());
      await queue.schedule(job('one'), Date.now());
      expect(runs).toBe(1);
      gate.open();
      await vi.waitFor(() => expect(runs).toBe(2));
      expect(most).toBe(1);
    });

    test('should keep the earlier of what it was told and what was asked meanwhile', async () => {
      let runs = 0;
      queue.start(async () => {
        runs += 1;
        if (runs > 1) return undefined;
        await queue.schedule(job('one'), Date.now());
        return { atMs: Date.now() + farAway, rank: 'late' };
      });
      await queue.schedule(job('one'), Date.now());
      await vi.waitFor(() => expect(runs).toBe(2));
    });

    test('should run the more pressing of what is due first', async () => {
      const ran: string[] = [];
      for (let n = 0; n < 4; n += 1) await queue.schedule(job(`l${n}`), Date.now(), 'late');
      for (let n = 0; n < 4; n += 1) await queue.schedule(job(`w${n}`), Date.now(), 'waiting');
      for (let n = 0; n < 4; n += 1) await queue.schedule(job(`m${n}`), Date.now(), 'in_motion');
      // It waits already, and is pressing by now.
      await queue.schedule(job('l3'), Date.now(), 'in_motion');
      await queue.schedule(job('w3'), Date.now(), 'late');
      queue.start(async ({ id }) => {
        ran.push(id);
        await new Promise((resolve) => setTimeout(resolve, 10));
        return undefined;
      });
      await vi.waitFor(() => expect(ran).toHaveLength(12));
      expect(ran.slice(0, 5).sort()).toEqual(['l3', 'm0', 'm1', 'm2', 'm3']);
      expect(ran.slice(5, 9).sort()).toEqual(['w0', 'w1', 'w2', 'w3']);
    });

    test('should keep the rank that the handler tells, and tell it the next time', async () => {
      const told: string[] = [];
      queue.start(async (_, rank) => {
        told.push(rank);
        if (told.length === 3) return undefined;
        return { atMs: Date.now(), rank: told.length === 1 ? 'late' : 'in_motion' };
      });
      await queue.schedule(job('one'), Date.now(), 'waiting');
      await vi.waitFor(() => expect(told).toEqual(['waiting', 'late', 'in_motion']));
    });

    test('should run at most four jobs at once, and all in the end', async () => {
      const gate = createGate();
      let running = 0;
      let most = 0;
      const ran = new Set<string>();
      queue.start(async ({ id }) => {
        running += 1;
        most = Math.max(most, running);
        await gate.opened;
        running -= 1;
        ran.add(id);
        return undefined;
      });
      for (let n = 0; n < 30; n += 1) await queue.schedule(job(`j${n}`), Date.now());
      await vi.waitFor(() => expect(running).toBe(4));
      gate.open();
      await vi.waitFor(() => expect(ran.size).toBe(30));
      expect(most).toBe(4);
    });

    test('should report what a handler throws, repeat that job and go on with the others (T80)', async () => {
      const ran: string[] = [];
      queue.start(async ({ id }) => {
        ran.push(id);
        if (id === 'bad' && ran.filter((one) => one === 'bad').length === 1) {
          throw new Error('a bug');
        }
        return undefined;
      });
      await queue.schedule(job('bad'), Date.now());
      await queue.schedule(job('good'), Date.now());
      await vi.waitFor(() => expect([...ran].sort()).toEqual(['bad', 'bad', 'good']));
      expect(harness.problems).toHaveLength(1);
      expect(harness.problems[0]).toMatchObject({ job: job('bad'), error: { message: 'a bug' } });
    });

    test('should wait for the jobs in hand when it stops, and take no new one', async () => {
      const gate = createGate();
      const begun: string[] = [];
      const ran: string[] = [];
      queue.start(async ({ id }) => {
        begun.push(id);
        await gate.opened;
        ran.push(id);
        return { atMs: Date.now(), rank: 'waiting' };
      });
      await queue.schedule(job('in hand'), Date.now());
      await vi.waitFor(() => expect(begun).toEqual(['in hand']));
      let stopped = false;
      const stopping = queue.stop().then(() => {
        stopped = true;
      });
      await queue.schedule(job('late'), Date.now());
      expect(stopped).toBe(false);
      gate.open();
      await stopping;
      expect(ran).toEqual(['in hand']);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(begun).toEqual(['in hand']);
    });
  });
}

function createGate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
