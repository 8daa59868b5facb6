/**
 * Settings: the environment, read once and checked as a whole. Every problem is listed at once,
 * in words, with what to do about it. No value is ever repeated: a secret may be in the wrong place.
 */
import { z } from 'zod';
import {
  address,
  type FundingAsset,
  isRedisAddress,
  listOf,
  oneOf,
  optionalAddress,
  passwordOf,
  readDataKeys,
  readFundingAssets,
  readUserIds,
  required,
  wholeNumber,
} from './config/values.ts';
import { ok, type Result, refused } from './domain/result.ts';
import type { LogLevel } from './log.ts';

/** What a process does of all that there is to do. */
export type Role = 'all' | 'bot' | 'worker';

/** Everything an operator can set; see the table in README.md. */
export interface Config {
  readonly telegram: {
    readonly botToken: string;
    /** Without a slash at the end. */
    readonly apiRoot: string;
    /** Pushes and card edits a second, over all processes together. */
    readonly pushRps: number;
    /** Where Telegram brings updates. Absent: they are fetched by polling. */
    readonly webhook?: {
      readonly url: string;
      readonly secret: string;
    };
  };
  /** Where Telegram and those with a link reach us. Absent: nobody does, and nothing is shared. */
  readonly publicSide?: {
    /** Without a slash at the end. */
    readonly url: string;
    /** Where we listen. */
    readonly host: string;
    readonly port: number;
  };
  /** `bot`: updates and dialogues. `worker`: looks at transfers, cards and pushes. `all`: both. */
  readonly role: Role;
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
  /** Telegram user ids of those who may act, and of those who may look and answer. */
  readonly adminIds: readonly number[];
  readonly supportIds: readonly number[];
  /** Where alarms go; absent: nowhere but into the log. */
  readonly alarmChatId?: number;
  /** What people can pay with, where Chessa's configuration does not say. */
  readonly fundingAssets: readonly FundingAsset[];
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
    ...problemsTogether(given),
  ];
  if (!parsed.success || problems.length > 0) return refused(problems);
  return ok(freeze(toConfig(parsed.data, given.DATA_KEY)));
}

const secretMaker = 'Make one with: openssl rand -hex 32';
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
  SUPPORT_IDS: z.string().default('').transform(readUserIds),
  ALARM_CHAT_ID: z
    .string()
    .regex(/^-?[1-9]\d{0,14}$/, 'must be the number of one Telegram chat; groups begin with -.')
    .transform(Number)
    .optional(),
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
  BOT_MODE: oneOf(['polling', 'webhook'], 'polling'),
  ROLE: oneOf(['all', 'bot', 'worker'], 'all'),
  // A button copies no more than 256 letters, and a link adds its token to them.
  PUBLIC_URL: optionalAddress('https://bot.example.com', 150),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, `must be 16 to 256 letters, digits, - and _. ${secretMaker}`)
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(8080, 0, 65_535),
});

type Given = Readonly<Record<string, string | undefined>>;

/** What is wrong with settings that are right one by one. */
function problemsTogether(given: Given): string[] {
  const { REDIS_URL, DATA_KEY, BOT_MODE, PUBLIC_URL, WEBHOOK_SECRET, ROLE } = given;
  const { PORT = '8080', OPS_PORT = '9090' } = given;
  const wantsWebhook = BOT_MODE === 'webhook';
  const sharesWork = ROLE === 'bot' || ROLE === 'worker';
  return [
    isRedisAddress(REDIS_URL ?? '') && !DATA_KEY
      ? 'DATA_KEY is missing. With REDIS_URL all processes need the same one: openssl rand -base64 32'
      : [],
    sharesWork && !REDIS_URL
      ? 'ROLE can only be "all" while everything is kept in DATA_DIR, which one process has to itself. Set REDIS_URL to share the work.'
      : [],
    wantsWebhook && !PUBLIC_URL
      ? 'PUBLIC_URL is missing. It is the https address at which Telegram reaches PORT.'
      : [],
    PUBLIC_URL && PORT !== '0' && Number(PORT) === Number(OPS_PORT)
      ? 'PORT is the same as OPS_PORT. Choose another for one of them: what PORT serves anybody may see.'
      : [],
    wantsWebhook && !WEBHOOK_SECRET ? `WEBHOOK_SECRET is missing. ${secretMaker}` : [],
  ].flat();
}

type Read = z.output<typeof settings>;

function toConfig(read: Read, dataKey: string | undefined): Config {
  return {
    telegram: {
      botToken: read.TELEGRAM_BOT_TOKEN,
      apiRoot: read.TELEGRAM_API_ROOT,
      pushRps: read.TELEGRAM_PUSH_RPS,
      webhook: toWebhook(read),
    },
    publicSide: toPublicSide(read),
    chessa: {
      apiUrl: read.CHESSA_API_URL,
      clientId: read.CHESSA_CLIENT_ID,
      clientSecret: read.CHESSA_CLIENT_SECRET,
      rps: read.CHESSA_RPS,
    },
    role: read.ROLE,
    dataDir: read.DATA_DIR,
    redisUrl: read.REDIS_URL,
    dataKeys: read.DATA_KEY,
    adminIds: read.ADMIN_IDS,
    supportIds: read.SUPPORT_IDS,
    alarmChatId: read.ALARM_CHAT_ID ?? read.ADMIN_IDS[0],
    fundingAssets: read.FUNDING_ASSETS,
    quoteMinutes: read.QUOTE_MINUTES,
    pollScale: read.POLL_SCALE,
    ops: { host: read.OPS_HOST, port: read.OPS_PORT },
    logLevel: read.LOG_LEVEL,
    production: read.NODE_ENV === 'production',
    secrets: [read.TELEGRAM_BOT_TOKEN, read.CHESSA_CLIENT_SECRET].concat(
      listOf(dataKey ?? ''),
      passwordOf(read.REDIS_URL),
      read.WEBHOOK_SECRET ?? [],
    ),
  };
}

function toWebhook({ PUBLIC_URL, WEBHOOK_SECRET, BOT_MODE }: Read) {
  if (BOT_MODE !== 'webhook' || !PUBLIC_URL || !WEBHOOK_SECRET) return undefined;
  return Object.freeze({ url: `${PUBLIC_URL}/telegram`, secret: WEBHOOK_SECRET });
}

function toPublicSide({ PUBLIC_URL, HOST, PORT }: Read) {
  return PUBLIC_URL ? { url: PUBLIC_URL, host: HOST, port: PORT } : undefined;
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
