/**
 * What Telegram accepts as a text with entities, and what it makes of it: outer white space goes,
 * links and commands are marked. Stricter than Telegram in one respect: entities that Telegram would
 * silently drop or split (overlaps, code inside bold) are refused.
 */
import type { MessageEntity } from './model.ts';
import { badRequest } from './refusal.ts';

/** A text and its entities, offsets in UTF-16 code units. */
export interface MarkedText {
  readonly text: string;
  readonly entities: MessageEntity[];
}

/** The entity types that a bot may send. */
const ENTITY_TYPES: readonly string[] = [
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
];

const LITERAL = new Set(['code', 'pre']);
const QUOTES = new Set(['blockquote', 'expandable_blockquote']);
const MAX_ENTITIES = 100;

/** Checks a bot's text and entities; returns them trimmed, or refuses in Telegram's words. */
export function checkText(raw: string, entities: readonly MessageEntity[] = []): MarkedText {
  if (/\p{Surrogate}/u.test(raw)) badRequest('strings must be encoded in UTF-8');
  if (entities.length > MAX_ENTITIES) badRequest('too many entities specified');
  for (const entity of entities) checkEntity(raw, entity);
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  checkNesting(sorted);
  return trim(raw, sorted);
}

/** Adds the marks that Telegram finds by itself: commands, links, addresses, mentions. */
export function markFound({ text, entities }: MarkedText): MarkedText {
  const taken = entities.filter((entity) => !QUOTES.has(entity.type) && entity.type !== 'bold');
  const found = FINDERS.flatMap(({ type, pattern }) => findAll(text, type, pattern)).filter(
    (candidate) => !taken.some((entity) => overlaps(entity, candidate)),
  );
  const kept: MessageEntity[] = [];
  for (const candidate of found) {
    if (!kept.some((entity) => overlaps(entity, candidate))) kept.push(candidate);
  }
  return { text, entities: [...entities, ...kept].sort((a, b) => a.offset - b.offset) };
}

// The order decides who wins where two fit.
const FINDERS: readonly { type: string; pattern: RegExp }[] = [
  { type: 'url', pattern: /\b(?:https?|tg):\/\/[^\s<>"]*[^\s<>".,;:!?()[\]]/gi },
  { type: 'email', pattern: /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g },
  { type: 'bot_command', pattern: /(?<![\w/])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)/g },
  { type: 'mention', pattern: /(?<![\w@])@[A-Za-z]\w{3,31}\b/g },
  { type: 'hashtag', pattern: /(?<![\w#])#[A-Za-z]\w*/g },
  {
    type: 'url',
    pattern: /\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|dev|app|me)\b(?:\/[^\s<>"]*)?/gi,
  },
];

function findAll(text: string, type: string, pattern: RegExp): MessageEntity[] {
  return [...text.matchAll(pattern)].map((match) => ({
    type,
    offset: match.index,
    length: match[0].length,
  }));
}

function checkEntity(text: string, entity: MessageEntity): void {
  const { type, offset, length } = entity;
  const end = offset + length;
  if (!ENTITY_TYPES.includes(type)) {
    badRequest("can't parse MessageEntity: Unsupported type specified");
  }
  if (offset < 0) badRequest(`receive an entity with incorrect offset ${offset}`);
  if (length <= 0) badRequest(`receive an entity with incorrect length ${length}`);
  if (offset > text.length) {
    badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  }
  if (end > text.length) {
    badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  }
  if (splitsSymbol(text, offset)) {
    badRequest(
      `entity begins in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, offset)}`,
    );
  }
  if (splitsSymbol(text, end)) {
    badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, end)}`,
    );
  }
  checkEntityFields(entity);
}

function checkEntityFields(entity: MessageEntity): void {
  const missing = (field: string): never =>
    badRequest(`can't parse MessageEntity: Can't find field "${field}"`);
  if (entity.type === 'text_link') {
    if (entity.url === undefined) missing('url');
    if (!isWebLink(entity.url ?? '')) badRequest('wrong HTTP URL specified');
  }
  if (entity.type === 'text_mention' && entity.user === undefined) missing('user');
  if (entity.type === 'custom_emoji' && entity.custom_emoji_id === undefined) {
    missing('custom_emoji_id');
  }
  if (entity.type === 'date_time') {
    if (entity.unix_time === undefined) missing('unix_time');
    const format = entity.date_time_format ?? '';
    if (!/^(?:r|w?[dD]?[tT]?)$/.test(format)) {
      badRequest("can't parse MessageEntity: Invalid date-time format specified");
    }
  }
}

function checkNesting(sorted: readonly MessageEntity[]): void {
  const open: MessageEntity[] = [];
  for (const entity of sorted) {
    while (open.length > 0 && endOf(open.at(-1)) <= entity.offset) open.pop();
    for (const outer of open) {
      const crossing = endOf(entity) > endOf(outer);
      const twice =
        outer.type === entity.type || (QUOTES.has(outer.type) && QUOTES.has(entity.type));
      const literal =
        LITERAL.has(outer.type) || (LITERAL.has(entity.type) && !QUOTES.has(outer.type));
      if (crossing || twice || literal) {
        badRequest(
          `entity ${entity.type} at UTF-16 offset ${entity.offset} can't overlap entity ${outer.type} at UTF-16 offset ${outer.offset}`,
        );
      }
    }
    open.push(entity);
  }
}

function trim(raw: string, entities: readonly MessageEntity[]): MarkedText {
  const text = raw.trim();
  const skipped = raw.length - raw.trimStart().length;
  const moved = entities.map((entity) => {
    const from = Math.max(0, entity.offset - skipped);
    const to = Math.min(text.length, entity.offset - skipped + entity.length);
    return { ...entity, offset: from, length: to - from };
  });
  return { text, entities: moved.filter((entity) => entity.length > 0) };
}

/** Whether an address may stand behind a link or a url button: http, https or tg. */
export function isWebLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'tg:') return true;
  return (protocol === 'http:' || protocol === 'https:') && hostname.includes('.');
}

/** How many characters Telegram counts: whole code points. */
export function characters(text: string): number {
  return [...text].length;
}

function endOf(entity: MessageEntity | undefined): number {
  return entity === undefined ? 0 : entity.offset + entity.length;
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < endOf(b) && b.offset < endOf(a);
}

function splitsSymbol(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '');
}

function bytesBefore(text: string, at: number): number {
  return Buffer.byteLength(text.slice(0, at - 1)) + 4;
}
