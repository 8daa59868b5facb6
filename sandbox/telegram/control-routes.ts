/**
 * The sandbox's levers over HTTP, under `/sandbox/telegram`: faults, the queue of updates, the record
 * of calls, transcripts. For panels and for tests in another process.
 *
 * | Request | Body | What it does |
 * |---|---|---|
 * | `GET /calls?method=&chat_id=` | | every call the bot made |
 * | `DELETE /calls` | | forgets them |
 * | `GET /faults`, `POST /faults`, `DELETE /faults` | `FaultPlan` | what goes wrong next |
 * | `GET /updates` | | `{ pending, held }` |
 * | `POST /updates/hold`, `/release`, `/reverse` | | backlog and order |
 * | `POST /updates/repeat`, `/ignore-confirms` | `{ count }` | deliver twice |
 * | `POST /updates/redeliver` | `{ updateIds? }` | deliver what was confirmed already |
 * | `POST /groups/:chat/upgrade` | | the group becomes a supergroup with a new id |
 * | `POST /groups/:chat/remove-bot` | `{ by }` | the bot is thrown out by that person |
 * | `GET /troubles` | | `{ troubles, active }`: everything that can go wrong, and what does |
 * | `POST /troubles` | `{ name, personId?, times? }` | begins one of them |
 * | `POST /normal` | | ends all of them |
 * | `GET /people/:person/transcript` | | the chat as plain text |
 */
import { Hono } from 'hono';
import * as z from 'zod';
import type { SandboxEnv } from './bot-routes.ts';
import type { CallRecord } from './call-record.ts';
import type { Done } from './chat-api.ts';
import type { Faults } from './faults.ts';
import type { People } from './people.ts';
import { numberParam, readJson, refusalAnswer } from './route-input.ts';
import { transcript } from './transcript.ts';
import { createTroubleControl } from './trouble-control.ts';
import { troubles } from './troubles.ts';
import type { UpdateQueue } from './updates.ts';
import type { Webhook } from './webhook.ts';
import type { World } from './world.ts';

/** What the levers move. */
export interface ControlRoutes {
  readonly world: World;
  readonly people: People;
  readonly updates: UpdateQueue;
  readonly faults: Faults;
  readonly record: CallRecord;
  readonly webhook: Webhook;
}

const DONE: Done = { done: true };

/** Makes the routes under `/sandbox/telegram`. */
export function createControlRoutes(deps: ControlRoutes): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.onError(refusalAnswer);
  addRecord(app, deps);
  addFaults(app, deps);
  addUpdates(app, deps);
  addGroups(app, deps);
  addTroubles(app, deps);
  app.get('/people/:person/transcript', (c) =>
    c.text(transcript(deps, { chatId: numberParam(c, 'person') })),
  );
  return app;
}

const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('refuse'),
    status: z.int().min(400).max(599),
    description: z.string().optional(),
    retryAfterSeconds: z.number().optional(),
  }),
  z.strictObject({ kind: z.enum(['cut_before', 'cut_after', 'truncate']) }),
  z.strictObject({ kind: z.literal('lie'), status: z.int().min(500).max(599) }),
  z.strictObject({ kind: z.literal('slow'), ms: z.number().min(0) }),
]);
const faultPlan = z.strictObject({
  method: z.string(),
  fault,
  lasting: z.boolean().optional(),
  times: z.int().min(1).optional(),
  chatId: z.int().optional(),
});
const count = z.strictObject({ count: z.int().min(0) });

function addRecord(app: Hono<SandboxEnv>, { record }: ControlRoutes): void {
  app.get('/calls', (c) => {
    const { method, chat_id } = c.req.query();
    const calls =
      chat_id === undefined ? record.calls(method) : record.callsFor(Number(chat_id), method);
    return c.json({ calls });
  });
  app.delete('/calls', (c) => {
    record.clear();
    return c.json(DONE);
  });
}

function addFaults(app: Hono<SandboxEnv>, { faults }: ControlRoutes): void {
  app.get('/faults', (c) => c.json({ planned: faults.planned() }));
  app.post('/faults', async (c) => {
    faults.plan(await readJson(c, faultPlan));
    return c.json(DONE);
  });
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json(DONE);
  });
}

function addUpdates(app: Hono<SandboxEnv>, { updates }: ControlRoutes): void {
  app.get('/updates', (c) => c.json({ pending: updates.pending(), held: updates.isHeld() }));
  const acts: Readonly<Record<string, () => void>> = {
    hold: () => updates.hold(),
    release: () => updates.release(),
    reverse: () => updates.reorder((pending) => pending.reverse()),
  };
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/updates/${name}`, (c) => {
      act();
      return c.json(DONE);
    });
  }
  app.post('/updates/repeat', async (c) => {
    updates.repeatNext((await readJson(c, count)).count);
    return c.json(DONE);
  });
  app.post('/updates/ignore-confirms', async (c) => {
    updates.ignoreConfirms((await readJson(c, count)).count);
    return c.json(DONE);
  });
  app.post('/updates/redeliver', async (c) => {
    const ids = z.strictObject({ updateIds: z.array(z.int()).optional() });
    updates.redeliver((await readJson(c, ids)).updateIds);
    return c.json(DONE);
  });
}

function addGroups(app: Hono<SandboxEnv>, { people }: ControlRoutes): void {
  app.post('/groups/:chat/upgrade', (c) => c.json(people.upgradeGroup(numberParam(c, 'chat'))));
  app.post('/groups/:chat/remove-bot', async (c) => {
    const { by } = await readJson(c, z.strictObject({ by: z.int() }));
    people.removeBot(numberParam(c, 'chat'), by);
    return c.json(DONE);
  });
}

const troubleBegin = z.strictObject({
  name: z.string(),
  personId: z.int().optional(),
  times: z.int().min(1).optional(),
});

function addTroubles(app: Hono<SandboxEnv>, deps: ControlRoutes): void {
  const control = createTroubleControl(deps);
  app.get('/troubles', (c) => {
    const shown = troubles.map(({ name, group, sentence, shows }) => ({
      name,
      group,
      sentence,
      shows,
    }));
    return c.json({ troubles: shown, active: control.active() });
  });
  app.post('/troubles', async (c) => {
    const { name, ...about } = await readJson(c, troubleBegin);
    control.begin(name, about);
    return c.json({ active: control.active() });
  });
  app.post('/normal', (c) => {
    control.toNormal();
    return c.json({ active: control.active() });
  });
}
