/** Each fault of Chessa's and of Telegram's that docs/safety.md names is a button of the panel. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarios } from '../../sandbox/chessa/scenarios.ts';
import { troubles } from '../../sandbox/telegram/troubles.ts';

const safety = readFileSync(new URL('../../docs/safety.md', import.meta.url), 'utf8');
const lines = [...safety.matchAll(/^\| ([CG]\d\d) /gm)].map(([, line = '']) => line);
const shown = new Set([...scenarios, ...troubles].flatMap(({ shows = [] }) => shows));

/** What no sandbox on one machine can make happen; docs/safety.md says why. */
const without = ['C15'];

test('the list has the lines that it is known to have', () => {
  expect(lines.length).toBeGreaterThanOrEqual(36);
});

test.each(lines)('%s has a button, or a reason why not', (line) => {
  expect(shown.has(line)).toBe(!without.includes(line));
});

test('no button claims to show a line that there is not', () => {
  expect([...shown].filter((line) => !lines.includes(line))).toEqual([]);
});
