/** The chat on the screen: its head, its log, its foot, and the menu behind the three dots. */
import { chatKey, selectedChat } from './chat-state.js';
import { createComposer } from './composer.js';
import { byId, setText } from './dom.js';
import { avatar, fullName, isStaff } from './people.js';
import { createThread } from './thread.js';

/**
 * Makes the view. `send(body)` and `start()` write, `act(work)` runs something over the network
 * and says what went wrong.
 */
export function createConversation({ api, state, notify, send, start, act }) {
  const names = {
    of: (message) => senderOf(state, message),
    isOwn: (message) => message.from?.id === state.selected?.personId,
    areShown: () => state.selected?.chatId !== state.selected?.personId,
  };
  const view = { connection: 'connecting', loading: true, typingTimer: undefined };
  const shown = { chat: undefined };
  const here = () => selectedChat(state);
  const press = async (messageId, place) => {
    const chat = here();
    const answer = await act(() => api.press(chat.personId, chat.chatId, messageId, place));
    if (answer?.url) window.open(answer.url, '_blank', 'noopener');
    if (answer?.text) (answer.alert ? notify.alert : notify.toast)(answer.text);
  };
  const reply = (messageId) => {
    const message = here()?.messages?.get(messageId);
    if (message) composer.setReply(replyTo(message, names));
  };
  const thread = createThread({
    scroller: byId('scroller'),
    list: byId('log'),
    toEnd: byId('to-end'),
    names,
    actions: {
      press,
      reply,
      copy: notify.copy,
      command: (text) => send({ text }),
      jump: (messageId) => thread.jump(messageId),
      enlarge,
    },
  });
  const composer = createComposer({
    send,
    start,
    unblock: () => act(() => api.unblock(here().personId)),
    refuse: notify.toast,
  });
  const paint = () => {
    paintHead(state, view);
    paintFoot(state, view, composer);
    clearTimeout(view.typingTimer);
    const waitMs = (here()?.action?.untilMs ?? 0) - Date.now();
    if (waitMs > 0) view.typingTimer = setTimeout(paint, waitMs + 50);
  };
  const loadCommands = async () => {
    const chat = here();
    const commands = chat && (await act(() => api.commands(chat.personId, chat.chatId)));
    // A chat that was read anew meanwhile is another object, and still the same chat.
    if (commands && keyOf(chat) === keyOf(here())) composer.commands(commands);
  };
  state.subscribe((change) => {
    if (change.kind === 'commands') void loadCommands();
    if (isHere(change, here())) takeChange(change, here(), thread);
    paint();
  });
  bindMenu({ api, here, act });
  bindViewer();
  return {
    opening() {
      const chat = here();
      view.loading = !chat?.messages;
      composer.setReply(undefined);
      if (shown.chat !== keyOf(state.selected))
        thread.replace([...(chat?.messages?.values() ?? [])]);
      shown.chat = keyOf(state.selected);
      paint();
      void loadCommands();
    },
    nobody() {
      view.loading = false;
      paint();
    },
    connection(connection) {
      view.connection = connection;
      paint();
    },
    focus: composer.focus,
  };

  function takeChange(change, chat, log) {
    if (change.kind === 'history') {
      view.loading = false;
      log.sync([...chat.messages.values()]);
    } else if (change.kind === 'message' || change.kind === 'edited') log.put(change.message);
    else if (change.kind === 'removed') log.remove(change.messageIds);
  }
}

function keyOf({ personId, chatId }) {
  return chatKey(personId, chatId);
}

function isHere(change, chat) {
  return chat && change.personId === chat.personId && change.chatId === chat.chatId;
}

function senderOf(state, message) {
  if (message.fromBot) return state.profile?.name ?? 'Bot';
  const from = message.from;
  return from ? [from.first_name, from.last_name].filter(Boolean).join(' ') : message.chat.title;
}

function replyTo(message, names) {
  const words = message.text ?? message.caption ?? message.sticker?.emoji ?? 'Picture';
  return {
    messageId: message.message_id,
    name: `Reply to ${names.of(message)}`,
    text: words.split('\n')[0],
  };
}

