/** The menus of commands that a bot sets, by scope and language, and which one a person sees. */
import type { BotCommand } from './model.ts';
import { badRequest } from './refusal.ts';

/** For whom a menu is. */
export interface CommandScope {
  readonly type: string;
  readonly chat_id?: number | string | undefined;
  readonly user_id?: number | undefined;
}

/** Where somebody looks at the menu. */
export interface MenuPlace {
  readonly chatId: number;
  readonly isPrivate: boolean;
  readonly personId: number;
  readonly languageCode: string;
}

/** The menus of one bot. */
export interface CommandMenus {
  /** Sets one menu; an empty list takes it away. Refuses what Telegram refuses. */
  set(commands: readonly BotCommand[], scope?: CommandScope, languageCode?: string): void;
  /** The menu set for exactly this scope and language. */
  get(scope?: CommandScope, languageCode?: string): readonly BotCommand[];
  /** The menu a person sees: the narrowest scope wins, in it their language before the general one. */
  seen(place: MenuPlace): readonly BotCommand[];
}

const MAX_COMMANDS = 100;

/** Makes a bot without menus. */
export function createCommandMenus(): CommandMenus {
  const menus = new Map<string, readonly BotCommand[]>();
  return {
    set(commands, scope, languageCode) {
      checkCommands(commands);
      const at = key(scope, checkLanguage(languageCode));
      if (commands.length === 0) menus.delete(at);
      else menus.set(at, commands);
    },
    get: (scope, languageCode) => menus.get(key(scope, checkLanguage(languageCode))) ?? [],
    seen(place) {
      const languages = [place.languageCode.slice(0, 2), ''];
      for (const scope of scopesFor(place)) {
        for (const language of languages) {
          const menu = menus.get(key(scope, language));
          if (menu !== undefined) return menu;
        }
      }
      return [];
    },
  };
}

/** An ISO 639-1 code or nothing; refuses others. */
export function checkLanguage(languageCode = ''): string {
  if (!/^(?:[a-z]{2})?$/.test(languageCode)) badRequest('invalid language code specified');
  return languageCode;
}

// The order in which Telegram's apps look: "Determining list of commands" in the Bot API.
function scopesFor(place: MenuPlace): CommandScope[] {
  const { chatId, personId } = place;
  if (place.isPrivate) {
    return [{ type: 'chat', chat_id: chatId }, { type: 'all_private_chats' }, { type: 'default' }];
  }
  return [
    { type: 'chat_member', chat_id: chatId, user_id: personId },
    { type: 'chat', chat_id: chatId },
    { type: 'all_group_chats' },
    { type: 'default' },
  ];
}

function key(scope: CommandScope = { type: 'default' }, languageCode: string): string {
  return [scope.type, scope.chat_id ?? '', scope.user_id ?? '', languageCode].join('|');
}

function checkCommands(commands: readonly BotCommand[]): void {
  if (commands.length > MAX_COMMANDS) badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256) {
      badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
  }
}
