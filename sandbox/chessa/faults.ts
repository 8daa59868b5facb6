/** Faults of the line and of the server: which call meets which, and how each looks. */

import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { ApiEnv } from './api.ts';
import type { Endpoint } from './endpoints.ts';
import { refusalBody } from './refusal.ts';

/** Every fault there is. Whether the call still acts is said by {@link FaultSpec.acts}. */
export const faultKinds = [
  'silent_after_act',
  'cut_after_act',
  'silent_before_act',
  'cut_before_act',
  'status_401',
  'status_403',
  'status_404',
  'status_429',
  'status_500',
  'status_502',
  'status_503',
  'html',
  'truncated',
  'empty',
  'slow',
  'redirect',
  'huge',
  'dripping',
  'gzip_bomb',
] as const;

/** The name of a fault. */
export type FaultKind = (typeof faultKinds)[number];

/** A fault to come. */
export interface FaultSpec {
  readonly kind: FaultKind;
  /** The scenario that it comes from, for who asks what goes on. */
  readonly scenario?: string;
  /** Only calls of this endpoint, or of one of these; absent: any. */
  readonly endpoint?: Endpoint | readonly Endpoint[];
  /** Only calls about this order. */
  readonly orderId?: string;
  /** How many calls meet it; 1 when absent. */
  readonly count?: number;
  /** Every call meets it, until the faults are cleared. */
  readonly lasting?: boolean;
  /** Every call meets it, until the simulated time has moved on by so many milliseconds. */
  readonly forMs?: number;
  /** Whether the call does its work all the same; absent: as the kind says. `slow` always does. */
  readonly acts?: boolean;
  /** For `slow`: real milliseconds before the answer; 5,000 when absent. */
  readonly delayMs?: number;
  /** For 429 and 503: the `Retry-After` header, in seconds; absent: no such header. */
  readonly retryAfterSeconds?: number;
}

/** A fault that waits for its calls. `untilMs`: the simulated time at which it ends by itself. */
export type PendingFault = FaultSpec & { readonly untilMs?: number };

/** Faults that wait for their calls. */
export interface Faults {
  add(spec: FaultSpec): void;
  /** What waits, with the calls still to meet it. */
  pending(): readonly PendingFault[];
  clear(): void;
  /** The fault for a call, which is thereby used. */
  take(endpoint: Endpoint | undefined, orderId: string | undefined): FaultSpec | undefined;
}

/** Makes an empty list of faults. @param now simulated time */
export function createFaults(now: () => number): Faults {
  let waiting: readonly PendingFault[] = [];
  const pending = () => {
    waiting = waiting.filter(({ untilMs }) => untilMs === undefined || now() < untilMs);
    return waiting;
  };
  return {
    add(spec) {
      const untilMs = spec.forMs === undefined ? {} : { untilMs: now() + spec.forMs };
      waiting = [...waiting, { ...spec, ...untilMs }];
    },
    pending,
    clear() {
      waiting = [];
    },
    take(endpoint, orderId) {
      const found = pending().find(
        (spec) =>
          isAbout(spec, endpoint) && (spec.orderId === undefined || spec.orderId === orderId),
      );
      if (!found || found.lasting || found.untilMs !== undefined) return found;
      const left = (found.count ?? 1) - 1;
      waiting = waiting.flatMap((spec) => {
        if (spec !== found) return [spec];
        return left > 0 ? [{ ...spec, count: left }] : [];
      });
      return found;
    },
  };
}

function isAbout(spec: FaultSpec, endpoint: Endpoint | undefined): boolean {
  if (spec.endpoint === undefined) return true;
  return endpoint !== undefined && [spec.endpoint].flat().includes(endpoint);
}

/** Whether a call that meets this fault does its work first. */
function actsByItself(kind: FaultKind): boolean {
  return ['silent_after_act', 'cut_after_act', 'truncated', 'empty', 'slow'].includes(kind);
}

/**
 * Lets a call meet a fault.
 * @param closing aborted when the simulator closes, so that silent and slow calls end
 * @returns `no_answer` where the caller got nothing, else nothing
 */
