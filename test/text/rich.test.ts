import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { when } from '../../src/text/en/formats.ts';
import {
  bold,
  FormattedString,
  fmt,
  lines,
  mono,
  plain,
  row,
  visible,
} from '../../src/text/rich.ts';
import { startMs } from './samples.ts';

const anything = fc.string({ unit: 'binary', maxLength: 300 });
const hasLoneSurrogate = /\p{Surrogate}/u;
const unseen = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u{e0000}-\u{e007f}\ufeff\u00ad\u3164]/u;

describe('plain', () => {
  test('keeps an ordinary name as it is', () => {
    expect(plain("Ngozi O'Brien-Ñandú (Test)")).toBe("Ngozi O'Brien-Ñandú (Test)");
  });

  test('puts a name on one line', () => {
    expect(plain('  ADA\r\n\n\tTEST\u2028OKAFOR \u00a0')).toBe('ADA TEST OKAFOR');
  });

  test('strips direction overrides and characters without width (T49)', () => {
    expect(plain('A\u202eD\u200bA\u2066\ufeff\u00ad\u3164')).toBe('ADA');
  });

  test('cuts a flood of combining marks (T49)', () => {
    expect(plain(`Z${'\u0335'.repeat(400)}o`).length).toBeLessThan(8);
  });

  test('replaces lone surrogates', () => {
    expect(plain('A\ud83d B\udc00')).toBe('A\ufffd B\ufffd');
  });

  test('cuts between graphemes, with an ellipsis', () => {
    expect(plain('ab🇳🇬🇬🇭', 8)).toBe('ab🇳🇬…');
    expect(plain('x'.repeat(4_096), 20)).toBe(`${'x'.repeat(19)}…`);
  });

  test('isolates text that runs from right to left', () => {
    expect(plain('محمد')).toBe('\u2068محمد\u2069');
    expect(plain('Ada')).toBe('Ada');
  });

  test('never shows what cannot be seen, never grows past its limit', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 80 }), (text, max) => {
        const shown = plain(text, max).replace(/[\u2068\u2069]/g, '');
        expect(shown).not.toMatch(unseen);
        expect(shown).not.toMatch(hasLoneSurrogate);
        expect(shown.length).toBeLessThanOrEqual(max);
      }),
    );
  });

  test('stays quick with a megabyte of hostile text', () => {
    expect(plain('\u0301\u202e'.repeat(500_000), 64).length).toBeLessThanOrEqual(64);
  });
});

describe('visible', () => {
  /** Words that Telegram turns into something to tap, by its own rules. */
  const linkish = [
    'https://evil.example/pay',
    'http://10.0.0.1',
    'tg://resolve?domain=x',
    'evil.com',
    '@support_test',
    '#paid',
    '$USDC',
    '/refund',
    'ada@test.example',
  ];

  test.each(linkish)('leaves nothing to tap in %s', (text) => {
    expect(visible(text)).not.toBe(text);
    expect(visible(text).replaceAll('\u2060', '')).toBe(text);
    expect(visible(text)).not.toMatch(/[@#$]\w|(^|\W)\/\w|:\/\/|\w\.[a-z]/);
  });

  test('leaves amounts and initials alone', () => {
    expect(visible('Paid: 1,000.50. J. T. Okafor')).toBe('Paid: 1,000.50. J. T. Okafor');
  });

  test('shows the same when it is applied twice', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });
});

describe('entities', () => {
  const pieces = fc.array(
    fc.tuple(
      anything,
      fc.constantFrom(bold, mono, (text: string) => new FormattedString(text)),
    ),
    { maxLength: 8 },
  );

  test('lie within the text and split no character, whatever is in it', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const { text, entities } = lines(
          ...parts.map(([raw, dress]) => fmt`${dress(visible(raw))} and ${dress(plain(raw))}`),
        );
        for (const { offset, length } of entities) {
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
          expect(text.slice(offset, offset + length)).not.toMatch(hasLoneSurrogate);
        }
      }),
    );
  });

  test('count UTF-16 units', () => {
    const { text, entities } = fmt`🇳🇬 ${bold('₦50')}`;
    expect(entities).toEqual([{ type: 'bold', offset: 5, length: 3 }]);
    expect(text.slice(5, 8)).toBe('₦50');
  });

  test('are left away where there is no text', () => {
    expect(bold('').entities).toEqual([]);
    expect(lines('a', undefined, mono(''), 'b').text).toBe('a\n\nb');
    expect(row('a', undefined, '', 'b').text).toBe('a · b');
  });
});

describe('when', () => {
  test('is a moment that each person reads in their own zone', () => {
    const { text, entities } = when(startMs + 500, startMs);
    expect(text).toBe('14:00 UTC');
    expect(entities).toEqual([
      { type: 'date_time', offset: 0, length: 9, unix_time: startMs / 1000, date_time_format: 't' },
    ]);
  });

  test('names the day where it is not near', () => {
    const { text, entities } = when(startMs);
    expect(text).toMatch(/^4 Mar,? 14:00 UTC$/);
    expect(entities[0]).toMatchObject({ date_time_format: 'dt' });
    expect(when(startMs, startMs + 86_400_000).text).toBe(text);
  });

  test('says nothing for what is no moment', () => {
    expect(when(Number.NaN).text).toBe('');
    expect(when(1e300).entities).toEqual([]);
  });
});
