/** Alarms: each once, with its end; none lost by a crash, and no storm of messages. */
import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { createAlarms } from '../../src/notify/alarms.ts';
import { en } from '../../src/text/en/index.ts';
import { type Desk, openDesk } from '../support/desk.ts';

const refusalOf = (code: number, parameters = {}) =>
  new GrammyError(
    'refused',
    { ok: false, error_code: code, description: 'refused', parameters },
    'sendMessage',
    {},
  );

/** The chat for alarms: what was said, and how Telegram answers. */
function chat(desk: Desk, chatId: number | undefined = -100) {
  const sent: string[] = [];
  const answers: (Error | undefined)[] = [];
  const make = () =>
    createAlarms({
      api: {
        sendMessage: async (_: number | string, text: string) => {
          const problem = answers.shift();
          if (!problem || problem instanceof HttpError) sent.push(text);
          if (problem) throw problem;
          return { message_id: 1 } as never;
        },
      },
      store: desk.store,
      ...(chatId !== undefined && { chatId }),
      messages: en.staff,
      log: desk.log,
      now: () => desk.clock.nowMs,
    });
  let alarms = make();
  return {
    sent,
    answers,
    begin: (key = 'provider', kind = 'provider_down', about?: string) =>
      alarms.begin({ key, kind, ...(about && { about }) }),
    end: (key = 'provider') => alarms.end(key),
    async tellAfter(ms = 0) {
      desk.clock.nowMs += ms;
      await alarms.tell();
    },
    crash() {
      alarms = make();
    },
  };
}

describe('one alarm', () => {
  it('is told once however often it is raised, and its end once it has held for a minute', async () => {
    const at = chat(await openDesk());
    await at.begin();
    await at.tellAfter();
    for (let n = 0; n < 5; n += 1) {
      await at.begin();
      await at.tellAfter(20_000);
    }
    expect(at.sent).toHaveLength(1);
    expect(at.sent[0]).toContain('🔴 The provider does not answer since 2026-01-15 12:00:00Z');
    await at.end();
    await at.tellAfter(59_000);
    expect(at.sent).toHaveLength(1);
    await at.tellAfter(1_000);
    await at.end();
    await at.tellAfter(600_000);
    expect(at.sent).toHaveLength(2);
    expect(at.sent[1]).toContain('🟢 Over: The provider does not answer');
  });

  it('that comes and goes is one alarm', async () => {
    const at = chat(await openDesk());
    await at.begin();
    await at.tellAfter();
    for (let n = 0; n < 50; n += 1) {
      await at.end();
      await at.tellAfter(15_000);
      await at.begin();
      await at.tellAfter(15_000);
    }
    expect(at.sent).toHaveLength(1);
    await at.end();
    await at.tellAfter(60_000);
    expect(at.sent).toHaveLength(2);
    await at.begin();
    await at.tellAfter(60_000);
    expect(at.sent).toHaveLength(3);
  });

  it('that is over before anybody was told is one line', async () => {
    const at = chat(await openDesk());
    at.answers.push(refusalOf(429, { retry_after: 60 }));
    await at.begin();
    await at.tellAfter();
    await at.end();
    await at.tellAfter(70_000);
    await at.tellAfter(600_000);
    expect(at.sent).toHaveLength(1);
    expect(at.sent[0]).toContain('🟢 Over');
    expect(at.sent[0]).not.toContain('🔴');
  });

  it('that ends while it is being told is told with its end', async () => {
    const desk = await openDesk();
    const at = chat(desk);
    const { put } = desk.store.alarms;
    await at.begin();
    let once = true;
    desk.store.alarms.put = async (next) => {
      const done = await put(next);
      if (once && next.attempts === 1) {
        once = false;
        await at.end();
      }
      return done;
    };
    await at.tellAfter();
    await at.tellAfter(60_000);
    expect(at.sent).toHaveLength(2);
    expect(at.sent[1]).toContain('🟢 Over');
  });
});

describe('a crash', () => {
  it('before the call loses nothing', async () => {
    const at = chat(await openDesk());
    await at.begin();
    at.crash();
    await at.tellAfter();
    expect(at.sent).toHaveLength(1);
  });

  it('in the middle of the call repeats it once, marked, and never a third time', async () => {
    const at = chat(await openDesk());
    await at.begin();
    for (let n = 0; n < 4; n += 1) {
      at.answers.push(new HttpError('cut', new Error('socket hang up')));
      await at.tellAfter(60_000);
      at.crash();
    }
    expect(at.sent).toHaveLength(2);
    expect(at.sent[0]).not.toContain('perhaps told before');
    expect(at.sent[1]).toContain('perhaps told before');
    await at.end();
    at.answers.length = 0;
    await at.tellAfter(60_000);
    expect(at.sent[2]).toContain('🟢 Over');
  });
});

describe('many alarms', () => {
  it('that come at once are one message, and those after it wait a little', async () => {
    const at = chat(await openDesk());
    for (let n = 0; n < 60; n += 1) await at.begin(`transfer:${n}`, 'review', `T${n} wrong_chain`);
    await at.tellAfter();
    expect(at.sent).toHaveLength(1);
    expect(at.sent[0]).toContain('(T0: an address on another network than asked for)');
    expect(at.sent[0]).toContain('And 45 more');
    await at.begin('transfer:60', 'review');
    await at.begin('transfer:61', 'review');
    await at.tellAfter(3_000);
    expect(at.sent).toHaveLength(1);
    await at.tellAfter(7_000);
    expect(at.sent).toHaveLength(2);
  });
});

describe('a chat that takes none', () => {
  it('is told of in the log, and tried again later', async () => {
    const desk = await openDesk();
    const at = chat(desk);
    at.answers.push(refusalOf(403));
    await at.begin();
    await at.tellAfter();
    expect(at.sent).toHaveLength(0);
    expect(desk.logged.join()).toContain('ALARM_CHAT_ID');
    await at.tellAfter(60_000);
    expect(at.sent).toHaveLength(0);
    await at.tellAfter(600_000);
    expect(at.sent).toHaveLength(1);
  });

  it('that does not exist keeps them for the panel', async () => {
    const desk = await openDesk();
    const alarms = createAlarms({
      api: { sendMessage: async () => Promise.reject(new Error('nobody to tell')) },
      store: desk.store,
      messages: en.staff,
      log: desk.log,
      now: () => desk.clock.nowMs,
    });
    await alarms.begin({ key: 'provider', kind: 'provider_down' });
    await alarms.tell();
    expect(await desk.store.alarms.listNewest(5)).toHaveLength(1);
    expect(desk.logged.join()).toContain('provider_down');
  });
});
