/**
 * Telegram's message entities as elements: offsets and lengths count UTF-16 units, which is how
 * JavaScript counts too. Links and commands that carry no entity are found as Telegram finds them.
 */
import { el } from './dom.js';
import { formatDateTime, fullDateTime } from './time.js';

/**
 * A fragment with the formatted text.
 * `actions` are what a tap can do: `copy(text)` and `command(text)`.
 */
export function renderEntities(text, entities, actions) {
  const all = [...(entities ?? []), ...foundIn(text, entities ?? [])].sort(
    (a, b) => a.offset - b.offset || b.length - a.length,
  );
  const fragment = document.createDocumentFragment();
  fragment.append(...nodesBetween(text, 0, text.length, all, actions));
  return fragment;
}

function nodesBetween(text, start, end, entities, actions) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    const inside = others.filter((other) => other.offset < to);
    rest = others.filter((other) => other.offset + other.length > to);
    if (to <= from) continue;
    if (from > at) nodes.push(text.slice(at, from));
    const children = nodesBetween(text, from, to, inside, actions);
    nodes.push(wrap(entity, text.slice(from, to), children, actions));
    at = blocks.has(entity.type) && text[to] === '\n' ? to + 1 : to;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

/** A block ends its own line, so the line break that follows it is not shown. */
const blocks = new Set(['pre', 'blockquote', 'expandable_blockquote']);

const plainTags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
};

function wrap(entity, raw, children, actions) {
  const tag = plainTags[entity.type];
  if (tag) return el(tag, {}, ...children);
  switch (entity.type) {
    case 'code':
      return tapToCopy(el('code', { class: 'code' }, ...children), raw, actions);
    case 'pre':
      return preBlock(entity, raw, children, actions);
    case 'blockquote':
      return el('blockquote', {}, ...children);
    case 'expandable_blockquote':
      return el('blockquote', { class: 'expandable' }, ...children);
    case 'spoiler':
      return spoiler(children);
    case 'text_link':
      return link(entity.url, children);
    case 'url':
      return link(/^[a-z]+:/i.test(raw) ? raw : `https://${raw}`, children);
    case 'email':
      return link(`mailto:${raw}`, children);
    case 'bot_command':
      return tapAction('link', children, () => actions.command(raw));
    case 'date_time':
      return dateTime(entity, children);
    default:
      return el('span', {}, ...children);
  }
}

function tapToCopy(node, raw, actions) {
  node.setAttribute('role', 'button');
  node.setAttribute('tabindex', '0');
  node.setAttribute('title', 'Tap to copy');
  onPress(node, () => actions.copy(raw));
  return node;
}

/** With a language the block has a head that copies; without one a tap anywhere copies. */
function preBlock({ language }, raw, children, actions) {
  if (!language) return tapToCopy(el('span', { class: 'pre bare' }, ...children), raw, actions);
  const copy = el(
    'button',
    { class: 'pre-copy', type: 'button', onclick: () => actions.copy(raw) },
    'Copy',
  );
  const head = el('span', { class: 'pre-head' }, language, copy);
  const body = el('pre', { tabindex: '0', 'aria-label': 'Preformatted text' }, ...children);
  return el('span', { class: 'pre' }, head, body);
}

function spoiler(children) {
  const node = el('span', { class: 'spoiler', role: 'button', tabindex: '0' }, ...children);
  node.setAttribute('aria-label', 'Hidden text, press to show');
  const show = () => {
    node.className = 'spoiler shown';
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name);
  };
  onPress(node, show);
  return node;
}

function tapAction(className, children, act) {
  const node = el('span', { class: className, role: 'button', tabindex: '0' }, ...children);
  onPress(node, act);
  return node;
}

function onPress(node, act) {
  node.addEventListener('click', act);
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    act();
  });
}

/** Only addresses that a browser opens without running anything; others stay text. */
function link(address, children) {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (!parsed || !['https:', 'http:', 'mailto:', 'tg:'].includes(parsed.protocol)) {
    return el('span', {}, ...children);
  }
  return el(
    'a',
    { href: parsed.href, target: '_blank', rel: 'noopener noreferrer', title: parsed.href },
    ...children,
  );
}

/** An empty format keeps the words and offers the exact time; otherwise the viewer's own zone. */
function dateTime(entity, children) {
  const atMs = Number(entity.unix_time) * 1000;
  if (!Number.isFinite(atMs)) return el('span', {}, ...children);
  const format = entity.date_time_format ?? '';
  const shown = format === '' ? children : [formatDateTime(atMs, format, Date.now())];
  return el(
    'time',
    {
      datetime: new Date(atMs).toISOString(),
      title: fullDateTime(atMs),
      data: format === 'r' ? { relative: String(atMs) } : {},
    },
    ...shown,
  );
}

const opaque = new Set(['code', 'pre', 'text_link', 'url', 'email', 'bot_command']);
const findable = /(?<![\w/])\/[a-z][a-z0-9_]{0,31}(?![\w/])|https?:\/\/[^\s<>"')\]]+/gi;

function foundIn(text, entities) {
  const taken = entities.filter((entity) => opaque.has(entity.type));
  return [...text.matchAll(findable)]
    .map((match) => ({
      type: match[0].startsWith('/') ? 'bot_command' : 'url',
      offset: match.index,
      length: match[0].length,
    }))
    .filter((found) => !taken.some((other) => overlap(found, other)));
}

function overlap(a, b) {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
