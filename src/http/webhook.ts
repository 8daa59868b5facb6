/**
 * The door for Telegram's webhook. Whoever does not bring the secret learns nothing and costs
 * nothing: the answer comes before the body is read. What is let in is bounded, and answered with
 * 200 only once it is stored; anything else makes Telegram bring it again.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { type LabelsOf, type Metrics, noMetrics } from '../metrics.ts';

export interface WebhookDeps {
  readonly secret: string;
  /** Resolves when the update is stored. */
  readonly receive: (batch: readonly Update[]) => Promise<void>;
  /** Whether updates can be worked on yet. */
  readonly isOpen: () => boolean;
  readonly log: Log;
  readonly metrics?: Metrics;
}

/** The largest updates have some 20 KB: a long text, each word of it with an entity. */
const maxBodyBytes = 256 * 1024;
/** Telegram's own nest about ten deep. */
const maxDepth = 64;

const secretHeader = 'x-telegram-bot-api-secret-token';

/** Its one route: `POST /telegram`, always without words in the answer. */
export function createWebhookApp(deps: WebhookDeps): Hono {
  const { receive, isOpen, log, metrics = noMetrics } = deps;
  const isSecret = createSecretCheck(deps.secret);
  const count = (outcome: LabelsOf<'webhook'>['outcome']) => metrics.count('webhook', { outcome });

  async function answer(request: Request): Promise<number> {
    if (!isSecret(request.headers.get(secretHeader))) {
      count('stranger');
      return 401;
    }
    const read = await readUpdate(request);
    if (typeof read === 'number') {
      count('refused');
      return read;
    }
    const stored = isOpen() && (await store(read));
    count(stored ? 'stored' : 'not_stored');
    return stored ? 200 : 503;
  }

  async function store(update: Update): Promise<boolean> {
    try {
      await receive([update]);
      return true;
    } catch (problem) {
      log.warn('an update could not be stored, Telegram brings it again', {}, problem);
      return false;
    }
  }

  return new Hono()
    .post('/telegram', async ({ req }) => new Response(null, { status: await answer(req.raw) }))
    .onError((_, c) => c.body(null, 500));
}

/** Compares digests, so that neither where two texts differ nor their lengths can be measured. */
function createSecretCheck(secret: string): (brought: string | null) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(secret);
  return (brought) => timingSafeEqual(digest(brought ?? ''), expected) && brought !== null;
}

/** What every update has; grammY reads the rest as Telegram's own library would. */
const someUpdate = z.custom<Update>(
  (value) => z.looseObject({ update_id: z.int().nonnegative() }).safeParse(value).success,
);

/** The update, or the status that refuses it. */
async function readUpdate(request: Request): Promise<Update | number> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return 415;
  const text = await boundedText(request);
  if (text === undefined) return 413;
  if (depthOf(text) > maxDepth) return 400;
  try {
    const parsed = someUpdate.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : 400;
  } catch {
    return 400;
  }
}

/** The body, unless it is longer than allowed; then the rest of it is not read. */
async function boundedText(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** How deep JSON nests, read in one pass, so that nothing that recurses ever sees too much. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') isText = !isText;
    else if (isText && character === '\\') at += 1;
    else if (!isText && (character === '{' || character === '[')) depth += 1;
    else if (!isText && (character === '}' || character === ']')) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
