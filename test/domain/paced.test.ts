import { describe, expect, it } from 'vitest';
import { inSlices } from '../../src/domain/paced.ts';

function* spinning(pieces: number) {
  for (let piece = 0; piece < pieces; piece += 1) {
    const untilMs = performance.now() + 1;
    while (performance.now() < untilMs);
    yield;
  }
  return 'done';
}

describe('work in slices', () => {
  it('comes to its end with its result', async () => {
    expect(await inSlices(spinning(0))).toBe('done');
    expect(await inSlices(spinning(5))).toBe('done');
  });

  it('lets others work in between', async () => {
    let turns = 0;
    let isOver = false;
    const others = () => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    await inSlices(spinning(50));
    isOver = true;
    expect(turns).toBeGreaterThan(10);
  });

  it('passes on what is thrown', async () => {
    function* broken(): Generator<undefined, void, undefined> {
      yield;
      throw new Error('a bug');
    }
    await expect(inSlices(broken())).rejects.toThrow('a bug');
  });
});
