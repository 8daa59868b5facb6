import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';

const needed = {
  TELEGRAM_BOT_TOKEN: '7000000001:AAtestTESTtestTESTtestTESTtestTEST0',
  CHESSA_CLIENT_ID: 'test-client',
  CHESSA_CLIENT_SECRET: 'test-secret',
};

function load(env: Record<string, string | undefined> = {}) {
  const loaded = loadConfig({ ...needed, ...env });
  if (!loaded.ok) throw new Error(loaded.failure.join('\n'));
  return loaded.value;
}

function problems(env: Record<string, string | undefined>) {
  const loaded = loadConfig(env);
  return loaded.ok ? [] : [...loaded.failure];
}

test('with only what is needed, everything else has its default', () => {
  expect({ ...load() }).toEqual({
    telegram: {
      botToken: needed.TELEGRAM_BOT_TOKEN,
      apiRoot: 'https://api.telegram.org',
      pushRps: 25,
    },
    chessa: {
      apiUrl: 'https://api.chessa.ai',
      clientId: 'test-client',
      clientSecret: 'test-secret',
      rps: 10,
    },
    role: 'all',
    dataDir: './data',
    dataKeys: [],
    adminIds: [],
    supportIds: [],
    alarmChatId: undefined,
    fundingAssets: [
      { asset: 'USDC', chain: 'Solana' },
      { asset: 'USDT', chain: 'Tron' },
      { asset: 'USDC', chain: 'BNB Chain' },
      { asset: 'USDT', chain: 'BNB Chain' },
    ],
    quoteMinutes: 10,
    pollScale: 1,
    ops: { host: '127.0.0.1', port: 9090 },
    logLevel: 'info',
    production: false,
    secrets: [needed.TELEGRAM_BOT_TOKEN, 'test-secret'],
  });
});

test('everything that is missing is listed at once, with where to get it', () => {
  const listed = problems({});
  expect(listed).toHaveLength(3);
  expect(listed[0]).toMatch(/^TELEGRAM_BOT_TOKEN is missing\..*@BotFather/);
  expect(listed[1]).toMatch(/^CHESSA_CLIENT_ID is missing\..*Chessa/);
  expect(listed[2]).toMatch(/^CHESSA_CLIENT_SECRET is missing\./);
});

test('an empty setting counts as unset', () => {
  expect(problems({ ...needed, CHESSA_CLIENT_SECRET: '  ' })).toHaveLength(1);
  const config = load({ QUOTE_MINUTES: '', REDIS_URL: '', DATA_DIR: ' ', NODE_ENV: '' });
  expect(config.quoteMinutes).toBe(10);
  expect(config.dataDir).toBe('./data');
});

const refusable: [name: string, value: string][] = [
  ['TELEGRAM_BOT_TOKEN', 'hello'],
  ['TELEGRAM_API_ROOT', 'http://api.telegram.example'],
  ['TELEGRAM_API_ROOT', 'api.telegram.org'],
  ['CHESSA_API_URL', 'ftp://127.0.0.1'],
  ['CHESSA_API_URL', 'https://name:word@api.chessa.example'],
  ['CHESSA_API_URL', 'https://api.chessa.example/?key=1'],
  ['DATA_KEY', 'c2hvcnQ='],
  ['DATA_KEY', `${'A'.repeat(43)}=,nonsense`],
  ['ADMIN_IDS', '12,@ada'],
  ['ADMIN_IDS', '-5'],
  ['FUNDING_ASSETS', 'USDC'],
  ['FUNDING_ASSETS', 'USDC:Moon'],
  ['FUNDING_ASSETS', 'USDT:Tron,usdt:TRC20'],
  ['QUOTE_MINUTES', 'ten'],
  ['QUOTE_MINUTES', '0'],
  ['QUOTE_MINUTES', '61'],
  ['QUOTE_MINUTES', '1e1'],
  ['POLL_SCALE', '0'],
  ['POLL_SCALE', '-1'],
  ['POLL_SCALE', 'Infinity'],
  ['CHESSA_RPS', '2.5'],
  ['TELEGRAM_PUSH_RPS', '0'],
  ['OPS_PORT', '65536'],
  ['LOG_LEVEL', 'loud'],
  ['NODE_ENV', 'prod'],
  ['BOT_MODE', 'push'],
  ['ROLE', 'worker'],
  ['REDIS_URL', 'http://127.0.0.1'],
  ['REDIS_URL', 'my redis'],
  ['PUBLIC_URL', 'http://bot.example'],
  ['WEBHOOK_SECRET', 'too-short'],
  ['WEBHOOK_SECRET', 'test hook secret with spaces'],
  ['PORT', '80800'],
  ['SUPPORT_IDS', 'grace'],
  ['ALARM_CHAT_ID', '@alarms'],
];

test.each(refusable)('%s=%s is refused in one sentence', (name, value) => {
  const listed = problems({ ...needed, [name]: value });
  expect(listed).toHaveLength(1);
  expect(listed[0]).toMatch(new RegExp(`^${name} .{15,}(\\.|openssl rand -(base64|hex) 32)$`));
});

test('a value is never repeated: a secret may have been put in the wrong place', () => {
  const misplaced = Object.fromEntries(refusable.map(([name]) => [name, 'misplaced-secret']));
  const listed = problems(misplaced);
  expect(listed.length).toBeGreaterThan(12);
  expect(listed.join('\n')).not.toContain('misplaced-secret');
});

