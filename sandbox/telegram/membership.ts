/** Where the bot is: blocked and unblocked by people, in groups and channels, and out of them. */
import type { NewChannel, NewGroup } from './chat-api.ts';
import type { Chat, ChatMember } from './model.ts';
import { type PeopleDeps, refuseAct } from './person-messages.ts';
import type { Account, Room } from './world.ts';

/** A person blocks or unblocks the bot; the bot is told. */
export function setBlocked(deps: PeopleDeps, account: Account, blocked: boolean): void {
  const { world } = deps;
  if (account.blockedBot === blocked) return;
  account.blockedBot = blocked;
  const room = world.rooms.get(account.user.id) ?? refuseAct(404, 'That chat is not there.');
  if (account.started) tellBot(deps, room, account, blocked ? 'kicked' : 'member');
  world.events.emit({ kind: 'person', person: world.personView(account) });
}

/** Makes a group with the bot in it; the bot is told that it was added. */
export function createGroup(deps: PeopleDeps, group: NewGroup): Room {
  const type = group.type ?? 'group';
  const first = requirePerson(deps, group.members[0]);
  for (const member of group.members) requirePerson(deps, member);
  const chat: Chat = { id: nextGroupId(deps, type === 'group'), type, title: group.title };
  const room = deps.world.addRoom(chat, group.members, 'left');
  tellBot(deps, room, first, 'member');
  tellPage(deps, room);
  return room;
}

/** Makes a channel of which the bot is an administrator. */
export function createChannel(deps: PeopleDeps, channel: NewChannel): Room {
  const owner = requirePerson(deps, channel.owner);
  const chat: Chat = { id: nextGroupId(deps, false), type: 'channel', title: channel.title };
  const room = deps.world.addRoom(chat, [channel.owner], 'left');
  tellBot(deps, room, owner, 'administrator');
  tellPage(deps, room);
  return room;
}

/** Turns a group into a supergroup with a new id. Calls that name the old one are told the new. */
export function upgradeGroup(deps: PeopleDeps, old: Room): Room {
  if (old.chat.type !== 'group') refuseAct(400, 'Only a group can become a supergroup.');
  const { world, updates } = deps;
  const chat: Chat = { ...old.chat, id: nextGroupId(deps, false), type: 'supergroup' };
  const room = world.addRoom(chat, [...old.members], old.botStatus);
  old.migratedTo = chat.id;
  const note = { migrate_to_chat_id: chat.id };
  const how = { fromBot: false, silent: true };
  updates.push('message', world.post(old, note, how).message);
  updates.push('message', world.post(room, { migrate_from_chat_id: old.chat.id }, how).message);
  tellPage(deps, room);
  return room;
}

/** Takes the bot out of a group or channel; the bot is told. */
export function removeBot(deps: PeopleDeps, room: Room, by: Account): void {
  if (room.chat.type === 'private') refuseAct(400, 'In a private chat the bot can be blocked.');
  tellBot(deps, room, by, 'kicked');
  tellPage(deps, room);
}

function tellBot(deps: PeopleDeps, room: Room, by: Account, status: ChatMember['status']): void {
  const { world, updates } = deps;
  const before = room.botStatus;
  room.botStatus = status;
  updates.push('my_chat_member', {
    chat: room.chat,
    from: by.user,
    date: world.seconds(),
    old_chat_member: memberOf(deps, before),
    new_chat_member: memberOf(deps, status),
  });
}

function memberOf({ world }: PeopleDeps, status: ChatMember['status']): ChatMember {
  const rights = status === 'administrator' ? CHANNEL_RIGHTS : {};
  return { status, user: world.bot, ...rights, ...(status === 'kicked' ? { until_date: 0 } : {}) };
}

const CHANNEL_RIGHTS = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_post_messages: true,
  can_edit_messages: true,
};

function tellPage({ world }: PeopleDeps, room: Room): void {
  const personIds = [...room.members];
  world.events.emit({ kind: 'chat', chatId: room.chat.id, chat: room.chat, personIds });
}

function requirePerson({ world }: PeopleDeps, personId: number | undefined): Account {
  const account = personId === undefined ? undefined : world.accounts.get(personId);
  return account ?? refuseAct(404, `There is no person with the id ${personId}.`);
}

function nextGroupId({ world }: PeopleDeps, basic: boolean): number {
  const number = [...world.rooms.values()].filter(({ chat }) => chat.id < 0).length + 1;
  return basic ? -(4_000_000 + number) : -(1_000_000_000_000 + 2_000_000 + number);
}
