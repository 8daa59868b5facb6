/** People of staff for tests, and the words that a command was answered with. */
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Rig } from './rig.ts';
import { createSilentLog } from './silent-log.ts';

/** Settings that name one admin and one of support. */
export const staffEnv = { ADMIN_IDS: '5000', SUPPORT_IDS: '5001' } as const;

/** Grace, who acts. */
export function adminOf(rig: Rig): Person {
  return createPerson(rig.telegram, { id: 5000, firstName: 'Grace', patienceMs: 10_000 });
}

/** Sam, who looks and answers. */
export function supportOf(rig: Rig): Person {
  return createPerson(rig.telegram, { id: 5001, firstName: 'Sam', patienceMs: 10_000 });
}

/** Says something and waits for the new message that answers it. */
export async function ask(person: Person, words: string): Promise<ChatMessage> {
  const newest = person.messages().at(-1)?.message_id ?? 0;
  person.say(words);
  return person.waitFor(({ message_id }) => message_id > newest);
}

/** What a message says, without what tells one sending from another. */
export function said({ text, entities, reply_markup }: ChatMessage) {
  return { text, entities, reply_markup };
}

/** Stops the bot, does something with what it has stored, and starts it with some settings changed. */
export async function betweenRuns(
  rig: Rig,
  work: (store: Store) => Promise<void>,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  await rig.stop();
  const { log } = createSilentLog();
  const now = () => Date.now();
  const store = await openStore({ dataDir: rig.dataDir, now, log, production: false });
  await work(store);
  await store.close();
  await rig.restart(settings);
}