function paintHead(state, view) {
  const chat = selectedChat(state);
  const person = chat && state.people.get(chat.personId);
  const isPrivate = chat?.chatId === chat?.personId;
  const title = chat?.title ?? state.profile?.name ?? 'Chat';
  setText(byId('chat-name'), title);
  setText(byId('chat-status'), statusOf(chat, view));
  byId('chat-status').classList.toggle('typing', statusOf(chat, view).endsWith('…'));
  if (person) byId('chat-status').dataset.as = asWords(person);
  byId('chat-as').hidden = !person;
  setText(byId('chat-as'), person ? asWords(person) : '');
  byId('chat-avatar').replaceChildren(avatar(isPrivate ? 0 : chat.chatId, title));
  setText(byId('block-bot'), person?.blockedBot ? 'Unblock bot' : 'Block bot');
  if (person) byId('person-language').value = person.languageCode;
  document.title = person ? `${title} · ${fullName(person)}` : title;
}

function asWords(person) {
  return `You are ${person.firstName}${isStaff(person) ? ', staff' : ''}`;
}

function statusOf(chat, view) {
  if (view.connection !== 'open') return 'connecting…';
  const isActing = chat?.action && chat.action.untilMs > Date.now();
  if (isActing) return chat.action.action === 'typing' ? 'typing…' : 'sending a picture…';
  return chat?.chat?.type && chat.chat.type !== 'private' ? chat.chat.type : 'bot';
}

function paintFoot(state, view, composer) {
  const chat = selectedChat(state);
  const person = chat && state.people.get(chat.personId);
  const isEmpty = !view.loading && (chat?.messages?.size ?? 0) === 0;
  const isPrivate = chat?.chatId === chat?.personId;
  byId('loading').hidden = !view.loading;
  byId('welcome').hidden = !isEmpty;
  setText(byId('welcome-title'), chat ? 'What can this bot do?' : 'Nobody is here yet');
  setText(
    byId('welcome-text'),
    chat ? welcomeWords(state, person) : 'Add a person at the side to begin.',
  );
  if (!chat || view.loading) composer.mode('none');
  else if (person?.blockedBot && isPrivate) composer.mode('blocked');
  else composer.mode(isEmpty && isPrivate ? 'start' : 'write');
}

function welcomeWords({ profile }, person) {
  const translated = profile?.descriptions[person?.languageCode.slice(0, 2)];
  const words = translated || profile?.description || profile?.shortDescription;
  return words || 'Press START below, and the bot says hello.';
}

function bindMenu({ api, here, act }) {
  const button = byId('chat-menu-button');
  const menu = byId('chat-menu');
  const open = (isOpen) => {
    menu.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
  };
  button.addEventListener('click', () => {
    open(menu.hidden);
    if (!menu.hidden) menu.querySelector('button').focus();
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    open(false);
    button.focus();
  });
  document.addEventListener('click', (event) => {
    if (!menu.hidden && !event.target.closest('#chat-menu, #chat-menu-button')) open(false);
  });
  byId('clear-chat').addEventListener('click', () => {
    open(false);
    if (here()) act(() => api.clear(here().personId, here().chatId));
  });
  byId('block-bot').addEventListener('click', (event) => {
    open(false);
    const isBlocked = event.target.textContent.startsWith('Un');
    if (here()) act(() => (isBlocked ? api.unblock : api.block)(here().personId));
  });
  byId('person-language').addEventListener('change', (event) => {
    const languageCode = event.target.value;
    if (here()) act(() => api.changePerson(here().personId, { languageCode }));
  });
}

function enlarge(url, description) {
  const image = byId('viewer-image');
  image.src = url;
  image.alt = description;
  byId('viewer').showModal();
}

function bindViewer() {
  const viewer = byId('viewer');
  byId('viewer-close').addEventListener('click', () => viewer.close());
  viewer.addEventListener('click', (event) => {
    if (event.target === viewer) viewer.close();
  });
}
