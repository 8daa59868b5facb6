import { describe, expect, it } from 'vitest';
import { createClockMark, createOnwardClock } from '../../src/app/onward-clock.ts';
import { openDesk } from '../support/desk.ts';
import { noonMs } from '../support/transfer.ts';

const hourMs = 3_600_000;

/** A machine whose clock a test sets, while time goes on. */
function machine() {
  let [wallMs, steadyMs] = [noonMs, 5_000];
  const around = { wall: () => wallMs, steady: () => steadyMs };
  return {
    around,
    clock: createOnwardClock(around),
    pass(ms: number) {
      wallMs += ms;
      steadyMs += ms;
    },
    set(ms: number) {
      wallMs += ms;
    },
  };
}

describe('our clock', () => {
  it('goes with the machine’s, and forward with it at once', () => {
    const at = machine();
    at.pass(1_500);
    expect(at.clock.now()).toBe(noonMs + 1_500);
    at.set(hourMs);
    expect(at.clock.now()).toBe(noonMs + 1_500 + hourMs);
  });

  it('goes on when the machine’s is set back, and slower until they meet (X07)', () => {
    const at = machine();
    at.set(-hourMs);
    expect(at.clock.now()).toBe(noonMs);
    at.pass(60_000);
    expect(at.clock.now()).toBe(noonMs + 54_000);
    at.pass(10 * hourMs);
    expect(at.clock.now()).toBe(noonMs + 9 * hourMs + 60_000);
    at.pass(1_000);
    expect(at.clock.now()).toBe(noonMs + 9 * hourMs + 61_000);
  });

  it('believes a machine that was more than a day ahead', () => {
    const at = machine();
    at.set(365 * 24 * hourMs);
    at.clock.now();
    at.set(-365 * 24 * hourMs);
    expect(at.clock.now()).toBe(noonMs);
  });

  it('goes on where the process before it had come to (X07)', async () => {
    const { store, log, logged } = await openDesk();
    const at = machine();
    const marking = { clock: at.clock, settings: store.settings, log };
    await createClockMark(marking).stop();
    at.set(-hourMs);
    const clock = createOnwardClock(at.around);
    expect(clock.now()).toBe(noonMs - hourMs);
    await createClockMark({ ...marking, clock }).read();
    expect(clock.now()).toBe(noonMs);
    expect(logged.join()).toContain('our clock was set back');
  });
});
