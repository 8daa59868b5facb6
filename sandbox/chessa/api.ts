/** `/v1`: every call is dated, recorded, may meet a fault, is checked for credentials, and served. */
import type { HttpBindings } from '@hono/node-server';
import { Big } from 'big.js';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { configurationBody } from './configuration.ts';
import { apiPath, endpointOf } from './endpoints.ts';
import { type Faults, meetFault } from './faults.ts';
import { orderApi } from './order-api.ts';
import type { Upcoming } from './order-desk.ts';
import { assetUsd } from './pricing.ts';
import { recipientApi } from './recipient-api.ts';
import type { Effect, Recorder } from './recorder.ts';
import { noSuchPath, notFound, Refusal, refusalBody } from './refusal.ts';
import type { Settings } from './settings.ts';
import { userApi } from './user-api.ts';
import type { World } from './world.ts';

/** What the handlers share through Hono's context. */
export interface ApiEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { effect?: Effect };
}

/** What the API is made of. */
export interface ApiDeps {
  readonly world: World;
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  readonly takeUpcoming: () => Upcoming;
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal;
}

/** Chessa's API, to be mounted under `/v1`. */
export function chessaApi(deps: ApiDeps): Hono<ApiEnv> {
  const { world } = deps;
  const api = new Hono<ApiEnv>();
  api.use(recordAndFault(deps));
  api.use(requireCredentials(deps));

  api.get('/configurations', (context) =>
    context.json(configurationBody(world.routes, world.settings) ?? null),
  );
  api.use(
    '/recipients/*',
    onlyWhen(() => world.settings.recipientPaths !== 'singular'),
  );
  api.use(
    '/recipient/*',
    onlyWhen(() => world.settings.recipientPaths !== 'plural'),
  );
  api.route('/recipients', recipientApi(world));
  api.route('/recipient', recipientApi(world));
  api.route('/orders', orderApi(world, deps.takeUpcoming));
  api.get('/rates/:from/:to', (context) => {
    const { from, to } = context.req.param();
    return context.json(rateAnswer(world, from, to));
  });
  api.route('/users', userApi(world));
  api.all('*', (context) => {
    throw noSuchPath(context.req.method, apiPath(context.req.path));
  });
  api.onError((error, context) => refuse(error, context, world));
  return api;
}

function recordAndFault(deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  const { world, recorder, faults, closing } = deps;
  return async (context, next) => {
    const path = apiPath(context.req.path);
    const method = context.req.method;
    const endpoint = endpointOf(method, path);
    const body = parsedOrText(await context.req.text());
    const query = context.req.query();
    const recorded = recorder.begin({
      atMs: world.clock.now(),
      method,
      path,
      endpoint,
      query,
      body,
    });

    const fault = faults.take(endpoint, orderIdIn(path, body));
    if (fault) recorded.fault = fault.kind;
    const outcome = fault ? await meetFault(fault, context, next, closing) : await next();
    const effect = context.get('effect');
    if (effect) recorded.effect = effect;
    recorded.status = outcome === 'no_answer' ? outcome : context.res.status;
    if (outcome !== 'no_answer')
      context.res.headers.set('date', new Date(world.clock.now()).toUTCString());
  };
}

function requireCredentials({ credentials }: ApiDeps): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const right =
      context.req.header('x-client-id') === credentials.clientId &&
      context.req.header('x-client-secret') === credentials.clientSecret;
    if (!right) throw new Refusal(401, 'unauthorized', 'Invalid client credentials');
    await next();
  };
}

function onlyWhen(served: () => boolean): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    if (!served()) throw noSuchPath(context.req.method, apiPath(context.req.path));
    await next();
  };
}

function refuse(error: unknown, context: Context<ApiEnv>, world: World): Response {
  if (!(error instanceof Refusal)) throw error;
  if (world.settings.errorShape === 'text') return context.text(error.message, error.status);
  const body = refusalInShape(error, world.settings);
  return context.json({ ...body, ...fieldErrors(error, world) }, error.status);
}

function refusalInShape({ status, code, message }: Refusal, settings: Settings): object {
  const body = refusalBody(status, code, message);
  switch (settings.errorShape) {
    case 'documented':
    case 'text':
      return body;
    case 'list':
      return { ...body, message: message.split('; ') };
    case 'object':
      return { error: { code, message }, statusCode: status };
  }
}

function fieldErrors(error: Refusal, world: World): Record<string, unknown> {
  if (!error.fields || world.settings.fieldErrors === 'message') return {};
  if (world.settings.fieldErrors === 'map') return { details: error.fields };
  const list = Object.entries(error.fields).map(([field, message]) => ({ field, message }));
  return { errors: list };
}

/** Units of `to` for one `from`, as a JSON number with the noise that floats have. */
function rateAnswer(world: World, from: string, to: string): Record<string, unknown> {
  const value = inUsd(world, from);
  const unit = inUsd(world, to);
  if (!value || !unit) throw notFound('Rate');
  const rate = Number(value) / Number(unit);
  switch (world.settings.rateShape) {
    case 'nested':
      return { rate: { from, to, rate } };
    case 'flat':
      return { from, to, rate };
    case 'price':
      return { from, to, price: rate };
  }
}

function inUsd(world: World, code: string): string | undefined {
  if (code === 'USD') return '1';
  const route = world.routes.find(({ currency }) => currency.code === code);
  if (route) return new Big(1).div(route.currency.perUsd).toFixed(18);
  return assetUsd[code];
}

function parsedOrText(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function orderIdIn(path: string, body: unknown): string | undefined {
  const inPath = /^\/v1\/orders\/([^/]+)/.exec(path)?.[1];
  if (inPath && inPath !== 'funding' && inPath !== 'refund') return inPath;
  if (typeof body !== 'object' || body === null || !('orderId' in body)) return undefined;
  return typeof body.orderId === 'string' ? body.orderId : undefined;
}
