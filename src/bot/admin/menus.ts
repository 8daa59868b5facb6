/** Staff see their commands in their own menu; whoever is no staff any more loses them. */
import type { Api } from 'grammy';
import { isAllowed, type Role, type StaffCommand, staffCommands } from '../../domain/staff.ts';
import type { Log } from '../../log.ts';
import { outcomeOf } from '../../notify/outcome.ts';
import type { Store } from '../../store/store.ts';
import type { Messages } from '../../text/messages.ts';
import type { Actor } from './desk.ts';
import type { StaffIds } from './roles.ts';

export interface StaffMenuDeps {
  readonly api: Pick<Api, 'setMyCommands' | 'deleteMyCommands'>;
  readonly store: Pick<Store, 'settings' | 'users'>;
  readonly ids: StaffIds;
  readonly messagesFor: (locale: string) => Messages;
  readonly log: Log;
}

/** Whose menus were set, so that they can be taken away. */
const remembered = 'staff_menus';

/** Makes the menus: `refresh` at start, `show` when somebody of staff writes for the first time. */
export function createStaffMenus({ api, store, ids, messagesFor, log }: StaffMenuDeps) {
  /** In which language. */
  const shown = new Map<number, string>();

  /**
   * Sets the menus of all staff and takes away those of earlier staff. A menu that cannot be set,
   * as with somebody who never wrote to the bot, is set when they write.
   */
  async function refresh(): Promise<void> {
    const before = await recall();
    const staff = [...new Set([...ids.adminIds, ...ids.supportIds])];
    // Written first: a menu that was set is always known, whatever happens in between.
    await store.settings.put(remembered, [...new Set([...before, ...staff])].join(','));
    for (const userId of staff) {
      const role = ids.adminIds.includes(userId) ? 'admin' : 'support';
      await show({ userId, role });
    }
    const gone = before.filter((userId) => !staff.includes(userId));
    const stay = [...staff];
    for (const userId of gone) if (!(await takeAway(userId))) stay.push(userId);
    await store.settings.put(remembered, stay.join(','));
  }

  async function show({ userId, role }: Actor): Promise<void> {
    const messages = messagesFor((await store.users.find(userId))?.locale ?? 'en');
    if (shown.get(userId) === messages.locale) return;
    const set = await outcomeOf(() => api.setMyCommands(menuOf(role, messages), scopeOf(userId)));
    if (set.kind === 'accepted') shown.set(userId, messages.locale);
    else log.warn('a menu of staff could not be set', { why: set.kind });
  }

  /** True when it is gone, or there is no such chat. */
  async function takeAway(userId: number): Promise<boolean> {
    const taken = await outcomeOf(() => api.deleteMyCommands(scopeOf(userId)));
    return taken.kind !== 'later' && taken.kind !== 'unknown';
  }

  async function recall(): Promise<number[]> {
    const text = (await store.settings.find(remembered)) ?? '';
    return text.split(',').filter(Boolean).map(Number);
  }

  function menuOf(role: Role, messages: Messages) {
    const all = Object.keys(staffCommands) as StaffCommand[];
    const own = all.filter((command) => isAllowed(role, staffCommands[command]));
    const described = messages.staff.commands;
    return [
      ...messages.commands,
      ...own.map((command) => ({ command, description: described[command] })),
    ];
  }

  return { refresh, show };
}

function scopeOf(userId: number) {
  return { scope: { type: 'chat', chat_id: userId } } as const;
}
