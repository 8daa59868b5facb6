/**
 * The web chat of the sandbox: joins the people's side of the server, what this page knows, and
 * the views. Start reading here.
 */
import {
  applyEvent,
  chatKey,
  createChatState,
  markRead,
  putChats,
  putHistory,
  putPeople,
  selectedChat,
  takeMessage,
} from './chat-state.js';
import { createConversation } from './conversation.js';
import { byId, setText } from './dom.js';
import { openLive } from './live.js';
import { createNotify } from './notify.js';
import { createPanel } from './panel.js';
import { createPeople } from './people.js';
import { createPeopleApi } from './people-api.js';
import { createPersonDialog } from './person-dialog.js';
import { createTheme } from './theme.js';
import { createViews } from './views.js';

const eventKinds = [
  'message',
  'edited',
  'deleted',
  'cleared',
  'read',
  'action',
  'chat',
  'person',
  'commands',
  'profile',
  'reload',
];

const api = createPeopleApi();
const state = createChatState();
const notify = createNotify();
const views = createViews();
const conversation = createConversation({ api, state, notify, send, start, act });

createTheme(byId('theme-button'));
createPeople({ state, select: open });
createPanel({ notify, act, personOnScreen: () => state.selected?.personId });
createPersonDialog({
  add: async (person) => {
    const added = await act(() => api.addPerson(person));
    if (added) await loadPeople();
    if (added) await open(added.id, added.id);
  },
});

openLive({
  path: '/chat/events',
  kinds: eventKinds,
  onEvent: (event) => (event.kind === 'reload' ? reload() : takeEvent(event)),
  onState: showConnection,
  onOpen: reload,
});

/** Reads everything anew; the chat that was open stays, and stays where it was scrolled to. */
async function reload() {
  const loaded = await act(async () => {
    state.profile = await api.bot();
    state.tell({ kind: 'profile' });
    await loadPeople();
    return true;
  });
  if (!loaded) return;
  const isFirst = state.selected === undefined;
  const wanted = stillThere() ?? remembered() ?? firstChat();
  if (!wanted) return conversation.nobody();
  await open(wanted.personId, wanted.chatId, { isReload: true });
  if (isFirst) conversation.focus();
}

async function loadPeople() {
  putPeople(state, await api.people());
  await Promise.all([...state.people.keys()].map(loadChats));
}

async function loadChats(personId) {
  putChats(state, personId, await api.chats(personId));
}

/** Brings a chat on the screen. */
async function open(personId, chatId, { isReload = false } = {}) {
  state.selected = { personId, chatId };
  location.replace(`#${personId}/${chatId}`);
  if (!isReload) views.go('chat');
  conversation.opening();
  const history = await act(() => api.history(personId, chatId));
  if (!history || state.selected.personId !== personId || state.selected.chatId !== chatId) return;
  putHistory(state, personId, history);
  state.tell({ kind: 'selected' });
  void readIfSeen();
  if (!isReload) conversation.focus();
}

async function takeEvent(event) {
  const unknown = applyEvent(state, event);
  await act(() => Promise.all(unknown.map(loadChats)));
  await readIfSeen();
}

/** What is on the screen while somebody looks at it is read. */
async function readIfSeen() {
  const chat = selectedChat(state);
  if (
    !chat ||
    chat.unread === 0 ||
    document.visibilityState !== 'visible' ||
    !views.shows('chat')
  ) {
    return;
  }
  markRead(state, chat);
  await act(() => api.read(chat.personId, chat.chatId));
}

document.addEventListener('visibilitychange', readIfSeen);
views.onGo(readIfSeen);

async function send(body) {
  const chat = selectedChat(state);
  if (!chat) return false;
  const message = await act(() => api.send(chat.personId, chat.chatId, body));
  if (message) takeMessage(state, chat, { kind: 'message', message });
  return message !== undefined;
}

async function start() {
  const chat = selectedChat(state);
  if (!chat) return;
  const message = await act(() => api.start(chat.personId));
  if (message) takeMessage(state, chat, { kind: 'message', message });
  conversation.focus();
}

/** Does something over the network; what goes wrong is said in a toast, and nothing is returned. */
async function act(work) {
  try {
    return await work();
  } catch (reason) {
    const isOffline = reason instanceof TypeError;
    notify.toast(isOffline ? 'The sandbox does not answer. Is it still running?' : reason.message);
    return undefined;
  }
}

function showConnection(connection) {
  byId('lost').hidden = connection !== 'lost';
  if (connection === 'lost') {
    setText(
      byId('lost'),
      'Connection lost. Trying again by itself; start the demo if it was stopped.',
    );
  }
  conversation.connection(connection);
}

/** The chat on the screen, unless the sandbox was started anew without its person. */
function stillThere() {
  return state.people.has(state.selected?.personId) ? state.selected : undefined;
}

function remembered() {
  const [personId, chatId] = location.hash.slice(1).split('/').map(Number);
  return state.chats.has(chatKey(personId, chatId)) ? { personId, chatId } : undefined;
}

function firstChat() {
  const [person] = state.people.values();
  return person && { personId: person.id, chatId: person.id };
}
