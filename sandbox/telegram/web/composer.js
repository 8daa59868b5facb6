/** The input at the foot: text, replies, stickers, pictures, and the Start button before all that. */
import { createCommandMenu } from './command-menu.js';
import { byId, el, setText } from './dom.js';

const stickers = ['👍', '❤️', '😂', '🙏', '🎉', '🤔', '😭', '🦄'];
const largestPictureBytes = 5_000_000;

/**
 * Makes the composer. `send(body)` sends a `NewMessage` and tells whether it went, `start()` and `unblock()` are the big
 * buttons, `refuse(text)` tells why something is not sent.
 */
export function createComposer({ send, start, unblock, refuse }) {
  const form = byId('composer');
  const input = byId('input');
  const reply = { to: undefined };
  const menu = createCommandMenu({
    input,
    button: byId('menu-button'),
    choose: (command) => {
      setInput(input, '');
      submit({ text: command });
    },
  });
  const setReply = (to) => {
    reply.to = to;
    byId('reply-bar').hidden = to === undefined;
    setText(byId('reply-name'), to?.name ?? '');
    setText(byId('reply-text'), to?.text ?? '');
    if (to) input.focus();
  };
  const submit = (body) => {
    const whole = reply.to ? { ...body, replyTo: reply.to.messageId } : body;
    setReply(undefined);
    return send(whole);
  };
  const submitText = async () => {
    const text = input.value.trim();
    if (text === '') return;
    setInput(input, '');
    menu.close();
    const isSent = await submit({ text });
    if (!isSent && input.value === '') setInput(input, text);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submitText();
    input.focus();
  });
  input.addEventListener('input', () => {
    grow(input);
    menu.typed();
  });
  input.addEventListener('blur', () => menu.close());
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || menu.key(event)) return;
    if (event.key === 'Escape') setReply(undefined);
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void submitText();
  });
  byId('reply-close').addEventListener('click', () => setReply(undefined));
  byId('start-button').addEventListener('click', start);
  byId('unblock-button').addEventListener('click', unblock);
  bindStickers(submit);
  bindPictures(submit, refuse);
  return {
    setReply,
    commands: menu.show,
    focus: () => (byId('start-button').hidden ? input : byId('start-button')).focus(),
    /** `start`, `blocked` or `write`: what the foot of the chat offers. */
    mode(mode) {
      byId('start-button').hidden = mode !== 'start';
      byId('unblock-button').hidden = mode !== 'blocked';
      form.hidden = mode !== 'write';
    },
  };
}

function setInput(input, text) {
  input.value = text;
  grow(input);
}

/** As tall as its words, up to the limit that the style sheet sets. */
function grow(input) {
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight}px`;
}

function bindStickers(submit) {
  const box = byId('stickers');
  const button = byId('sticker-button');
  const open = (isOpen) => {
    box.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
  };
  box.replaceChildren(
    ...stickers.map((emoji) => {
      const onclick = () => {
        open(false);
        submit({ sticker: emoji });
        button.focus();
      };
      return el(
        'button',
        { type: 'button', 'aria-label': `Send sticker ${emoji}`, onclick },
        emoji,
      );
    }),
  );
  button.addEventListener('click', () => {
    open(box.hidden);
    if (!box.hidden) box.firstElementChild.focus();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    open(false);
    button.focus();
  });
  document.addEventListener('click', (event) => {
    if (!box.hidden && !event.target.closest('#stickers, #sticker-button')) open(false);
  });
}

function bindPictures(submit, refuse) {
  const picker = byId('picture');
  byId('picture-button').addEventListener('click', () => picker.click());
  picker.addEventListener('change', async () => {
    const [chosen] = picker.files;
    picker.value = '';
    if (!chosen) return;
    if (chosen.size > largestPictureBytes) return refuse('Please choose a picture under 5 MB.');
    submit({ photo: { base64: await toBase64(chosen), mimeType: chosen.type } });
  });
}

function toBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
