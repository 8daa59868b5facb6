/**
 * How long the event loop is held by what people and staff ask the running bot, and by many calls
 * to the embedded store in a row.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvSteps } from '../src/bot/admin/audit.ts';
import { inSlices } from '../src/domain/paced.ts';
import { statsSteps } from '../src/domain/stats.ts';
import { dayOf } from '../src/domain/tally.ts';
import { openStore } from '../src/store/open.ts';
import { openDatabase } from '../src/store/sqlite/database.ts';
import { createCount } from '../src/store/sqlite/stats.ts';
import type { RecordedAct } from '../src/store/staff-records.ts';
import { curvesPicture } from '../src/text/curves.ts';
import { qrPicture } from '../src/text/qr.ts';
import { noonMs, transferWith } from '../test/support/transfer.ts';
import type { Input } from './event-loop.ts';
import { openWholeBot } from './whole-bot.ts';

/** What to do, and how to end what it needed. */
export interface AskedFor {
  readonly inputs: readonly Input[];
  close(): Promise<void>;
}

const transfers = 500;
const days = 90;
const countersADay = 300;
const acts = 2_000;

/** A store with one busy person in it, three busy months and what staff did. */
export async function openBusyStore(): Promise<AskedFor> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const today = dayOf(noonMs);
  await (await openStore({ dataDir, now: Date.now })).close();
  const database = openDatabase(join(dataDir, 'store.db'));
  const count = createCount(database);
  database.transaction(() => {
    for (let day = today - days + 1; day <= today; day += 1) {
      for (let n = 0; n < countersADay; n += 1) count({ day, key: `asset.TEST${n}`, by: n });
    }
  });
  database.close();
  const store = await openStore({ dataDir, now: Date.now });
  const ids = Array.from({ length: transfers }, (_, n) => `busy${n}`);
  for (const id of ids) await store.transfers.create(transferWith({ id, userId: 7, shortId: id }));
  for (let n = 0; n < acts; n += 1) {
    await store.audit.append({
      id: `a${n}`,
      atMs: n,
      byUserId: 7,
      act: 'note',
      about: '',
      why: 'x',
    });
  }
  return {
    inputs: [
      [
        `/stats of ${days} days with ${days * countersADay} counters`,
        async () => {
          const counts = [];
          for (let day = today - days + 1; day <= today; day += 7) {
            counts.push(...(await store.stats.list(day, Math.min(today, day + 6))));
          }
          await inSlices(statsSteps(counts, today - days + 1, today));
        },
      ],
      [
        `${transfers} transfers read one after another`,
        async () => {
          for (const id of ids) await store.transfers.find(id);
        },
      ],
      ['100 transfers of one person, the most at once', () => store.transfers.listByUser(7, 100)],
      [
        `${acts} acts of staff, 100 at a time`,
        async () => {
          for (let beforeSeq = acts + 1; beforeSeq > 1; beforeSeq -= 100) {
            await store.audit.list(100, { beforeSeq });
          }
        },
      ],
    ],
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The running bot, with somebody who writes as much as Telegram lets them. */
export async function openTalk(): Promise<AskedFor> {
  const heard = new Map<number, () => void>();
  const bot = await openWholeBot({
    heard: ({ chatId }) => heard.get(chatId)?.(),
    credentials: { clientId: 'bench', clientSecret: 'secret-of-the-bench' },
    chessa: async () => new Response('{}', { status: 503 }),
  });
  const say = (userId: number, text: string): Promise<void> =>
    new Promise((resolve) => {
      heard.set(userId, resolve);
      bot.telegram.send(userId, text);
    });
  let userId = 100;
  const longest: readonly (readonly [string, string])[] = [
    ['commands', '/a '.repeat(1_365)],
    ['family signs', '👨‍👩‍👧‍👦'.repeat(372)],
    ['marks', `a${'\u0301'.repeat(4_095)}`],
    ['right-to-left letters', 'ש1'.repeat(2_048)],
  ];
  return {
    inputs: longest.flatMap(([name, text]): Input[] => [
      [
        `a message of 4,096 ${name}`,
        async () => {
          userId += 1;
          await say(userId, text);
        },
      ],
      [
        `a comment to our people of 4,096 ${name}`,
        async () => {
          userId += 1;
          await say(userId, '/support');
          await say(userId, text);
        },
      ],
    ]),
    close: () => bot.close(),
  };
}

/** What is drawn or written out for somebody who asks. */
export function drawn(): readonly Input[] {
  const link = `ethereum:0x${'5'.repeat(40)}@1/transfer?address=0x${'d'.repeat(40)}&uint256=1.25e7`;
  const days = Array.from({ length: 90 }, (_, day) => String(day));
  const curve = (name: string) => ({ name, values: days.map(Number), colour: '#2f6fde' });
  const curves = [curve('Quotes'), curve('Delivered')];
  const acts = Array.from({ length: 10_000 }, (_, seq): RecordedAct => {
    return {
      seq,
      id: `a${seq}`,
      atMs: seq,
      byUserId: 7,
      act: 'note',
      about: `T${seq}`,
      why: 'test',
    };
  });
  return [
    ['a QR code', () => qrPicture(link)],
    ['curves of 90 days', () => curvesPicture({ title: 'Ninety days', days, curves })],
    ['10,000 acts of staff as a file', () => inSlices(csvSteps(acts))],
  ];
}
