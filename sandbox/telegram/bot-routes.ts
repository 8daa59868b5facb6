/** The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { type BotSide, callMethod } from './bot-methods.ts';
import type { BotCall, CallRecord } from './call-record.ts';
import type { Fault, Faults } from './faults.ts';
import type { Upload } from './files.ts';
import type { Json } from './model.ts';
import { findMethod } from './parameters.ts';
import { Refusal } from './refusal.ts';

/** The sandbox's requests may carry Node's own socket, which cut connections need. */
export type SandboxEnv = { Bindings: Partial<HttpBindings> };

/** What the routes serve. */
export interface BotRoutes {
  readonly token: string;
  readonly side: BotSide;
  readonly faults: Faults;
  readonly record: CallRecord;
}

/** Makes the routes of one bot. */
export function createBotRoutes(deps: BotRoutes): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.all('/:bot{bot[^/]+}/:method', (c) => answerCall(deps, c));
  app.get('/file/:bot{bot[^/]+}/:path{.+}', (c) => {
    if (c.req.param('bot') !== `bot${deps.token}`) return c.json(unauthorized(), 401);
    const file = deps.side.files.findByPath(c.req.param('path'));
    if (file === undefined) return c.json(failure(404, 'Not Found'), 404);
    return c.body(Uint8Array.from(file.bytes), 200, { 'content-type': file.mimeType });
  });
  return app;
}

interface Body {
  readonly raw: Json;
  readonly fromForm: boolean;
  readonly uploads: Map<string, Upload>;
}

interface Answer {
  readonly status: number;
  readonly body: Json;
}

async function answerCall(deps: BotRoutes, c: Context<SandboxEnv>): Promise<Response> {
  if (c.req.param('bot') !== `bot${deps.token}`) return c.json(unauthorized(), 401);
  const body = await readBody(c);
  if (body === undefined) {
    return c.json(failure(400, "Bad Request: can't parse the request's body"), 400);
  }
  const method = findMethod(c.req.param('method') ?? '') ?? c.req.param('method') ?? '';
  const { now } = deps.side.world;
  const call = deps.record.open({ method, params: body.raw, atMs: now() });
  const fault = deps.faults.take(method, body.raw.chat_id);
  if (fault?.kind === 'cut_before') return cut(c);
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  const refused = fault?.kind === 'refuse' ? refusedBy(fault) : undefined;
  const answer = refused ?? (await carryOut(deps, call, body, c.req.raw.signal));
  call.status = answer.status;
  call.answer = answer.body;
  return deliver(c, answer, fault);
}

async function carryOut(
  deps: BotRoutes,
  call: BotCall,
  body: Body,
  gone: AbortSignal,
): Promise<Answer> {
  const method = findMethod(call.method);
  if (method === undefined) {
    return { status: 404, body: failure(404, 'Not Found: method not found') };
  }
  try {
    const result = await callMethod(deps.side, { ...body, method, gone });
    call.done = true;
    return { status: 200, body: { ok: true, result } };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { status, message, parameters } = refusal;
    return { status, body: failure(status, message, parameters) };
  }
}

function deliver(c: Context<SandboxEnv>, answer: Answer, fault: Fault | undefined) {
  if (fault?.kind === 'cut_after') return cut(c);
  if (fault?.kind === 'truncate') return truncate(c, JSON.stringify(answer.body));
  if (fault?.kind === 'lie') {
    return new Response('<html><h1>Bad Gateway</h1></html>', { status: fault.status });
  }
  return Response.json(answer.body, { status: answer.status });
}

function refusedBy(fault: Extract<Fault, { kind: 'refuse' }>): Answer {
  const { status, retryAfterSeconds = 5 } = fault;
  if (status === 429) {
    const words = `Too Many Requests: retry after ${retryAfterSeconds}`;
    const parameters = { retry_after: retryAfterSeconds };
    return { status, body: failure(status, fault.description ?? words, parameters) };
  }
  return { status, body: failure(status, fault.description ?? STATUS_WORDS[status] ?? 'Failed') };
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  409: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  500: 'Internal Server Error: restart',
  502: 'Bad Gateway',
};

function failure(error_code: number, description: string, parameters?: object): Json {
  return { ok: false, error_code, description, ...(parameters ? { parameters } : {}) };
}

function unauthorized(): Json {
  return failure(401, 'Unauthorized');
}

function cut(c: Context<SandboxEnv>): Response {
  socketOf(c).incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

function truncate(c: Context<SandboxEnv>, body: string): Response {
  const { outgoing } = socketOf(c);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  outgoing.writeHead(200, headers);
  outgoing.write(body.slice(0, Math.floor(body.length / 2)), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

function socketOf(c: Context<SandboxEnv>): HttpBindings {
  const { incoming, outgoing } = c.env;
  if (incoming === undefined || outgoing === undefined) {
    throw new Error('A cut connection needs a real one: serve the sandbox on a port.');
  }
  return { incoming, outgoing };
}

/** Reads query, JSON, urlencoded or multipart; undefined when the body is none of them. */
async function readBody(c: Context<SandboxEnv>): Promise<Body | undefined> {
  const query = c.req.query();
  const uploads = new Map<string, Upload>();
  if (c.req.method === 'GET') return { raw: query, fromForm: true, uploads };
  const type = c.req.header('content-type') ?? '';
  try {
    if (type.startsWith('application/json')) {
      const json: unknown = await c.req.json();
      if (json === null || typeof json !== 'object' || Array.isArray(json)) return undefined;
      return { raw: { ...query, ...json }, fromForm: Object.keys(query).length > 0, uploads };
    }
    if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) {
      return { raw: query, fromForm: true, uploads };
    }
    const form = await readForm(c, type);
    const raw: Json = { ...query };
    for (const [name, value] of form) raw[name] = await readPart(name, value, uploads);
    return { raw: withoutParts(raw, uploads), fromForm: true, uploads };
  } catch {
    return undefined;
  }
}

const disposition =
  /\r\ncontent-disposition: ?form-data; ?name="([^"\r\n]*)"(?:; ?filename="?([^"\r\n]*?)"?)?\r\n/gi;

/** grammY writes part headers without spaces and quotes, which Node 20 does not read. */
async function readForm(c: Context<SandboxEnv>, type: string): Promise<FormData> {
  if (!type.startsWith('multipart/')) return c.req.formData();
  const text = Buffer.from(await c.req.arrayBuffer()).toString('latin1');
  const tidy = text.replaceAll(disposition, (_, name: string, file?: string) => {
    const filename = file === undefined ? '' : `; filename="${file}"`;
    return `\r\nContent-Disposition: form-data; name="${name}"${filename}\r\n`;
  });
  const body = Uint8Array.from(Buffer.from(tidy, 'latin1'));
  return new Response(body, { headers: { 'content-type': type } }).formData();
}

async function readPart(name: string, value: string | File, uploads: Map<string, Upload>) {
  if (typeof value === 'string') return value;
  const bytes = new Uint8Array(await value.arrayBuffer());
  uploads.set(name, {
    bytes,
    mimeType: value.type || 'application/octet-stream',
    name: value.name,
  });
  return `attach://${name}`;
}

// A part that another parameter names by attach://, as it is or within its JSON, is none of its own.
function withoutParts(raw: Json, uploads: ReadonlyMap<string, Upload>): Json {
  const isNamed = (part: string) =>
    Object.entries(raw).some(
      ([name, value]) => name !== part && String(value).includes(`attach://${part}`),
    );
  const own = Object.entries(raw).filter(([name]) => !(uploads.has(name) && isNamed(name)));
  return Object.fromEntries(own);
}
