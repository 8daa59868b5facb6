/**
 * Settings: the environment, read once and checked as a whole. Every problem is listed at once,
 * in words, with what to do about it. No value is ever repeated: a secret may be in the wrong place.
 */
import { z } from 'zod';
import { type ChainName, findChain } from './domain/chain.ts';
import { ok, type Result, refused } from './domain/result.ts';
import type { LogLevel } from './log.ts';

/** Everything an operator can set; see the table in README.md. */
export interface Config {
  readonly telegram: {
    readonly botToken: string;
    /** Without a slash at the end. */
    readonly apiRoot: string;
    /** Pushes and card edits a second, over all processes together. */
    readonly pushRps: number;
  };
  readonly chessa: {
    /** Without a slash at the end. */
    readonly apiUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** Calls a second, over all processes together. */
    readonly rps: number;
  };
  readonly dataDir: string;
  /** Where everything is kept; without it, in `dataDir`. */
  readonly redisUrl?: string;
  /** 32 bytes each, newest first. Empty: the store makes one in `dataDir` and keeps it. */
  readonly dataKeys: readonly Uint8Array[];
  /** Telegram user ids. */
  readonly adminIds: readonly number[];
  /** What people can pay with, where Chessa's configuration does not say. */
  readonly fundingAssets: readonly { readonly asset: string; readonly chain: ChainName }[];
  readonly quoteMinutes: number;
  /** Multiplies every polling interval. */
  readonly pollScale: number;
  readonly ops: { readonly host: string; readonly port: number };
  readonly logLevel: LogLevel;
  readonly production: boolean;
  /** Texts that must never be logged or shown. */
  readonly secrets: readonly string[];
}

/**
 * Reads the settings from an environment such as `process.env`; an empty value counts as unset.
 * Refused with one sentence a problem, each beginning with the setting's name.
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
  const given = Object.fromEntries(set.map(([name, value]) => [name, value?.trim()]));
  const parsed = settings.safeParse(given);
  const problems = [
    ...(parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []),
    ...(isRedisAddress(given.REDIS_URL ?? '') && !given.DATA_KEY ? [noDataKey] : []),
  ];
  if (!parsed.success || problems.length > 0) return refused(problems);
  return ok(freeze(toConfig(parsed.data, given.DATA_KEY)));
}

const noDataKey =
  'DATA_KEY is missing. With REDIS_URL all processes need the same one: openssl rand -base64 32';
const chessaAccess = 'Chessa gives it to you with your API access; ask your contact there.';

const settings = z.object({
  TELEGRAM_BOT_TOKEN: required(
    'Write to @BotFather in Telegram, send /newbot, and copy the token that it answers with.',
  ).regex(
    /^\d+:[\w-]{8,}$/,
    'does not look like a bot token (digits, a colon, letters). Copy it again from @BotFather.',
  ),
  TELEGRAM_API_ROOT: address('https://api.telegram.org'),
  CHESSA_API_URL: address('https://api.chessa.ai'),
  CHESSA_CLIENT_ID: required(chessaAccess),
  CHESSA_CLIENT_SECRET: required(chessaAccess),
  DATA_DIR: z.string().default('./data'),
  REDIS_URL: z
    .string()
    .refine(
      isRedisAddress,
      'must be an address such as redis://127.0.0.1:6379 or rediss://user:password@host:6379.',
    )
    .optional(),
  DATA_KEY: z.string().default('').transform(readDataKeys),
  ADMIN_IDS: z.string().default('').transform(readUserIds),
  FUNDING_ASSETS: z
    .string()
    .default('USDC:Solana,USDT:Tron,USDC:BNB Chain,USDT:BNB Chain')
    .transform(readFundingAssets),
  QUOTE_MINUTES: wholeNumber(10, 1, 60),
  POLL_SCALE: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,4})?$/, 'must be a number such as 1 or 0.1.')
    .default('1')
    .transform(Number)
    .refine((scale) => scale > 0, 'must be more than 0.'),
  CHESSA_RPS: wholeNumber(10, 1, 1000),
  TELEGRAM_PUSH_RPS: wholeNumber(25, 1, 1000),
  OPS_HOST: z.string().default('127.0.0.1'),
  OPS_PORT: wholeNumber(9090, 0, 65_535),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], 'info'),
  NODE_ENV: oneOf(['production', 'development', 'test'], 'development'),
  BOT_MODE: only('polling', 'can only be "polling" in this version.'),
  ROLE: only('all', 'can only be "all" in this version.'),
  PUBLIC_URL: notYet('updates are fetched by polling'),
  WEBHOOK_SECRET: notYet('updates are fetched by polling'),
  SUPPORT_IDS: notYet('name staff in ADMIN_IDS'),
  ALARM_CHAT_ID: notYet('alarms are lines in the log'),
});

function toConfig(read: z.output<typeof settings>, dataKey: string | undefined): Config {
  return {
    telegram: {
      botToken: read.TELEGRAM_BOT_TOKEN,
      apiRoot: read.TELEGRAM_API_ROOT,
      pushRps: read.TELEGRAM_PUSH_RPS,
    },
    chessa: {
      apiUrl: read.CHESSA_API_URL,
      clientId: read.CHESSA_CLIENT_ID,
      clientSecret: read.CHESSA_CLIENT_SECRET,
      rps: read.CHESSA_RPS,
    },
    dataDir: read.DATA_DIR,
    redisUrl: read.REDIS_URL,
    dataKeys: read.DATA_KEY,
    adminIds: read.ADMIN_IDS,
    fundingAssets: read.FUNDING_ASSETS,
    quoteMinutes: read.QUOTE_MINUTES,
    pollScale: read.POLL_SCALE,
    ops: { host: read.OPS_HOST, port: read.OPS_PORT },
    logLevel: read.LOG_LEVEL,
    production: read.NODE_ENV === 'production',
    secrets: [read.TELEGRAM_BOT_TOKEN, read.CHESSA_CLIENT_SECRET].concat(
      listOf(dataKey ?? ''),
      passwordOf(read.REDIS_URL),
    ),
  };
}

/** Freezes all of it; printed or turned into JSON it shows nothing, so no dump can carry a secret. */
function freeze(config: Config): Config {
  for (const part of Object.values(config)) {
    if (typeof part === 'object' && !ArrayBuffer.isView(part)) Object.freeze(part);
  }
  const hide = { value: () => '[settings]', enumerable: false };
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  return Object.freeze(Object.defineProperties(config, { toJSON: hide, [inspect]: hide }));
}

