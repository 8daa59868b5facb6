import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog, type LogOptions } from '../src/log.ts';

const token = '7000000001:AAtestTESTtestTESTtestTESTtestTEST0';
const secret = 'client secret/with+signs';

function startLog(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => lines.push(line) },
    secrets: [token, secret],
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    ...options,
  });
  const records = () => lines.map((line): Record<string, unknown> => JSON.parse(line));
  return { log, lines, records };
}

test('a record says when, how grave, what happened and about what', () => {
  const { log, records } = startLog();
  log.warn('funding call failed', { transfer: 't1', attempt: 2, last: false, nothing: undefined });
  expect(records()).toEqual([
    {
      level: 'warn',
      time: '2026-01-02T03:04:05.000Z',
      event: 'funding call failed',
      transfer: 't1',
      attempt: 2,
      last: false,
    },
  ]);
});

test('records below the level are left out', () => {
  const { log, lines } = startLog({ level: 'warn' });
  log.debug('a');
  log.info('b');
  log.error('c');
  expect(lines).toHaveLength(1);
});

for (const format of ['json', 'text'] as const) {
  test(`whatever a value holds, one record stays one printable line (${format})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (event, value) => {
        const { log, lines } = startLog({ format });
        log.info(event, { id: value }, new Error(value));
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*\n$/u);
      }),
    );
  });

  test(`a line end or a terminal escape in a name cannot forge a record (${format}) (T53)`, () => {
    const { log, lines } = startLog({ format });
    log.info('seen', { who: 'ADA\n{"level":"error"}\r\u001b[2J\u009b1m\u2028\u202e' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
    expect(lines[0]).not.toContain('\u001b');
    expect(lines[0]).toContain('u001b[2J');
  });

  test(`no secret comes through, wherever it stands (${format})`, () => {
    const { log, lines } = startLog({ format });
    const url = `https://api.telegram.org/bot${token}/sendMessage`;
    const cause = new Error(`connect to ${url} with ${secret}`);
    const error = Object.assign(new Error(`failed: ${token}`, { cause }), { code: token });
    log.error(
      `could not call ${url}`,
      { [token]: 1, url, form: encodeURIComponent(secret) },
      error,
    );
    log.error('other', { url: 'https://x/bot123456:AAAAAAAAAAAAAAAAAAAAAAAA/getMe' });
    const all = lines.join('');
    expect(all).not.toContain(token);
    expect(all).not.toContain(secret);
    expect(all).not.toContain(encodeURIComponent(secret));
    expect(all).not.toContain('AAAAAAAAAAAA');
    expect(all).toContain('[removed]');
  });
}

test('an error is told by name, message, code, frames and causes, never by its fields', () => {
  const { log, lines, records } = startLog();
  const cause = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  const error = Object.assign(new TypeError('call failed', { cause }), {
    payload: { text: 'ADA TEST OKAFOR' },
    response: { body: 'ADA TEST OKAFOR' },
  });
  log.error('delivery failed', {}, error);
  expect(lines.join('')).not.toContain('OKAFOR');
  expect(records()[0]?.error).toMatchObject({
    name: 'TypeError',
    message: 'call failed',
    causes: [{ name: 'Error', message: 'socket hang up', code: 'ECONNRESET' }],
  });
});

test('an error message that quotes what was received is cut', () => {
  const { log, lines } = startLog();
  const parsing = () => JSON.parse('{"name": "ADA TEST OKAFOR", "number": 0123456789}');
  expect(parsing).toThrow();
  try {
    parsing();
  } catch (error) {
    log.error('unreadable', {}, error);
  }
  log.error('quoted', {}, new Error('bad value "ADA TEST OKAFOR" in field'));
  log.error('numbers', {}, new Error('account 0123456789 at https://example.test/?name=OKAFOR'));
  log.error('address', {}, new Error('pay to TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf'));
  log.error('thrown text', {}, 'ADA TEST OKAFOR');
  const all = lines.join('');
  expect(all).not.toMatch(/OKAFOR|0123456789|TXYZop/);
  expect(lines).toHaveLength(5);
});

test('a value under a personal key is removed, whoever logged it', () => {
  const { log, lines } = startLog();
  log.info('made', { accountNumber: '0123456789', accountName: 'ADA TEST OKAFOR', phone: '+234' });
  expect(lines.join('')).not.toMatch(/0123456789|OKAFOR|\+234/);
});

test('what a record is about cannot replace its level, time or event', () => {
  const { log, records } = startLog();
  log.info('seen', { level: 'error', time: 'never', event: 'other', error: 'none' });
  expect(records()[0]).toMatchObject({ level: 'info', event: 'seen', level_: 'error' });
});

test('on a terminal a record reads as a sentence', () => {
  const { log, lines } = startLog({ format: 'text' });
  log.info('ready', { chats: 3 });
  expect(lines).toEqual(['03:04:05 info  ready chats=3\n']);
});
