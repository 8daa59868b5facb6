/** What a bot's method needs to know before it acts: which chat, may it write there, which message. */
import type { Message } from './model.ts';
import { badRequest, forbidden, Refusal } from './refusal.ts';
import { type Entry, findEntry, type Room, type World } from './world.ts';

/** The chat a method names. Refuses with Telegram's `chat not found`. */
export function requireRoom(world: World, chatId: number | string): Room {
  const room = findRoom(world, chatId);
  return room ?? badRequest('chat not found');
}

/** The chat a method wants to write to; refuses when the bot may not. */
export function requireWritableRoom(world: World, chatId: number | string): Room {
  const room = requireRoom(world, chatId);
  if (room.migratedTo !== undefined) {
    const words = 'Bad Request: group chat was upgraded to a supergroup chat';
    throw new Refusal(400, words, { migrate_to_chat_id: room.migratedTo });
  }
  if (room.chat.type === 'private') requireReachable(world, room.chat.id);
  else requireMembership(room);
  return room;
}

/** The bot's own message that a method wants to change. */
export function requireOwnEntry(room: Room, messageId: number): Entry {
  const entry = findEntry(room, messageId) ?? badRequest('message to edit not found');
  return entry.fromBot ? entry : badRequest("message can't be edited");
}

/** The message as an answer to a reply carries it: without the message it replies to itself. */
export function quoted(message: Message): Message {
  const { reply_to_message: _nested, ...rest } = message;
  return rest;
}

function findRoom(world: World, chatId: number | string): Room | undefined {
  if (typeof chatId === 'number') return world.rooms.get(chatId);
  if (/^-?\d+$/.test(chatId)) return world.rooms.get(Number(chatId));
  return [...world.rooms.values()].find(
    ({ chat }) => chat.type !== 'private' && `@${chat.username}` === chatId,
  );
}

function requireReachable(world: World, personId: number): void {
  const account = world.accounts.get(personId);
  if (account?.deactivated) forbidden('user is deactivated');
  if (account?.blockedBot) forbidden('bot was blocked by the user');
  if (!account?.started) forbidden("bot can't initiate conversation with a user");
}

function requireMembership(room: Room): void {
  if (room.botStatus === 'kicked') forbidden(`bot was kicked from the ${room.chat.type} chat`);
  if (room.botStatus === 'left') forbidden(`bot is not a member of the ${room.chat.type} chat`);
}
