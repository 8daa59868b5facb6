import { describe, expect, it } from 'vitest';
import { checkAnswer, type Field } from '../../src/domain/field.ts';

function field(kind: Field['kind'], more: Partial<Field> = {}): Field {
  return { key: 'accountNumber', label: 'Account number', kind, required: true, ...more };
}

/** The value that would be sent, or the whole problem. */
function answer(asked: Field, text: string, country?: string) {
  const checked = checkAnswer(asked, text, country);
  return checked.ok ? checked.value : checked.failure;
}

describe('an empty answer', () => {
  it('is refused where the field is required, and "" where it is not', () => {
    for (const text of ['', '   ', '\n', '\u200b\u202e']) {
      expect(answer(field('digits'), text)).toEqual({ kind: 'empty' });
      expect(answer(field('digits', { required: false, minLength: 5 }), text)).toBe('');
    }
  });
});

describe('text', () => {
  it('is one line in NFC, without what cannot be seen', () => {
    expect(answer(field('text'), '  Ada\nTest\t Okafor \u202e')).toBe('Ada Test  Okafor');
    expect(answer(field('text'), 'Jose\u0301\u200b')).toBe('Jos\u00e9');
    expect(answer(field('text'), 'Ada\ud800 Test\u0000')).toBe('Ada Test');
  });

  it('keeps the joiners that scripts need, and everything that markup would mind', () => {
    expect(answer(field('text'), 'می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(answer(field('text'), '<b>O’Test & Co</b> _*[`')).toBe('<b>O’Test & Co</b> _*[`');
  });

  it('has at most 500 characters', () => {
    const tooLong = { kind: 'too_long', length: 501, max: 500 };
    expect(answer(field('text'), 'a'.repeat(501))).toEqual(tooLong);
    expect(answer(field('text'), 'a'.repeat(500))).toBe('a'.repeat(500));
  });
});

describe('length', () => {
  const asked = field('text', { minLength: 3, maxLength: 5 });

  it('counts code points, both bounds inclusive', () => {
    expect(answer(asked, '😀😀')).toEqual({ kind: 'too_short', length: 2, min: 3 });
    expect(answer(asked, '😀😀😀')).toBe('😀😀😀');
    expect(answer(asked, '😀😀😀😀😀')).toBe('😀😀😀😀😀');
    expect(answer(asked, '123456')).toEqual({ kind: 'too_long', length: 6, max: 5 });
  });

  it('names the one length where there is only one', () => {
    const nuban = field('digits', { minLength: 10, maxLength: 10 });
    expect(answer(nuban, '012345678')).toEqual({ kind: 'wrong_length', length: 9, expected: 10 });
    expect(answer(nuban, '01234567890')).toMatchObject({ kind: 'wrong_length', length: 11 });
    expect(answer(nuban, '0123456789')).toBe('0123456789');
  });

  it('is ignored where nothing could meet it', () => {
    expect(answer(field('text', { minLength: 9, maxLength: 2 }), 'Okafor')).toBe('Okafor');
  });
});

describe('digits', () => {
  it.each([
    ['012 345 6789', '0123456789'],
    ['012-345–6789', '0123456789'],
    ['\u202a0123456789\u202c', '0123456789'],
    ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['０１２3456789', '0123456789'],
  ])('reads %j as %s', (typed, digits) => {
    expect(answer(field('digits'), typed)).toBe(digits);
  });

  it.each(['12a', '1.5', '+234', '-', '5²', '12/34'])('refuses %j', (typed) => {
    expect(answer(field('digits'), typed)).toEqual({ kind: 'not_digits' });
  });

  it('says that it is no number before it says how long it is', () => {
    const asked = field('digits', { minLength: 10, maxLength: 10, pattern: onlyDigits });
    expect(answer(asked, 'abc')).toEqual({ kind: 'not_digits' });
  });
});

describe('a phone number', () => {
  it.each([
    ['08031234567', 'NG'],
    ['0803 123 4567', 'NG'],
    ['+234 803 123 4567', 'NG'],
    ['2348031234567', 'NG'],
    ['002348031234567', 'NG'],
    ['+2348031234567', undefined],
    ['+234-803-123-4567', 'KE'],
    ['٠٨٠٣١٢٣٤٥٦٧', 'NG'],
  ])('%s, typed in %s, is +2348031234567', (typed, country) => {
    expect(answer(field('phone'), typed, country)).toBe('+2348031234567');
  });

  it.each([
    ['0241234567', 'GH', '+233241234567'],
    ['0712345678', 'KE', '+254712345678'],
    ['0772123456', 'UG', '+256772123456'],
    ['77 123 45 67', 'SN', '+221771234567'],
    ['0771234567', 'ZW', '+263771234567'],
  ])('%s in %s is %s', (typed, country, phone) => {
    expect(answer(field('phone'), typed, country)).toBe(phone);
  });

  it.each([
    ['12345', 'NG'],
    ['08031234567', undefined],
    ['08031234567', 'XX'],
    ['call me 08031234567', 'NG'],
    ['0803123456789', 'NG'],
    ['no number', 'NG'],
  ])('is not %s in %s', (typed, country) => {
    expect(answer(field('phone'), typed, country)).toEqual({ kind: 'not_a_phone' });
  });

  it('is sent in the form that the rules want', () => {
    const phone = (rule: Partial<Field>) => answer(field('phone', rule), '+234 803 123 4567', 'NG');
    expect(phone({ pattern: { source: '^0\\d{10}$', flags: '' } })).toBe('08031234567');
    expect(phone({ pattern: { source: '^234\\d{10}$', flags: '' } })).toBe('2348031234567');
    expect(phone({ minLength: 10, maxLength: 10 })).toBe('8031234567');
    expect(phone({ minLength: 5, maxLength: 5 })).toMatchObject({ kind: 'wrong_length' });
    expect(phone({ pattern: { source: '^7', flags: '' }, example: '0712' })).toEqual({
      kind: 'pattern',
      example: '0712',
    });
  });
});

describe('an e-mail address', () => {
  it.each(['ada@test.example', 'ada.test+home@mail.test.example', 'ada@tést.example'])(
    'is %s',
    (typed) => {
      expect(answer(field('email'), ` ${typed} `)).toBe(typed);
    },
  );

  it.each([
    'ada',
    'ada@',
    '@test.example',
    'ada@test',
    'ada@@test.example',
    'ada test@test.example',
    'ada@test..example',
    '.ada@test.example',
    'ada@-.example',
    '<ada@test.example>',
    `${'a'.repeat(65)}@test.example`,
  ])('is not %s', (typed) => {
    expect(answer(field('email'), typed)).toEqual({ kind: 'not_an_email' });
  });
});

describe('a date', () => {
  it('is sent as YYYY-MM-DD', () => {
    expect(answer(field('date'), '25/12/1990')).toBe('1990-12-25');
  });

  it('is sent as typed where the pattern wants that form', () => {
    const asked = field('date', { pattern: { source: '^\\d\\d/\\d\\d/\\d{4}$', flags: '' } });
    expect(answer(asked, '25/12/1990')).toBe('25/12/1990');
    expect(answer(asked, '03/04/1990')).toBe('03/04/1990');
    expect(answer(asked, '40/40/1990')).toEqual({ kind: 'not_a_date' });
  });

  it('is refused where it may be two', () => {
    expect(answer(field('date'), '03/04/1990')).toEqual({ kind: 'not_a_date' });
    const anything = field('date', { pattern: { source: '.', flags: '' } });
    expect(answer(anything, '03/04/1990')).toEqual({ kind: 'not_a_date' });
  });
});

describe('a choice', () => {
  const asked = field('choice', {
    options: [
      { value: 'savings', label: 'Savings account' },
      { value: 'current', label: 'Current account' },
      { value: 'Current account', label: 'Something else' },
    ],
  });

  it('is made by value or label, whatever the case, and sent as its value', () => {
    expect(answer(asked, 'SAVINGS')).toBe('savings');
    expect(answer(asked, ' savings Account ')).toBe('savings');
    expect(answer(asked, 'something else')).toBe('Current account');
  });

  it('goes by value before label', () => {
    expect(answer(asked, 'current account')).toBe('Current account');
  });

  it('is refused where it is none of them', () => {
    expect(answer(asked, 'saving')).toEqual({ kind: 'not_an_option' });
    expect(answer({ ...asked, kind: 'text' }, 'other')).toEqual({ kind: 'not_an_option' });
  });

  it('is free text where the list is missing', () => {
    expect(answer(field('choice'), 'Savings')).toBe('Savings');
    expect(answer(field('choice', { options: [] }), 'Savings')).toBe('Savings');
  });
});

describe('a pattern', () => {
  it('refuses with the field’s example', () => {
    const asked = field('text', { pattern: { source: '^[A-Z]{4}$', flags: '' }, example: 'ABCD' });
    expect(answer(asked, 'abcd')).toEqual({ kind: 'pattern', example: 'ABCD' });
    expect(answer(asked, 'WXYZ')).toBe('WXYZ');
  });

  it('is looked at after the length', () => {
    const asked = field('text', { minLength: 9, pattern: { source: '^x', flags: '' } });
    expect(answer(asked, 'abc')).toMatchObject({ kind: 'too_short' });
  });
});

const onlyDigits = { source: '^\\d+$', flags: '' };
