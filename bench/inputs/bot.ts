/** What people and staff send to the whole bot, as long as it can be, and what it has to read for it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { MessageEntity } from 'grammy/types';
import { createChessaSandbox } from '../../sandbox/chessa/chessa-sandbox.ts';
import { encodePress } from '../../src/domain/press.ts';
import type { Store } from '../../src/store/store.ts';
import { openWholeBot } from '../whole-bot.ts';
import {
  fillAudience,
  fillCases,
  fillCounters,
  fillTransfers,
  longestWords,
  mostOfOnePerson,
  person,
  staff,
} from './earlier.ts';
import type { HoldInput, Opened } from './input.ts';

/** Somebody's message with everything in it that Telegram allows. */
const longest = 'ab '.repeat(1_365);
const entities = Array.from({ length: 100 }, (_, n): MessageEntity => {
  return { type: 'text_link', offset: 3 * n, length: 2, url: `https://test.invalid/${n}` };
});

/** Inputs of people and of staff that go through all of the bot. */
export const botInputs: readonly HoldInput[] = [
  {
    name: 'a message of 4,095 characters with 100 entities, in a dialogue',
    open: () =>
      openBot({
        begin: async ({ telegram, answers }) => {
          const asked = answers(10);
          for (let n = 0; n < 10; n += 1) telegram.send(person + n, '/send');
          await asked;
        },
        act: ({ telegram }, run) => telegram.send(person + run, longest, entities),
      }),
  },
  {
    name: '100 such messages of one person, all at once',
    open: () =>
      openBot({
        begin: async ({ telegram, answers }) => {
          // Whoever is answered was polled for, so the next poll is the one that waits.
          const answered = answers(1);
          telegram.send(staff, '/help');
          await answered;
          await wait(50);
          for (let n = 1; n < 100; n += 1) telegram.sendUnheard(person, longest, entities);
        },
        act: ({ telegram }, run) => telegram.send(person + run, longest, entities),
        async end({ telegram }, run) {
          for (let n = 1; n < 100; n += 1)
            telegram.sendUnheard(person + run + 1, longest, entities);
        },
      }),
  },
  ...longestTexts().flatMap(([name, text]) => [
    alone(`a message of 4,096 ${name}`, text),
    comment(`a comment to our people of ${name}`, text.slice(0, 2_000)),
  ]),
  {
    name: 'the 41st question of 2,000 characters about one thing',
    open: () =>
      openBot({
        fill: (store) => fillCases(store, { people: 10, each: 1, areAsked: true }),
        act: ({ telegram }, run) => telegram.send(person + run, longestWords),
      }),
  },
  typed('/support', '/support, with 5 such exchanges', {
    fill: (store) => fillCases(store, { people: 1, each: 5 }),
  }),
  typed('/privacy', '/privacy, with 100 such exchanges and 500 transfers', {
    fill: async (store) => {
      await fillCases(store, { people: 1, each: 100 });
      await fillTransfers(store, mostOfOnePerson);
    },
  }),
  typed('/transfers', '/transfers, with 500 of them', {
    fill: (store) => fillTransfers(store, mostOfOnePerson),
  }),
  byStaff('/stats 90', 'staff: /stats 90, over 27,000 counters', { fill: fillCounters }),
  byStaff('/admin', 'staff: /admin, with 100 open exchanges of 40 questions', {
    fill: (store) => fillCases(store, { people: 100, each: 1 }),
  }),
  byStaff('/cases', 'staff: /cases, with 200 of them', {
    fill: (store) => fillCases(store, { people: 200, each: 1 }),
  }),
  byStaff(`/user ${person}`, 'staff: /user, with 500 transfers', {
    fill: (store) => fillTransfers(store, mostOfOnePerson),
  }),
  {
    name: 'staff: a broadcast of 3,000 characters with 100 entities',
    open: () =>
      openBot({
        act: async ({ telegram, answers }) => {
          const asked = answers(1);
          telegram.send(staff, '/broadcast');
          await asked;
          telegram.send(staff, longest.slice(0, 3_000), entities);
        },
        answers: 3,
      }),
  },
  {
    name: 'staff: whom a broadcast is for, of 200 people with 50 transfers each',
    open: () =>
      openBot({
        fill: fillAudience,
        act: ({ telegram }) => {
          telegram.press(staff, encodePress({ kind: 'staff', act: 'bc_open', about: 'abcd1234' }));
        },
      }),
  },
];

interface Rig {
  readonly telegram: Awaited<ReturnType<typeof openWholeBot>>['telegram'];
  /** Resolves when so many more messages of the bot have left. */
  readonly answers: (count: number) => Promise<void>;
}

interface Scene {
  readonly fill?: (store: Store) => Promise<void>;
  /** What happens before, and is not measured. */
  readonly begin?: (rig: Rig) => Promise<void>;
  readonly act: (rig: Rig, run: number) => unknown;
  /** What happens after each time, and is not measured. */
  readonly end?: (rig: Rig, run: number) => Promise<void>;
  /** How many messages it is answered with; one when left out. */
  readonly answers?: number;
}

/** Texts that are hard to read, split or lay out. */
function longestTexts(): [name: string, text: string][] {
  return [
    ['commands', '/a '.repeat(1_365)],
    ['family signs', '👨‍👩‍👧‍👦'.repeat(372)],
    ['marks', `a${'\u0301'.repeat(4_095)}`],
    ['right-to-left letters', 'ש1'.repeat(2_048)],
  ];
}

function alone(name: string, text: string): HoldInput {
  return {
    name,
    open: () => openBot({ act: ({ telegram }, run) => telegram.send(person + run, text) }),
  };
}

function comment(name: string, text: string): HoldInput {
  return {
    name,
    open: () =>
      openBot({
        act: async ({ telegram, answers }, run) => {
          const asked = answers(1);
          telegram.send(person + run, '/support');
          await asked;
          telegram.send(person + run, text);
        },
        answers: 2,
      }),
  };
}

function typed(text: string, name: string, scene: Pick<Scene, 'fill'>): HoldInput {
  return {
    name,
    open: () => openBot({ ...scene, act: ({ telegram }) => telegram.send(person, text) }),
  };
}

function byStaff(text: string, name: string, scene: Pick<Scene, 'fill'>): HoldInput {
  return {
    name,
    open: () => openBot({ ...scene, act: ({ telegram }) => telegram.send(staff, text) }),
  };
}

async function openBot({ fill, begin, act, end, answers = 1 }: Scene): Promise<Opened> {
  const credentials = { clientId: 'bench', clientSecret: 'secret-of-the-bench' };
  const chessa = createChessaSandbox(credentials);
  let heard = 0;
  const bot = await openWholeBot({
    credentials,
    heard: () => {
      heard += 1;
    },
    chessa: async (path, init) => chessa.app.request(path, init),
    env: { ADMIN_IDS: String(staff) },
    answersLater: true,
    ...(fill && { fill }),
  });
  const rig: Rig = {
    telegram: bot.telegram,
    async answers(count) {
      const until = heard + count;
      while (heard < until) await wait(5);
    },
  };
  await begin?.(rig);
  return {
    async work(run) {
      const answered = rig.answers(answers);
      await act(rig, run);
      await answered;
      // What is still done once the answer has left.
      await wait(50);
    },
    ...(end && { after: (run: number) => end(rig, run) }),
    async close() {
      await bot.close();
      chessa.close();
    },
  };
}
