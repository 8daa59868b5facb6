/**
 * What this page knows: people, their chats, and the messages of chats that were opened. Views
 * subscribe and are told what changed; nothing here touches the page.
 */

/**
 * Makes the state. `subscribe(listener)` gets changes as `{ kind, personId, chatId, ... }` with
 * kinds `people`, `chats`, `history`, `message`, `edited`, `removed`, `action`, `commands`,
 * `profile`, `selected`.
 */
export function createChatState() {
  const listeners = new Set();
  const state = {
    profile: undefined,
    people: new Map(),
    chats: new Map(),
    selected: undefined,
    subscribe: (listener) => listeners.add(listener),
    tell: (change) => {
      for (const listener of listeners) listener(change);
    },
  };
  return state;
}

/** A chat as one person sees it; two members of a group have one each. */
export function chatKey(personId, chatId) {
  return `${personId}/${chatId}`;
}

/** The chat that is on the screen, if one is. */
export function selectedChat(state) {
  const { selected } = state;
  return selected && state.chats.get(chatKey(selected.personId, selected.chatId));
}

/** Takes the list of people as the server has it. */
export function putPeople(state, people) {
  state.people = new Map(people.map((person) => [person.id, person]));
  state.tell({ kind: 'people' });
}

/** Takes one person's list of chats; messages already read stay. */
export function putChats(state, personId, views) {
  for (const view of views) {
    const key = chatKey(personId, view.chat.id);
    const known = state.chats.get(key);
    state.chats.set(key, { ...known, ...view, personId, chatId: view.chat.id });
  }
  state.tell({ kind: 'chats', personId });
}

/** Takes a whole chat. */
export function putHistory(state, personId, history) {
  const { messages, ...view } = history;
  const byId = new Map(messages.map((message) => [message.message_id, message]));
  const chatId = view.chat.id;
  state.chats.set(chatKey(personId, chatId), { ...view, personId, chatId, messages: byId });
  state.tell({ kind: 'history', personId, chatId });
}

/** Takes an event of the stream; returns people whose chats have to be read anew. */
export function applyEvent(state, event) {
  switch (event.kind) {
    case 'message':
    case 'edited':
      return forViewers(state, event, (chat) => takeMessage(state, chat, event));
    case 'deleted':
      return forViewers(state, event, (chat) => removeMessages(state, chat, event.messageIds));
    case 'cleared':
      return forViewers(state, event, (chat) => clearChat(state, chat));
    case 'read':
      return forViewers(state, event, (chat) => markRead(state, chat));
    case 'action':
      return forViewers(state, event, (chat) => takeAction(state, chat, event.action));
    case 'chat':
      return event.personIds ?? [...state.people.keys()];
    case 'person':
      state.people.set(event.person.id, event.person);
      state.tell({ kind: 'people' });
      return state.chats.has(chatKey(event.person.id, event.person.id)) ? [] : [event.person.id];
    case 'profile':
      state.profile = event.profile;
      state.tell({ kind: 'profile' });
      return [];
    case 'commands':
      state.tell({ kind: 'commands' });
      return [];
    default:
      return [];
  }
}

/** A message that this page sent itself, or one that came by the stream: whichever is first. */
export function takeMessage(state, chat, { kind, message }) {
  chat.fresh = false;
  const known = chat.messages?.get(message.message_id);
  if (kind === 'message' && known) return;
  chat.messages?.set(message.message_id, message);
  if (!chat.last || message.message_id >= chat.last.message_id) chat.last = message;
  if (kind === 'message' && message.fromBot) {
    chat.action = undefined;
    if (message.unread) chat.unread += 1;
  }
  state.tell({ kind, personId: chat.personId, chatId: chat.chatId, message });
}

/** Nothing in this chat is unread any more. */
export function markRead(state, chat) {
  chat.unread = 0;
  for (const [id, message] of chat.messages ?? []) {
    if (message.unread) chat.messages.set(id, { ...message, unread: false });
  }
  state.tell({ kind: 'chats', personId: chat.personId });
}

function removeMessages(state, chat, messageIds) {
  for (const id of messageIds) chat.messages?.delete(id);
  if (chat.last && messageIds.includes(chat.last.message_id)) {
    chat.last = [...(chat.messages?.values() ?? [])].at(-1);
  }
  state.tell({ kind: 'removed', personId: chat.personId, chatId: chat.chatId, messageIds });
}

function clearChat(state, chat) {
  chat.messages?.clear();
  chat.last = undefined;
  chat.unread = 0;
  state.tell({ kind: 'history', personId: chat.personId, chatId: chat.chatId });
}

function takeAction(state, chat, action) {
  chat.action = action;
  state.tell({ kind: 'action', personId: chat.personId, chatId: chat.chatId });
}

function forViewers(state, event, act) {
  const unknown = [];
  for (const personId of event.personIds ?? state.people.keys()) {
    const chat = state.chats.get(chatKey(personId, event.chatId));
    if (chat) act(chat);
    else if (event.kind === 'message' && event.personIds) unknown.push(personId);
  }
  return unknown;
}
