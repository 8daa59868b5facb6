/** Short words over the chat (toasts), windows that are closed (alerts), and the clipboard. */
import { byId, el, setText } from './dom.js';

const toastMs = 3200;

/** Makes the page's toasts, alerts and copying. */
export function createNotify() {
  const place = byId('toasts');
  const alertBox = byId('alert');
  const toast = (text) => {
    const node = el('div', { class: 'toast' }, text);
    place.replaceChildren(node);
    setTimeout(() => node.remove(), toastMs);
  };
  const alert = (text) => {
    setText(byId('alert-text'), text);
    if (!alertBox.open) alertBox.showModal();
  };
  const copy = async (text) => {
    const copied = await toClipboard(text);
    toast(copied ? 'Copied' : 'This browser does not let the page copy. Select the text instead.');
  };
  return { toast, alert, copy };
}

/** The clipboard needs https or localhost; elsewhere the old way still works. */
async function toClipboard(text) {
  if (navigator.clipboard && window.isSecureContext) {
    const failed = await navigator.clipboard.writeText(text).catch((reason) => reason);
    if (failed === undefined) return true;
  }
  const area = el('textarea', { class: 'sr', 'aria-hidden': 'true' });
  const before = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  before?.focus();
  return done;
}
