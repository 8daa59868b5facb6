/**
 * Cases as they stand in the chats of staff: one live message each, edited as the case changes, so
 * that everybody sees who has taken it. A courtesy: `/cases` has them all, whatever becomes of it.
 */
import type { Api } from 'grammy';
import type { SupportCase } from '../domain/support-case.ts';
import { screenOptions } from '../flows/ask.ts';
import type { Log } from '../log.ts';
import { outcomeOf } from '../notify/outcome.ts';
import type { Store } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';
import type { StaffIds } from './admin/roles.ts';

export interface CaseBoardDeps {
  readonly api: Pick<Api, 'sendMessage' | 'editMessageText'>;
  readonly store: Pick<Store, 'cases'>;
  readonly ids: StaffIds;
  readonly messages: Messages;
  readonly log: Log;
  readonly now: () => number;
}

/** Makes the board: `ring` when the person wrote, `refresh` when staff changed something. */
export function createCaseBoard({ api, store, ids, messages, log, now }: CaseBoardDeps) {
  const staff = [...new Set([...ids.adminIds, ...ids.supportIds])];

  /** Tells who has the case, or everybody of staff while nobody has. */
  async function ring(about: SupportCase): Promise<void> {
    const { takenBy } = about;
    const called = takenBy !== undefined && staff.includes(takenBy) ? [takenBy] : staff;
    for (const chatId of called) {
      const screen = messages.staff.supportCase({ about, readerId: chatId, nowMs: now() });
      const sent = await outcomeOf(() =>
        api.sendMessage(chatId, screen.text.text, screenOptions(screen)),
      );
      if (sent.kind !== 'accepted') log.warn('staff were not told of a case', { why: sent.kind });
      else await remember(about.id, chatId, sent.value.message_id);
    }
  }

  async function remember(id: string, chatId: number, messageId: number): Promise<void> {
    await amendCase(store, id, (newest) => {
      const others = newest.shownTo.filter((one) => one.chatId !== chatId);
      return { ...newest, shownTo: [...others, { chatId, messageId }] };
    });
  }

  /** Whoever is no staff any more reads nothing new. */
  async function refresh({ id }: SupportCase): Promise<void> {
    const about = await store.cases.find(id);
    for (const { chatId, messageId } of about?.shownTo ?? []) {
      if (!about) return;
      if (!staff.includes(chatId)) continue;
      const screen = messages.staff.supportCase({ about, readerId: chatId, nowMs: now() });
      const edited = await outcomeOf(() =>
        api.editMessageText(chatId, messageId, screen.text.text, screenOptions(screen)),
      );
      if (edited.kind !== 'accepted') log.debug('a case was not edited', { why: edited.kind });
    }
  }

  return { ring, refresh };
}

export type CaseBoard = ReturnType<typeof createCaseBoard>;

const mostTries = 8;

/**
 * Changes a stored case, on top of whatever others wrote meanwhile. `step` returns what is to be
 * stored, or nothing to leave it. Returns the case as it is then; nothing when there is none.
 */
export async function amendCase(
  store: Pick<Store, 'cases'>,
  id: string,
  step: (newest: SupportCase) => SupportCase | undefined,
): Promise<SupportCase | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const newest = await store.cases.find(id);
    const next = newest && step(newest);
    if (!next) return newest;
    if (await store.cases.put(next)) return { ...next, revision: next.revision + 1 };
  }
  throw new Error(`case ${id} changes all the time`);
}