test('settings that work are read', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const config = load({
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
    CHESSA_API_URL: 'http://localhost:4000//',
    DATA_KEY: `${key}, ${Buffer.alloc(32, 8).toString('base64')}`,
    ADMIN_IDS: '12, 34,',
    FUNDING_ASSETS: 'usdt:bep20, USDC:Solana',
    POLL_SCALE: '0.05',
    OPS_PORT: '0',
    BOT_MODE: 'polling',
    ROLE: 'all',
    NODE_ENV: 'production',
  });
  expect(config.telegram.apiRoot).toBe('http://127.0.0.1:8081');
  expect(config.chessa.apiUrl).toBe('http://localhost:4000');
  expect(config.dataKeys.map((one) => [one.length, one[0]])).toEqual([
    [32, 7],
    [32, 8],
  ]);
  expect(config.secrets).toContain(key);
  expect(config.adminIds).toEqual([12, 34]);
  expect(config.fundingAssets).toEqual([
    { asset: 'USDT', chain: 'BNB Chain' },
    { asset: 'USDC', chain: 'Solana' },
  ]);
  expect(config.pollScale).toBe(0.05);
  expect(config.ops.port).toBe(0);
  expect(config.production).toBe(true);
});

test('Redis needs a data key of its own, and its password is a secret', () => {
  const REDIS_URL = 'rediss://bot:test-redis-word@redis.example:6379';
  expect(problems({ ...needed, REDIS_URL })).toEqual([
    expect.stringMatching(/^DATA_KEY is missing/),
  ]);
  const config = load({ REDIS_URL, DATA_KEY: Buffer.alloc(32, 7).toString('base64') });
  expect(config.redisUrl).toBe(REDIS_URL);
  expect(config.secrets).toContain('test-redis-word');
});

test('the settings cannot be changed, and show no secret when printed', () => {
  const config = load();
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.chessa)).toBe(true);
  expect(Object.isFrozen(config.fundingAssets[0])).toBe(true);
  const printed = `${inspect(config)} ${JSON.stringify(config)} ${String(config)}`;
  expect(printed).not.toContain(needed.CHESSA_CLIENT_SECRET);
  expect(printed).not.toContain(needed.TELEGRAM_BOT_TOKEN);
});

const shared = {
  ...needed,
  REDIS_URL: 'redis://127.0.0.1:6379',
  DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
};

test('a webhook needs the address at which Telegram reaches us, and a secret of its own', () => {
  const listed = problems({ ...needed, BOT_MODE: 'webhook' });
  expect(listed).toHaveLength(2);
  expect(listed[0]).toMatch(/^PUBLIC_URL is missing\./);
  expect(listed[1]).toMatch(/^WEBHOOK_SECRET is missing\..*openssl/);
  const webhook = {
    BOT_MODE: 'webhook',
    PUBLIC_URL: 'https://bot.example/remit/',
    WEBHOOK_SECRET: 'test-hook-secret-1',
  };
  const { telegram, publicSide, secrets } = load({ ...webhook, HOST: '0.0.0.0', PORT: '8443' });
  expect(telegram.webhook).toEqual({
    url: 'https://bot.example/remit/telegram',
    secret: 'test-hook-secret-1',
  });
  expect(publicSide).toEqual({ url: 'https://bot.example/remit', host: '0.0.0.0', port: 8443 });
  expect(secrets).toContain('test-hook-secret-1');
  expect(load({ ...webhook, BOT_MODE: 'polling' }).telegram.webhook).toBeUndefined();
});

test('a public address alone opens the port for shared pages, apart from that of operators', () => {
  expect(load().publicSide).toBeUndefined();
  const PUBLIC_URL = 'https://bot.example/remit/';
  const { publicSide, telegram } = load({ PUBLIC_URL });
  expect(publicSide).toEqual({ url: 'https://bot.example/remit', host: '127.0.0.1', port: 8080 });
  expect(telegram.webhook).toBeUndefined();
  for (const [PORT, OPS_PORT] of [
    ['9090', ''],
    ['', '8080'],
    ['09001', '9001'],
  ]) {
    expect(problems({ ...needed, PUBLIC_URL, PORT, OPS_PORT })).toEqual([
      expect.stringMatching(/^PORT is the same as OPS_PORT\. Choose another/),
    ]);
  }
  expect(problems({ ...needed, PUBLIC_URL, PORT: '0', OPS_PORT: '0' })).toEqual([]);
  expect(problems({ ...needed, PORT: '9090' })).toEqual([]);
  expect(problems({ ...needed, PUBLIC_URL: `https://bot.example/${'x'.repeat(150)}` })).toEqual([
    expect.stringMatching(/^PUBLIC_URL must have at most 150 letters/),
  ]);
});

test('work can be shared between processes only where they share what is kept', () => {
  for (const ROLE of ['bot', 'worker']) {
    expect(problems({ ...needed, ROLE })).toEqual([expect.stringMatching(/^ROLE .*REDIS_URL/)]);
    const loaded = loadConfig({ ...shared, ROLE });
    expect(loaded.ok && loaded.value.role).toBe(ROLE);
  }
});
