import { expect, test, vi } from 'vitest';
import type { Intake, IntakeEnd } from '../../src/bot/intake.ts';
import { createSoleIntake } from '../../src/bot/sole-intake.ts';
import { createShared } from '../../src/store/sqlite/shared.ts';
import { StoreAway } from '../../src/store/store.ts';
import { createSilentLog } from '../support/silent-log.ts';

const times = { leaseMs: 60, renewMs: 10 };
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A process that may poll; `polls` counts how often it began to, and tells whether it does. */
function createProcess(shared = createShared(Date.now), owner = 'a') {
  const polls = { begun: 0, going: false };
  let end = (_: IntakeEnd): void => undefined;
  const createIntake = (): Intake => ({
    run: () => {
      polls.begun += 1;
      polls.going = true;
      return new Promise<IntakeEnd>((resolve) => {
        end = resolve;
      }).finally(() => {
        polls.going = false;
      });
    },
    stop: () => end({ kind: 'stopped' }),
    progressedAtMs: () => undefined,
  });
  const { log } = createSilentLog();
  const intake = createSoleIntake({
    store: { shared },
    owner,
    createIntake,
    log,
    now: Date.now,
    sleep,
    times,
  });
  return { intake, polls, end: (kind: IntakeEnd['kind']) => end({ kind }) };
}

test('one process polls, and another one takes over when it stops (G12)', async () => {
  const shared = createShared(Date.now);
  const [first, second] = [createProcess(shared, 'a'), createProcess(shared, 'b')];
  const firstEnds = first.intake.run();
  await vi.waitFor(() => expect(first.polls.going).toBe(true));
  const secondEnds = second.intake.run();
  await sleep(3 * times.leaseMs);
  expect([first.polls, second.polls]).toMatchObject([
    { begun: 1, going: true },
    { begun: 0, going: false },
  ]);
  expect(second.intake.progressedAtMs()).toBeGreaterThan(0);
  first.intake.stop();
  expect(await firstEnds).toEqual({ kind: 'stopped' });
  await vi.waitFor(() => expect(second.polls.going).toBe(true));
  second.intake.stop();
  expect(await secondEnds).toEqual({ kind: 'stopped' });
});

test('a process that lost the lease stops to poll, and waits', async () => {
  const shared = createShared(Date.now);
  const process = createProcess(shared, 'a');
  const ends = process.intake.run();
  await vi.waitFor(() => expect(process.polls.going).toBe(true));
  await shared.release('polling', 'a');
  await shared.hold('polling', 'b', 60_000);
  await vi.waitFor(() => expect(process.polls.going).toBe(false));
  await shared.release('polling', 'b');
  await vi.waitFor(() => expect(process.polls).toEqual({ begun: 2, going: true }));
  process.intake.stop();
  await ends;
});

test('polling goes on while the store is away, and does not begin meanwhile', async () => {
  const shared = createShared(Date.now);
  const holding = vi.spyOn(shared, 'hold');
  const process = createProcess(shared, 'a');
  holding.mockRejectedValueOnce(new StoreAway('away', 'away'));
  const ends = process.intake.run();
  await vi.waitFor(() => expect(process.polls.going).toBe(true));
  expect(holding.mock.calls.length).toBeGreaterThan(1);
  holding.mockRejectedValue(new StoreAway('away', 'away'));
  await sleep(3 * times.leaseMs);
  expect(process.polls).toEqual({ begun: 1, going: true });
  process.intake.stop();
  expect(await ends).toEqual({ kind: 'stopped' });
});

test('what only the operator can mend ends it', async () => {
  const process = createProcess();
  const ends = process.intake.run();
  await vi.waitFor(() => expect(process.polls.going).toBe(true));
  process.end('token_refused');
  expect(await ends).toEqual({ kind: 'token_refused' });
});
