/** A chat as it stands in one person's list. */
import type { ChatView } from './chat-api.ts';
import { type Room, visibleEntries, type World } from './world.ts';

/** Title, newest message, unread count and what the bot is doing; without a person nothing is unread. */
export function viewChat(world: World, room: Room, personId?: number): ChatView {
  const last = visibleEntries(room).at(-1);
  const { action, chat, entries } = room;
  const isPrivate = chat.type === 'private';
  return {
    chat,
    title: isPrivate ? world.profile.name : (chat.title ?? ''),
    unread: personId === undefined ? 0 : (room.unread.get(personId)?.size ?? 0),
    fresh: isPrivate && entries.length === 0,
    ...(last === undefined ? {} : { last: world.view(room, last, personId) }),
    ...(action === undefined || action.untilMs <= world.now() ? {} : { action }),
  };
}
