/** The people's side over HTTP, as `chat-api.ts` describes it. */
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import * as z from 'zod';
import type { SandboxEnv } from './bot-routes.ts';
import type {
  Done,
  MessageEdit,
  NewChannel,
  NewGroup,
  NewMessage,
  NewPerson,
  PersonChange,
  Press,
  StartChat,
} from './chat-api.ts';
import type { ChatEvent } from './chat-events.ts';
import type { Events } from './events.ts';
import type { Files } from './files.ts';
import type { People } from './people.ts';
import { numberParam, readJson, refusalAnswer } from './route-input.ts';
import type { World } from './world.ts';

/** What the routes serve. */
export interface ChatRoutes {
  readonly people: People;
  readonly world: World;
  readonly events: Events;
  readonly files: Files;
}

const DONE: Done = { done: true };
const CHAT = '/people/:person/chats/:chat';
const MESSAGE = `${CHAT}/messages/:message`;

/** Makes the routes under `/chat`. */
export function createChatRoutes(deps: ChatRoutes): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.onError(refusalAnswer);
  addPeople(app, deps);
  addChats(app, deps);
  addMessages(app, deps);
  app.get('/bot', (c) => c.json(deps.world.botProfile()));
  app.get('/events', (c) => streamEvents(deps.events, c));
  app.get('/files/:fileId', (c) => {
    const file = deps.files.find(c.req.param('fileId'));
    if (file === undefined) return c.json({ error: 'That file is not there.' }, 404);
    return c.body(Uint8Array.from(file.bytes), 200, {
      'content-type': file.mimeType,
      ...shownOnly(file.mimeType),
      'x-content-type-options': 'nosniff',
    });
  });
  return app;
}

/**
 * What a bot uploads is shown, never run, in the page's place. A browser shows documents with a
 * program of its own, which a sandbox would keep from starting.
 */
function shownOnly(mimeType: string): Record<string, string> {
  const isDocument = mimeType === 'application/pdf';
  return isDocument ? {} : { 'content-security-policy': "default-src 'none'; sandbox" };
}

const newPerson: z.ZodType<NewPerson> = z.strictObject({
  id: z.int().positive().optional(),
  firstName: z.string().min(1),
  lastName: z.string().optional(),
  username: z.string().optional(),
  languageCode: z.string().optional(),
  note: z.string().optional(),
});
const personChange: z.ZodType<PersonChange> = z.strictObject({
  languageCode: z.string().optional(),
  deactivated: z.boolean().optional(),
});
const newMessage: z.ZodType<NewMessage> = z.strictObject({
  text: z.string().optional(),
  sticker: z.string().optional(),
  photo: z
    .strictObject({
      base64: z.base64(),
      mimeType: z.string().optional(),
      caption: z.string().optional(),
    })
    .optional(),
  replyTo: z.int().optional(),
  viaBot: z.string().optional(),
  forwarded: z.union([z.boolean(), z.string()]).optional(),
  date: z.int().optional(),
  asChat: z.boolean().optional(),
});
const press: z.ZodType<Press> = z.union([
  z.strictObject({ row: z.int(), column: z.int() }),
  z.strictObject({ label: z.string() }),
  z.strictObject({ data: z.string() }),
]);
const messageEdit: z.ZodType<MessageEdit> = z.strictObject({ text: z.string() });
const startChat: z.ZodType<StartChat> = z.strictObject({ payload: z.string().optional() });
const newGroup: z.ZodType<NewGroup> = z.strictObject({
  title: z.string().min(1),
  members: z.array(z.int()).min(1),
  type: z.enum(['group', 'supergroup']).optional(),
});
const newChannel: z.ZodType<NewChannel> = z.strictObject({
  title: z.string().min(1),
  owner: z.int(),
});

function addPeople(app: Hono<SandboxEnv>, { people }: ChatRoutes): void {
  const person = (c: Context) => numberParam(c, 'person');
  app.get('/people', (c) => c.json({ people: people.list() }));
  app.post('/people', async (c) => c.json(people.create(await readJson(c, newPerson))));
  app.get('/people/:person', (c) => c.json(people.get(person(c))));
  app.patch('/people/:person', async (c) =>
    c.json(people.change(person(c), await readJson(c, personChange))),
  );
  app.post('/people/:person/start', async (c) => {
    const { payload } = await readJson(c, startChat);
    return c.json(people.start(person(c), payload));
  });
  app.post('/people/:person/block', (c) => {
    people.block(person(c));
    return c.json(DONE);
  });
  app.post('/people/:person/unblock', (c) => {
    people.unblock(person(c));
    return c.json(DONE);
  });
}

function addChats(app: Hono<SandboxEnv>, { people }: ChatRoutes): void {
  app.get('/people/:person/chats', (c) =>
    c.json({ chats: people.chats(numberParam(c, 'person')) }),
  );
  app.get(CHAT, (c) => c.json(people.history(...place(c))));
  app.get(`${CHAT}/commands`, (c) => c.json(people.commands(...place(c))));
  app.post(`${CHAT}/read`, (c) => {
    people.read(...place(c));
    return c.json(DONE);
  });
  app.post(`${CHAT}/clear`, (c) => {
    people.clear(...place(c));
    return c.json(DONE);
  });
  app.post('/groups', async (c) => c.json(people.createGroup(await readJson(c, newGroup))));
  app.post('/channels', async (c) => c.json(people.createChannel(await readJson(c, newChannel))));
}

function addMessages(app: Hono<SandboxEnv>, { people }: ChatRoutes): void {
  const at = (c: Context) => [...place(c), numberParam(c, 'message')] as const;
  app.post(`${CHAT}/messages`, async (c) =>
    c.json(people.send(...place(c), await readJson(c, newMessage))),
  );
  app.patch(MESSAGE, async (c) => {
    const { text } = await readJson(c, messageEdit);
    return c.json(people.edit(...at(c), text));
  });
  app.delete(MESSAGE, (c) => {
    people.delete(...at(c));
    return c.json(DONE);
  });
  app.post(`${MESSAGE}/press`, async (c) =>
    c.json(await people.press(...at(c), await readJson(c, press))),
  );
  app.get(`${MESSAGE}/versions`, (c) => {
    const [, chatId, messageId] = at(c);
    return c.json({ versions: people.versions(chatId, messageId) });
  });
}

function streamEvents(events: Events, c: Context): Response {
  const person = c.req.query('person');
  const personId = person === undefined ? undefined : Number(person);
  const from = Number(c.req.header('last-event-id') ?? c.req.query('after') ?? events.lastId());
  const isSeen = (event: ChatEvent) =>
    personId === undefined || (event.personIds?.includes(personId) ?? true);
  return streamSSE(c, async (stream) => {
    const waiting: ChatEvent[] = [...(events.since(from) ?? [reload(events)])];
    let wake = () => {};
    const stop = events.subscribe((event) => {
      waiting.push(event);
      wake();
    });
    stream.onAbort(() => {
      stop();
      wake();
    });
    // The first line reaches the page at once, so that it knows the stream is open.
    await stream.write(': open\n\n');
    while (!stream.aborted) {
      for (const event of waiting.splice(0).filter(isSeen)) {
        await stream.writeSSE({
          id: String(event.id),
          event: event.kind,
          data: JSON.stringify(event),
        });
      }
      if (waiting.length > 0 || stream.aborted) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  });
}

function reload(events: Events): ChatEvent {
  return { kind: 'reload', id: events.lastId(), atMs: 0 };
}

function place(c: Context): [personId: number, chatId: number] {
  return [numberParam(c, 'person'), numberParam(c, 'chat')];
}
