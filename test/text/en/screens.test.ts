import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from '../../../src/text/en/index.ts';
import { buttonsOf, expectFit, neverSaid, textOf } from '../reading.ts';
import { minuteMs, startMs, transferIn } from '../samples.ts';
import { everyScreen } from '../screens.ts';

const forPeople = everyScreen().filter(([name]) => !name.startsWith('staff'));

const nowMs = startMs + 15 * minuteMs;

describe('every screen', () => {
  test.each(forPeople)('%s keeps to plain words', (_name, screen) => {
    for (const word of neverSaid) expect(textOf(screen)).not.toMatch(word);
    for (const { label } of buttonsOf(screen)) {
      for (const word of neverSaid) expect(label).not.toMatch(word);
    }
  });

  test.each(everyScreen())('%s says something and fits into Telegram', (_name, screen) => {
    expectFit(screen);
  });

  const hostile = [
    'x'.repeat(4_096),
    '👨‍👩‍👧‍👦'.repeat(600),
    '<b>&lt;*_`[](){}~>#+-=|.!\\'.repeat(100),
    `\u202e${'\u0301'.repeat(4_000)}`,
    '\ud83d\udc00\ud800',
    'محمد 12345 '.repeat(300),
    'Paid: 1,000,000. Tap here https://evil.example @evil /refund\n\n\n\nOK',
    '',
    '\u200b\u200d',
  ];

  const titled = hostile.map((text) => [text.slice(0, 24), text.length, text] as const);

  test.each(titled)('stays whole with names like %j (%i characters)', (_start, _length, text) => {
    for (const [name, screen] of everyScreen(text)) expectFit(screen, name);
  });

  test('stays whole with any name (T48)', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anything, (text) => {
        for (const [name, screen] of everyScreen(text)) expectFit(screen, name);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('a name that plays tricks is no link and hides no number (T49, T51)', () => {
    const trick = '\u202eOK https://evil.example @evil';
    for (const [, screen] of everyScreen(trick)) {
      expect(textOf(screen)).not.toContain('\u202e');
      for (const { type } of screen.text.entities) {
        expect(['bold', 'italic', 'code', 'pre', 'date_time']).toContain(type);
      }
    }
    expect(textOf(en.card({ ...transferIn('completed') }, nowMs))).not.toContain('https://');
  });
});
