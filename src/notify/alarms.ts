/**
 * Calls for staff: each trouble is told once, with its end, in one chat. What is to be told is kept
 * in the store first, so a crash loses none of it; what comes at once is told in one message, so a
 * storm of troubles is no storm of messages.
 */
import type { Api } from 'grammy';
import type { Log } from '../log.ts';
import type { AlarmRecord } from '../store/staff-records.ts';
import type { Store } from '../store/store.ts';
import { toInlineKeyboard } from '../text/keyboard.ts';
import type { StaffMessages } from '../text/staff-messages.ts';
import { begun, ended, type Trouble, told } from './alarm.ts';
import { outcomeOf } from './outcome.ts';

export type { Trouble } from './alarm.ts';

export interface AlarmsDeps {
  readonly api: Pick<Api, 'sendMessage'>;
  readonly store: Pick<Store, 'alarms'>;
  /** Where they go; without it they are only kept and logged. */
  readonly chatId?: number;
  readonly messages: Pick<StaffMessages, 'alarms'>;
  readonly log: Log;
  readonly now: () => number;
}

const atOnce = 200;
const listed = 15;
const leaseMs = 45_000;
const betweenMs = 10_000;
const afterUnknownMs = 5_000;
const afterRefusalMs = 600_000;
const mostAttempts = 2;
const mostTries = 5;

/** Makes the alarms. `tell` sends what is due; it is to be called every few seconds. */
export function createAlarms(deps: AlarmsDeps) {
  const { api, store, chatId, messages, log, now } = deps;
  let quietUntilMs = 0;

  /** Changes one alarm, whoever else changes it at the same moment. */
  async function change(
    key: string,
    next: (record: AlarmRecord | undefined) => AlarmRecord | undefined,
  ): Promise<AlarmRecord | undefined> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const changed = next(await store.alarms.find(key));
      if (!changed) return undefined;
      if (await store.alarms.put(changed)) return { ...changed, revision: changed.revision + 1 };
    }
    throw new Error(`an alarm changed too fast: ${key}`);
  }

  /** It is so: told once, until it ends. */
  async function begin(trouble: Trouble): Promise<void> {
    const on = await change(trouble.key, (record) => begun(record, trouble, now()));
    if (on) log.error('alarm', { kind: trouble.kind, alarm: trouble.key });
  }

  /** It is not so, or no longer. */
  async function end(key: string): Promise<void> {
    const over = await change(key, (record) => ended(record, now()));
    if (over) log.info('alarm is over', { kind: over.kind, alarm: key });
  }

  async function tell(): Promise<void> {
    if (now() < quietUntilMs || chatId === undefined) return;
    const due = await store.alarms.listDue(now(), atOnce);
    const mine: AlarmRecord[] = [];
    for (const alarm of due) {
      const taken = await take(alarm);
      if (taken) mine.push(taken);
    }
    if (mine.length === 0) return;
    quietUntilMs = now() + betweenMs;
    const repeated = mine.some(({ attempts }) => attempts > 1);
    const more = Math.max(0, mine.length - listed);
    const sent = await send(chatId, messages.alarms(mine.slice(0, listed), more, repeated));
    for (const alarm of mine) await settle(alarm, sent);
  }

  /** Tells at once what cannot be kept, as the store is the trouble. False when nobody took it. */
  async function tellUnkept(trouble: Trouble, beganAtMs: number, endedAtMs?: number) {
    const record = begun(undefined, trouble, beganAtMs);
    if (!record || chatId === undefined) return true;
    const news = endedAtMs === undefined ? record : { ...record, endedAtMs };
    const sent = await send(chatId, messages.alarms([news], 0, false));
    return sent.kind === 'accepted';
  }

  function send(chat: number, { text, buttons }: ReturnType<typeof messages.alarms>) {
    return outcomeOf(() =>
      api.sendMessage(chat, text.text, {
        entities: text.entities,
        reply_markup: toInlineKeyboard(buttons),
        link_preview_options: { is_disabled: true },
      }),
    );
  }

  /**
   * Writes the attempt before the call. One that was begun twice, and nobody knows what became of
   * it, is taken for told.
   */
  async function take(alarm: AlarmRecord): Promise<AlarmRecord | undefined> {
    if (alarm.attempts >= mostAttempts) {
      await store.alarms.put(told(alarm, alarm, now()));
      return undefined;
    }
    const attempt = { ...alarm, attempts: alarm.attempts + 1, dueAtMs: now() + leaseMs };
    return (await store.alarms.put(attempt))
      ? { ...attempt, revision: attempt.revision + 1 }
      : undefined;
  }

  async function settle(
    alarm: AlarmRecord,
    sent: Awaited<ReturnType<typeof outcomeOf>>,
  ): Promise<void> {
    const again = (waitMs: number, attempts: number) => (record: AlarmRecord | undefined) =>
      record?.revision === alarm.revision
        ? { ...record, attempts, dueAtMs: now() + waitMs }
        : undefined;
    switch (sent.kind) {
      case 'accepted':
        await change(alarm.key, (record) => record && told(record, alarm, now()));
        return;
      case 'unknown':
        await change(alarm.key, again(afterUnknownMs, alarm.attempts));
        return;
      case 'later':
        await change(alarm.key, again(sent.waitMs, alarm.attempts - 1));
        return;
      default:
        log.error('the chat for alarms takes none; check ALARM_CHAT_ID', { why: sent.kind });
        await change(alarm.key, again(afterRefusalMs, 0));
    }
  }

  return { begin, end, tell, tellUnkept };
}

export type Alarms = ReturnType<typeof createAlarms>;
