/**
 * The log: one record a line, JSON for machines or plain text for a terminal. Secrets and
 * personal data stay out of it, whoever forgot to leave them out.
 */
import { pino } from 'pino';

/** What a record tells beside its event: ids and counts, never what a person typed. */
export type About = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Writes records. `event` says in plain words what happened and is the same each time;
 * what differs goes into `about`; an `error` is told by its name, a cut message and its frames.
 */
export interface Log {
  debug(event: string, about?: About, error?: unknown): void;
  info(event: string, about?: About, error?: unknown): void;
  warn(event: string, about?: About, error?: unknown): void;
  error(event: string, about?: About, error?: unknown): void;
}

/** From the most talkative to the quietest. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogOptions {
  readonly level: LogLevel;
  /** Receives one whole line at a time, its newline included. */
  readonly destination: { write(line: string): unknown };
  /** Exact texts that may never appear: the bot token, the client secret, the data keys. */
  readonly secrets: readonly string[];
  /** `json` (the default) or one readable line for a terminal. */
  readonly format?: 'json' | 'text';
  readonly now?: () => number;
}

/** Makes a log that scrubs every secret it was told of from every text it is given. */
export function createLog(options: LogOptions): Log {
  const { destination, level, now = Date.now } = options;
  const clean = createCleaner(options.secrets);
  const text = options.format === 'text';
  const out = text
    ? { write: (line: string) => void destination.write(`${readable(JSON.parse(line))}\n`) }
    : { write: (line: string) => void destination.write(line) };
  const records = pino(
    {
      level,
      base: undefined,
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    out,
  );
  const write = (at: LogLevel) => (event: string, about?: About, error?: unknown) => {
    if (!records.isLevelEnabled(at)) return;
    const told = { ...cleanAbout(about, clean), ...describeError(error, clean) };
    records[at](told, clean(event));
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Keys under which personal data or secrets would come, were they logged by mistake. */
const personal =
  /^(account_?(number|name)|recipient|phone|email|(first|last|user|holder)?_?name|address|tag|memo|text|body|caption|payload|answer|token|secret|password|key|authorization|cookie)$/i;

/** What every record carries by itself. */
const reserved = new Set(['level', 'time', 'event', 'error']);

const removed = '[removed]';

/** Any bot token in a Telegram address, also one that nobody named as a secret. */
const botToken = /bot\d{3,}:[\w-]{10,}/g;

/** Line ends, terminal escapes and marks that turn the reading direction. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

type Cleaner = (text: string) => string;

function createCleaner(secrets: readonly string[]): Cleaner {
  // Very short texts would blank out ordinary words; no real secret is that short.
  const seeded = secrets.filter((secret) => secret.length >= 4);
  const forms = [...new Set(seeded.flatMap((secret) => [secret, encodeURIComponent(secret)]))];
  forms.sort((a, b) => b.length - a.length);
  return (text) => {
    const scrubbed = forms.reduce((rest, form) => rest.replaceAll(form, removed), text);
    return scrubbed.replace(botToken, `bot${removed}`).replace(unprintable, visible);
  };
}

function visible(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

function cleanAbout(about: About | undefined, clean: Cleaner): Record<string, unknown> {
  const entries = Object.entries(about ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const name = reserved.has(key) ? `${key}_` : clean(key);
      if (personal.test(key)) return [name, removed];
      return [name, typeof value === 'string' ? clean(value) : value];
    }),
  );
}

function describeError(error: unknown, clean: Cleaner): { error?: unknown } {
  if (error === undefined) return {};
  const [first, ...causes] = chainOf(error).map((link) => describeOne(link, clean));
  return { error: causes.length > 0 ? { ...first, causes } : first };
}

/** An error and what caused it, at most four. */
function chainOf(error: unknown, room = 4): unknown[] {
  const more = error instanceof Error && error.cause !== undefined && room > 1;
  return more ? [error, ...chainOf(error.cause, room - 1)] : [error];
}

/** Name, message, code and frames: never the fields, where bodies and payloads hang. */
function describeOne(error: unknown, clean: Cleaner): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? clean(error.code) : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: clean(error.name),
    message: clean(messageOf(error)),
    ...(code && { code }),
    frames: frames.slice(0, 8).map((frame) => clean(frame.trim())),
  };
}

/**
 * A message may quote what was received (`JSON.parse` does), a URL or an account: those parts go.
 * Parsers' own messages consist of little else and go whole.
 */
function messageOf(error: Error): string {
  if (error instanceof SyntaxError || /Zod|JSON/.test(error.name)) return removed;
  return error.message
    .replace(/".*("|$)/s, '"…"')
    .replace(/\bhttps?:\/\/\S+/g, '[address]')
    .replace(/[\w-]{26,}|\d{6,}/g, '…')
    .slice(0, 300);
}

function readable(record: Record<string, unknown>): string {
  const { level, time, event, error, ...about } = record;
  const told = Object.entries(about).map(([key, value]) => ` ${key}=${String(value)}`);
  const trouble = error === undefined ? '' : ` | ${JSON.stringify(error)}`;
  const at = String(time).slice(11, 19);
  return `${at} ${String(level).padEnd(5)} ${String(event)}${told.join('')}${trouble}`;
}