export async function meetFault(
  spec: FaultSpec,
  context: Context<ApiEnv>,
  next: Parameters<MiddlewareHandler>[1],
  closing: AbortSignal,
): Promise<'no_answer' | undefined> {
  const acts = spec.kind === 'slow' || (spec.acts ?? actsByItself(spec.kind));
  if (acts) await next();
  if (spec.kind.startsWith('silent') || spec.kind.startsWith('cut')) {
    if (spec.kind.startsWith('silent')) await untilGone(context, closing);
    replaceAnswer(context, cut(context));
    return 'no_answer';
  }
  if (spec.kind === 'slow') {
    await wait(spec.delayMs ?? 5_000, undefined, { signal: closing }).catch(ignoreAbort);
    return undefined;
  }
  replaceAnswer(context, await faultyAnswer(spec, acts ? await context.res.text() : '{"order":{'));
  return undefined;
}

async function faultyAnswer(spec: FaultSpec, body: string): Promise<Response> {
  const json = { 'content-type': 'application/json' };
  const html = { 'content-type': 'text/html; charset=utf-8' };
  switch (spec.kind) {
    case 'html':
      return new Response('<!doctype html><title>Just a moment</title><h1>Just a moment</h1>', {
        headers: html,
      });
    case 'truncated':
      return new Response(body.slice(0, Math.ceil(body.length / 2)), { headers: json });
    case 'empty':
      return new Response('', { headers: json });
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: 'http://127.0.0.1:9/v1' } });
    case 'huge':
      return new Response(`{"padding":"${'x'.repeat(10_000_000)}"}`, { headers: json });
    case 'dripping':
      return new Response(drip(), { headers: json });
    case 'gzip_bomb':
      return new Response(gzipSync(Buffer.alloc(50_000_000, ' ')), {
        headers: { ...json, 'content-encoding': 'gzip' },
      });
    default:
      return statusAnswer(spec);
  }
}

const SAID: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['unauthorized', 'Invalid client credentials'],
  403: ['forbidden', 'You do not have permission to access this resource'],
  404: ['not_found', 'Not found'],
  429: ['too_many_requests', 'Too many requests'],
  500: ['internal_server_error', 'Internal server error'],
  502: ['bad_gateway', 'Bad gateway [req_7f3a9c]'],
  503: ['service_unavailable', 'Service unavailable'],
};

function statusAnswer(spec: FaultSpec): Response {
  const status = Number(spec.kind.replace('status_', ''));
  const [code, message] = SAID[status] ?? ['internal_server_error', 'Internal server error'];
  const retryAfter: Record<string, string> =
    spec.retryAfterSeconds === undefined ? {} : { 'retry-after': String(spec.retryAfterSeconds) };
  return Response.json(refusalBody(status, code, message), { status, headers: retryAfter });
}

/** A body that never ends: one space every 100 ms. */
function drip(): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  return new ReadableStream({
    start(controller) {
      timer = setInterval(() => controller.enqueue(new TextEncoder().encode(' ')), 100);
      timer.unref();
    },
    cancel() {
      clearInterval(timer);
    },
  });
}

/** Cuts the connection; where the app is called without one, the body breaks instead. */
function cut(context: Context<ApiEnv>): Response {
  const socket = context.env?.incoming?.socket;
  if (socket) {
    socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const broken = new ReadableStream({
    start: (controller) => controller.error(new Error('connection cut')),
  });
  return new Response(broken);
}

/** Until the caller hangs up or the simulator closes. */
function untilGone(context: Context<ApiEnv>, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (closing.aborted) return resolve();
    closing.addEventListener('abort', () => resolve(), { once: true });
    context.env?.incoming?.socket.once('close', () => resolve());
    context.req.raw.signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Puts another answer in the place of one that may be there already, with none of its headers. */
function replaceAnswer(context: Context<ApiEnv>, answer: Response): void {
  context.res = undefined;
  context.res = answer;
}

function ignoreAbort(reason: unknown): void {
  if (!(reason instanceof Error && reason.name === 'AbortError')) throw reason;
}
