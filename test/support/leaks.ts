/**
 * Watches over every test that runs the bot: no secret it was given may be in anything it writes,
 * serves to operators or sends to people, and nothing personal in what it writes or serves (T65).
 * Vitest loads this before each test file; a file that finds a leak fails at its end.
 */
import { afterAll, expect } from 'vitest';
import type { Stage } from '../../sandbox/stage.ts';
import { watch } from '../../sandbox/witness.ts';

const secrets = new Set<string>();
const stages: Stage[] = [];
const served: string[] = [];
const sent: string[] = [];
const typed = new Set<string>();
const reading = new Set<NodeJS.Timeout>();
const { fetch } = globalThis;

const secretNames = ['TELEGRAM_BOT_TOKEN', 'CHESSA_CLIENT_SECRET', 'WEBHOOK_SECRET'];
/** What an operators' port serves, read this often while it is open. */
const readEveryMs = 1_500;

/** The secrets among some settings, in every spelling in which they could get out. */
export function secretsIn(env: Readonly<Record<string, string>>): string[] {
  const bare = secretNames.flatMap((name) => env[name] ?? []);
  const token = env.TELEGRAM_BOT_TOKEN?.split(':')[1] ?? [];
  const password = env.REDIS_URL ? new URL(env.REDIS_URL).password : '';
  const all = [...bare, token, password, (env.DATA_KEY ?? '').split(',')].flat();
  return all
    .filter((secret) => secret.length > 7)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ]);
}

/** Which of the words some texts hold; each told by its first letters alone. */
export function leaksIn(texts: readonly string[], words: Iterable<string>): string[] {
  return [...words].flatMap((word) => {
    const text = texts.find((one) => one.includes(word));
    return text === undefined ? [] : [`${word.slice(0, 4)}… in: ${text.slice(0, 300)}`];
  });
}

/** Account numbers, names and addresses of everybody on a stage. */
function personalOn({ chessa }: Stage): string[] {
  const all = chessa.orders().flatMap(({ accountName, accountNumber, address, refund }) => {
    return [accountName, accountNumber, address, refund?.address];
  });
  return all.flatMap((word) => (word !== undefined && word.length > 7 ? [word] : []));
}

/** Numbers of accounts and phones, and addresses, as people write them. */
function noteTyped(text: string): void {
  const found = text.startsWith('/') ? [] : (text.match(/\+?\d{8,}|\b\w{26,}\b/g) ?? []);
  for (const word of found) typed.add(word);
}

function readAgainAndAgain(port: number): void {
  const timer = setInterval(async () => {
    for (const path of ['metrics', 'healthz', 'readyz']) {
      const page = await fetch(`http://127.0.0.1:${port}/${path}`).then(
        (answer) => answer.text(),
        () => undefined,
      );
      if (page === undefined) return clearInterval(timer);
      served.push(...page.split('\n').filter((line) => !line.startsWith('#')));
    }
  }, readEveryMs);
  timer.unref();
  reading.add(timer);
}

watch(
  ({ line, env }) => {
    served.push(line);
    for (const secret of secretsIn(env)) secrets.add(secret);
    const port = /operators' port is open.*port"?[:=](\d+)/.exec(line)?.[1];
    if (port) readAgainAndAgain(Number(port));
  },
  (stage) => {
    stages.push(stage);
    stage.telegram.events.subscribe((event) => {
      if (event.kind !== 'message' && event.kind !== 'edited') return;
      const { fromBot, text, caption } = event.message;
      const words = text ?? caption ?? '';
      if (fromBot) sent.push(JSON.stringify(event.message));
      else noteTyped(words);
    });
  },
);

/** What got out so far; what was seen is forgotten. */
export function takeLeaks(): string[] {
  const personal = new Set([...typed, ...stages.flatMap(personalOn)]);
  const found = [
    ...leaksIn(served, secrets),
    ...leaksIn(sent, secrets),
    ...leaksIn(served, personal),
  ];
  served.length = 0;
  sent.length = 0;
  return found;
}

afterAll(() => {
  for (const timer of reading) clearInterval(timer);
  expect(takeLeaks(), 'secrets or personal data got out').toEqual([]);
});
