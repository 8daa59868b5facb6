/**
 * No script goes through all that there is: a command whose reply grows with its key is given an
 * end, or its key stays short. Every other use is named here, with why it stays short.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../src/store/redis');

/** What answers with the whole of a key, or of all keys, unless it is told where to end. */
const whole = /^(KEYS|SCAN|HGETALL|HKEYS|HVALS|SMEMBERS|SORT|HSCAN|SSCAN|ZSCAN)$/;
const ranges = /^(Z(REV)?RANGE(BYSCORE|BYLEX)?|LRANGE)$/;

const shortKeys: Readonly<Record<string, string>> = {
  "HGETALL P .. 'updates'": 'what waits for its turn; read once, at the start',
  "HGETALL P .. 'stats:' .. name": 'one day of counters',
  "HGETALL P .. 'route:' .. A[1] .. ':' .. name": 'one day of one route: a number for each length',
  "HGETALL P .. 'counts'": 'one number for each state',
  'HGETALL key': 'one line for each process that is alive',
  "HKEYS P .. 'users'": 'once, when an earlier program wrote the data',
  'HKEYS P .. A[1]': 'the settings',
  'HKEYS t': 'one transfer',
  "HSCAN P .. 'users', A[1], 'COUNT', A[2]": 'one page of people, for a message to everybody',
  "ZRANGE P .. 'bcs:unfinished', 0, -1": 'messages to everybody that are under way',
  "ZRANGE P .. 'u:' .. A[1], 0, -1": 'the transfers of one person',
  "ZRANGE P .. 'u:' .. user, 0, -1": 'the transfers of one person',
  'ZRANGE order, A[5], -1': 'the recipients of one person that are too many',
};

/** Every call of a script, as `COMMAND arguments`. */
function listCalls(lua: string): string[] {
  const calls = [...lua.matchAll(/redis\.call\('(\w+)', ((?:[^()]|\([^()]*\))*)\)/g)];
  return calls.map(([, command = '', args = '']) => `${command} ${args}`);
}

function isUnbounded(call: string): boolean {
  const [command = ''] = call.split(' ', 1);
  if (whole.test(command)) return true;
  if (!ranges.test(command)) return false;
  return /BY(SCORE|LEX)$/.test(command) ? !call.includes("'LIMIT', ") : call.endsWith(', -1');
}

test('no script reads all of what grows', () => {
  const calls = readdirSync(folder).flatMap((file) =>
    listCalls(readFileSync(join(folder, file), 'utf8')),
  );
  expect(calls.length).toBeGreaterThan(100);
  expect([...new Set(calls.filter(isUnbounded))].sort()).toEqual(Object.keys(shortKeys).sort());
});

test('a read without an end is noticed', () => {
  const strange = ["redis.call('KEYS', '*')", "redis.call('ZRANGEBYSCORE', P .. 'due', 0, A[1])"];
  expect(strange.flatMap(listCalls).filter(isUnbounded)).toHaveLength(2);
  const usual = "redis.call('ZRANGEBYSCORE', P .. 'due', 0, A[1], 'LIMIT', 0, A[2])";
  expect(listCalls(usual).filter(isUnbounded)).toEqual([]);
});