function required(whereToGetIt: string): z.ZodString {
  return z.string({ error: `is missing. ${whereToGetIt}` });
}

function notYet(instead: string) {
  return z.never({ error: `is not supported in this version (${instead}): remove it.` }).optional();
}

function only(value: string, otherwise: string) {
  return z.literal(value, { error: otherwise }).optional();
}

function oneOf<const T extends string>(values: readonly T[], fallback: T) {
  return z
    .enum(values, { error: `must be one of ${values.join(', ')}.` })
    .optional()
    .transform((value): T => value ?? fallback);
}

function wholeNumber(fallback: number, min: number, max: number) {
  const expected = `must be a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,6}$/, expected)
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected);
}

/** A web address without a path's last slash. Keys travel to it, so it must be encrypted. */
function address(fallback: string) {
  return z
    .string()
    .default(fallback)
    .refine(
      isSafeAddress,
      `must be an https address such as ${fallback} (http only on this machine), without a user name, question mark or hash.`,
    )
    .transform((text) => text.replace(/\/+$/, ''));
}

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && here);
}

function isRedisAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'redis:' || protocol === 'rediss:') && hostname !== '';
}

function passwordOf(redisUrl = 'redis://host'): string[] {
  const { password } = new URL(redisUrl);
  return password === '' ? [] : [password];
}

function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

function readDataKeys(text: string, problems: z.RefinementCtx): Uint8Array[] {
  const keys = listOf(text).map((part) => Buffer.from(part, 'base64'));
  if (listOf(text).some((part) => !/^[\w+/-]{43}=?$/.test(part))) {
    const how = 'Make one with: openssl rand -base64 32';
    problems.addIssue(`must be 32 bytes in base64, several separated by commas. ${how}`);
  }
  return keys;
}

function readUserIds(text: string, problems: z.RefinementCtx): number[] {
  const parts = listOf(text);
  if (parts.some((part) => !/^[1-9]\d{0,14}$/.test(part))) {
    problems.addIssue('must be Telegram user ids: numbers separated by commas, never names.');
  }
  return parts.map(Number);
}

function readFundingAssets(text: string, problems: z.RefinementCtx): Config['fundingAssets'] {
  const pairs = listOf(text).flatMap((part, index) => {
    const [, asset, chainName] = /^([A-Za-z0-9]{2,10}):(.+)$/.exec(part) ?? [];
    const chain = chainName && findChain(chainName)?.name;
    if (!asset || !chain) {
      problems.addIssue(
        `has no asset on a known network as its entry ${index + 1}. Write it as USDC:Solana.`,
      );
      return [];
    }
    return [{ asset: asset.toUpperCase(), chain }];
  });
  const distinct = new Set(pairs.map(({ asset, chain }) => `${asset}:${chain}`));
  if (distinct.size < pairs.length) problems.addIssue('names the same asset and network twice.');
  return pairs.map((pair) => Object.freeze(pair));
}
