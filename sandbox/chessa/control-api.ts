/** `/sandbox`: the controls over HTTP, for the panel and for other processes. No credentials. */
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { ApiEnv } from './api.ts';
import type { Control } from './control.ts';
import { ControlRefusal } from './control-refusal.ts';
import { endpoints } from './endpoints.ts';
import { faultKinds } from './faults.ts';
import { defaultSettings } from './settings.ts';
import { settingsSchema } from './settings-schema.ts';
import { settingsWords } from './settings-words.ts';

const amount = z.string().regex(/^\d+(\.\d+)?$/);
const depositBody = z.strictObject({ amount: amount.optional(), asset: z.string().optional() });
const scenarioBody = z.strictObject({ name: z.string() });
const nextBody = z.strictObject({
  name: z.union([z.string(), z.array(z.string()).nonempty()]),
  count: z.number().int().positive().optional(),
  endpoint: z.enum(endpoints).optional(),
});
const faultBody = z.strictObject({
  kind: z.enum(faultKinds),
  endpoint: z.enum(endpoints).optional(),
  orderId: z.string().optional(),
  count: z.number().int().positive().optional(),
  lasting: z.boolean().optional(),
  forMs: z.number().positive().optional(),
  acts: z.boolean().optional(),
  delayMs: z.number().nonnegative().optional(),
  retryAfterSeconds: z.number().nonnegative().optional(),
});
const clockBody = z.strictObject({
  scale: z.number().positive().optional(),
  advanceMs: z.number().nonnegative().optional(),
});

/** The controls, to be mounted under `/sandbox`. @param closing ends event streams when aborted */
export function controlApi(control: Control, closing: AbortSignal): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  serveViews(api, control);
  serveOrders(api, control);
  serveTimeAndTrouble(api, control);
  api.get('/events', (context) =>
    streamSSE(context, (stream) => tellOrders(stream, control, closing)),
  );
  api.onError((error, context) => {
    if (!(error instanceof ControlRefusal)) throw error;
    return context.json({ message: error.message }, error.status);
  });
  return api;
}

function serveViews(api: Hono<ApiEnv>, control: Control): void {
  api.get('/state', (context) => context.json(control.state()));
  api.get('/scenarios', (context) =>
    context.json({
      endpoints,
      scenarios: control.scenarios().map(({ name, sentence, group, moment, shows = [] }) => ({
        name,
        sentence,
        group,
        moment,
        shows,
      })),
    }),
  );
  api.get('/settings', (context) =>
    context.json({
      settings: control.settings(),
      usual: defaultSettings,
      words: settingsWords,
    }),
  );
  api.get('/requests', (context) => context.json({ requests: control.requests }));
}

function serveOrders(api: Hono<ApiEnv>, control: Control): void {
  api.get('/orders', (context) => {
    const all = context.req.query('all') !== undefined;
    return context.json({ orders: control.orders().filter(({ open }) => open || all) });
  });
  api.get('/orders/:id', (context) =>
    context.json({ order: control.order(context.req.param('id')) }),
  );
  api.post('/orders/:id/deposit', async (context) => {
    const deposit = read(depositBody, await context.req.text());
    return context.json({ order: control.deposit(context.req.param('id'), deposit) });
  });
  api.post('/orders/:id/scenario', async (context) => {
    const { name } = read(scenarioBody, await context.req.text());
    return context.json({ order: control.applyScenario(context.req.param('id'), name) });
  });
}

function serveTimeAndTrouble(api: Hono<ApiEnv>, control: Control): void {
  api.post('/next', async (context) => {
    const { name, ...options } = read(nextBody, await context.req.text());
    control.next(name, options);
    return context.json({ next: control.state().next, faults: control.state().faults });
  });
  api.post('/faults', async (context) => {
    control.fault(read(faultBody, await context.req.text()));
    return context.json({ faults: control.state().faults });
  });
  api.delete('/faults', (context) => {
    control.clearFaults();
    return context.json({ faults: control.state().faults });
  });
  api.post('/normal', (context) => {
    control.toNormal();
    return context.json({ active: control.state().active });
  });
  api.post('/settings', async (context) => {
    control.configure(read(settingsSchema, await context.req.text()));
    return context.json({ settings: control.settings() });
  });
  api.post('/clock', async (context) => {
    const { scale, advanceMs } = read(clockBody, await context.req.text());
    if (scale !== undefined) control.clock.setScale(scale);
    if (advanceMs !== undefined) control.clock.advance(advanceMs);
    return context.json({ clock: control.state().clock });
  });
  api.post('/reset', (context) => {
    control.reset();
    return context.json({ state: control.state() });
  });
}

type EventStream = Parameters<Parameters<typeof streamSSE>[1]>[0];

/** One `order` event for each change, until the listener hangs up or the simulator closes. */
function tellOrders(stream: EventStream, control: Control, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = control.subscribe((order) => {
      void stream.writeSSE({ event: 'order', data: JSON.stringify(order) });
    });
    const end = () => {
      unsubscribe();
      resolve();
    };
    stream.onAbort(end);
    closing.addEventListener('abort', end, { once: true });
    void stream.writeSSE({ event: 'ready', data: '{}' });
  });
}

/** An empty body counts as `{}`. */
function read<T>(schema: z.ZodType<T>, body: string): T {
  const parsed = schema.safeParse(parseJson(body === '' ? '{}' : body));
  if (parsed.success) return parsed.data;
  throw new ControlRefusal(400, z.prettifyError(parsed.error));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ControlRefusal(400, 'The body is no JSON.');
  }
}
