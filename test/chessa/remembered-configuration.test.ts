/** The configuration over time: fresh, stale, with the provider down, and after a restart. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/chessa/failure.ts';
import { createReadConfiguration } from '../../src/chessa/read-configuration.ts';
import { createConfigurations } from '../../src/chessa/remembered-configuration.ts';
import type { Configuration } from '../../src/domain/corridor.ts';
import type { Result } from '../../src/domain/result.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 1);
const down: Result<string, Failure> = { ok: false, failure: { kind: 'unavailable' } };
const refusal: Result<string, Failure> = { ok: false, failure: { kind: 'misconfigured' } };

/** One bank of that name, with a limit and every kind of rule. */
function offering(name: string): Result<string, Failure> {
  const fields = [
    {
      id: 'accountNumber',
      pattern: '/^\\d+$/i',
      length: '10',
      example: '0123456789',
      hint: 'Ten digits',
    },
    { id: 'purpose', options: [{ id: 'a', name: 'Family' }] },
    { id: 'kind', hidden: true, value: 'x' },
  ];
  const banks = [{ id: 'ng_test', name, limits: { min: '2' } }, { id: 'ng_other' }];
  const method = { id: 'bank', name: 'Bank', type: 'bank', banks, fields };
  const value = JSON.stringify([{ country: 'NG', currency: 'NGN', methods: [method] }]);
  return { ok: true, value };
}

/** A program that can be restarted, its store, and a provider that says what the test sets. */
function world() {
  const asked: number[] = [];
  const kept: { text?: string; writes: number } = { writes: 0 };
  const state = { nowMs: startMs, says: offering('Bank A') };
  const start = () =>
    createConfigurations({
      now: () => state.nowMs,
      read: createReadConfiguration(() => undefined),
      chessa: {
        async configuration() {
          asked.push(state.nowMs);
          return state.says;
        },
      },
      find: async () => kept.text,
      put: async (text) => {
        kept.text = text;
        kept.writes += 1;
      },
    });
  return { asked, kept, state, start };
}

const nameIn = (result: Result<Configuration, Failure>) =>
  result.ok ? result.value.corridors[0]?.ways[0]?.institutions[0]?.name : result.failure.kind;

test('it is read once in five minutes, and once for all who ask together', async () => {
  const { asked, state, start } = world();
  const configurations = start();
  await Promise.all([configurations.current(), configurations.current(), configurations.current()]);
  state.nowMs += 5 * minuteMs - 1;
  state.says = offering('Bank B');
  expect(nameIn(await configurations.current())).toBe('Bank A');
  state.nowMs += 1;
  expect(nameIn(await configurations.current())).toBe('Bank B');
  expect(asked).toEqual([startMs, startMs + 5 * minuteMs]);
});

describe('the provider is down', () => {
  test('the last good copy serves for a day, and tells its age', async () => {
    const { state, start } = world();
    const configurations = start();
    await configurations.current();
    state.says = down;
    state.nowMs += 24 * 60 * minuteMs - 1;
    expect(await configurations.current()).toMatchObject({
      ok: true,
      value: { readAtMs: startMs },
    });
    state.nowMs += 1;
    expect(await configurations.current()).toEqual(down);
  });

  test('it is asked again after half a minute, not by everybody', async () => {
    const { asked, state, start } = world();
    const configurations = start();
    state.says = down;
    expect(await configurations.current()).toEqual(down);
    state.nowMs += 29_999;
    expect(await configurations.current()).toEqual(down);
    expect(asked).toHaveLength(1);
    state.nowMs += 1;
    state.says = offering('Bank B');
    expect(nameIn(await configurations.current())).toBe('Bank B');
  });

  test('a restart goes on with the copy, whole and with the same hash', async () => {
    const { asked, state, start } = world();
    const before = await start().current();
    state.says = down;
    state.nowMs += 10 * minuteMs;
    expect(JSON.parse(JSON.stringify(await start().current()))).toEqual(
      JSON.parse(JSON.stringify(before)),
    );
    expect(asked).toHaveLength(2);
  });

  test.each([
    '',
    '{}',
    'no JSON',
    `${startMs}\n{"payouts":[]}`,
    `${startMs}\nAAAA`,
    `${startMs}\n${gzipSync('null').toString('base64')}`,
  ])('a kept text that is not ours (%j) is as good as none', async (text) => {
    const { kept, state, start } = world();
    kept.text = text;
    state.says = down;
    expect(await start().current()).toEqual(down);
  });
});

test('refused credentials are told even with a copy at hand', async () => {
  const { state, start } = world();
  const configurations = start();
  await configurations.current();
  state.nowMs += 5 * minuteMs;
  state.says = refusal;
  expect(await configurations.current()).toEqual(refusal);
  expect(await configurations.current()).toEqual(refusal);
});

test('a fresh copy from before a restart needs no request', async () => {
  const { asked, state, start } = world();
  await start().current();
  state.nowMs += minuteMs;
  expect(nameIn(await start().current())).toBe('Bank A');
  expect(asked).toHaveLength(1);
});

test('who needs it newer has it asked for anew', async () => {
  const { asked, state, start } = world();
  const configurations = start();
  await configurations.current();
  state.nowMs += 30_000;
  state.says = offering('Bank B');
  expect(nameIn(await configurations.current(30_001))).toBe('Bank A');
  expect(nameIn(await configurations.current(30_000))).toBe('Bank B');
  expect(asked).toHaveLength(2);
});

test('a body that is no configuration leaves the last good one in place', async () => {
  const { state, start } = world();
  const configurations = start();
  await configurations.current();
  for (const value of ['<html>', '{"payouts":[]', '{"payouts":{}}', '[null]']) {
    state.nowMs += 5 * minuteMs;
    state.says = { ok: true, value };
    expect(nameIn(await configurations.current())).toBe('Bank A');
  }
});

test('an unchanged copy is written once an hour, a changed one at once', async () => {
  const { kept, state, start } = world();
  const configurations = start();
  const later = async (ms: number) => {
    state.nowMs += ms;
    await configurations.current();
    return kept.writes;
  };
  expect(await later(0)).toBe(1);
  expect(await later(5 * minuteMs)).toBe(1);
  state.says = offering('Bank B');
  expect(await later(5 * minuteMs)).toBe(2);
  expect(await later(59 * minuteMs)).toBe(2);
  expect(await later(5 * minuteMs)).toBe(3);
});

test('a clock that went back does not make an old copy young', async () => {
  const { asked, state, start } = world();
  await start().current();
  state.nowMs -= minuteMs;
  await start().current();
  expect(asked).toHaveLength(2);
});
