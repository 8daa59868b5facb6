/**
 * Sends broadcasts, a few people at a time and after everything else that is owed. Whom it takes is
 * written before the calls, so a kill leaves at most those as not known, and nobody is told twice.
 */
import type { Api } from 'grammy';
import type { Broadcast } from '../domain/broadcast.ts';
import type { Log } from '../log.ts';
import type { SendOutcome } from '../store/staff-records.ts';
import type { Store } from '../store/store.ts';
import { toInlineKeyboard } from '../text/keyboard.ts';
import type { Messages } from '../text/messages.ts';
import type { Screen } from '../text/screen.ts';
import { type CallOutcome, outcomeOf } from './outcome.ts';

export interface BroadcastsDeps {
  /** Its calls wait until nothing more pressing does. */
  readonly api: Pick<Api, 'sendMessage'>;
  /** For the message that shows how far it has come. */
  readonly panelApi: Pick<Api, 'editMessageText'>;
  readonly store: Pick<Store, 'broadcasts' | 'users' | 'shared'>;
  readonly messagesFor: (locale: string) => Messages;
  /** Names this process. */
  readonly owner: string;
  readonly log: Log;
  /** Milliseconds of a clock that is never set: only how long something took is asked of it. */
  readonly now: () => number;
}

/** People in hand at once: what a kill can cut. */
const inFlight = 8;

const everyMs = 1_000;
const panelEveryMs = 2_000;
/** Kept while the calls take; so long does a broadcast wait for a process that was killed. */
const heldForMs = 10_000;
const renewEveryMs = 3_000;
const longestWaitMs = 30_000;

interface Addressee {
  readonly userId: number;
  readonly locale: string;
}

interface SendEnd extends SendOutcome {
  readonly waitMs: number;
}

/** Makes the sender: `start`, and `stop`, which waits for its sends. */
export function createBroadcasts(deps: BroadcastsDeps) {
  const { store, log, now, owner } = deps;
  let running: Promise<void> | undefined;
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let restUntilMs = 0;
  const shownAtMs = new Map<string, number>();

  function poke(): void {
    if (stopped || running || now() < restUntilMs) return;
    running = round()
      .catch((problem: unknown) => log.error('broadcast round failed', {}, problem))
      .finally(() => {
        running = undefined;
      });
  }

  /** Works off what runs, one broadcast after the other. */
  async function round(): Promise<void> {
    for (const { id, state } of await store.broadcasts.listUnfinished()) {
      if (state !== 'running') continue;
      while (!stopped && (await step(id)));
      if (stopped) await store.shared.release(lease(id), owner);
    }
  }

  /** Writes to a few people. False when there is nothing more to do, or it is not ours. */
  async function step(id: string): Promise<boolean> {
    const broadcast = await store.broadcasts.find(id);
    if (broadcast?.state !== 'running') return false;
    if (!(await store.shared.hold(lease(id), owner, heldForMs))) return false;
    const people = await store.broadcasts.take(id, inFlight);
    if (people.length === 0) {
      await finish(broadcast);
      return false;
    }
    const ends = await holding(id, () =>
      Promise.all(people.map((person) => guarded(broadcast, person))),
    );
    const known = ends.filter((end) => end !== undefined);
    await store.broadcasts.settle(id, known);
    await showPanel(broadcast, panelEveryMs);
    const waitMs = Math.max(0, ...known.map((end) => end.waitMs));
    restUntilMs = now() + Math.min(waitMs, longestWaitMs);
    return waitMs === 0;
  }

  /** Works while the broadcast stays this process's own. */
  async function holding<T>(id: string, work: () => Promise<T>): Promise<T> {
    const renew = () => store.shared.hold(lease(id), owner, heldForMs);
    // While the store is away nobody else can take it either.
    const timer = setInterval(() => void renew().catch(() => undefined), renewEveryMs);
    return work().finally(() => clearInterval(timer));
  }

  /** One bad send never stops the others; nobody knows its outcome. */
  async function guarded(broadcast: Broadcast, person: Addressee): Promise<SendEnd | undefined> {
    try {
      return await send(broadcast, person);
    } catch (bug) {
      log.error('broadcast', { broadcast: broadcast.id }, bug);
      return undefined;
    }
  }

  /** Nothing when nobody learned the outcome: it stays written as an attempt. */
  async function send(
    broadcast: Broadcast,
    { userId, locale }: Addressee,
  ): Promise<SendEnd | undefined> {
    const screen = deps.messagesFor(locale).broadcast(broadcast.text);
    const sent = await outcomeOf(() =>
      deps.api.sendMessage(userId, screen.text.text, options(screen)),
    );
    if (sent.kind === 'unreachable') await store.users.markUnreachable(userId);
    const outcome = outcomeFor(sent);
    const waitMs = sent.kind === 'later' ? sent.waitMs : 0;
    return outcome && { userId, outcome, waitMs };
  }

  /** Somebody whose call was put off may wait still, in another process's hands too. */
  async function finish(broadcast: Broadcast): Promise<void> {
    const { waiting } = await store.broadcasts.counts(broadcast.id);
    if (waiting > 0) return;
    const done: Broadcast = { ...broadcast, state: 'done' };
    if (await store.broadcasts.put(done)) await showPanel(done, 0);
    await store.shared.release(lease(broadcast.id), owner);
  }

  /** A courtesy: whatever becomes of the edit, the next one says more. */
  async function showPanel({ id }: Broadcast, notWithinMs: number): Promise<void> {
    if (now() - (shownAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < notWithinMs) return;
    shownAtMs.set(id, now());
    const broadcast = await store.broadcasts.find(id);
    if (!broadcast?.panel) return;
    const { chatId, messageId } = broadcast.panel;
    const counts = await store.broadcasts.counts(id);
    const screen = deps.messagesFor('en').staff.broadcastPanel(broadcast, counts);
    const edited = await outcomeOf(() =>
      deps.panelApi.editMessageText(chatId, messageId, screen.text.text, options(screen)),
    );
    if (edited.kind !== 'accepted') log.debug('broadcast panel not edited', { why: edited.kind });
  }

  function start(): void {
    stopped = false;
    timer = setInterval(poke, everyMs);
    poke();
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearInterval(timer);
    await running;
  }

  return { start, stop };
}

export type Broadcasts = ReturnType<typeof createBroadcasts>;

/** One process at a time sends a broadcast. */
function lease(id: string): string {
  return `broadcast.${id}`;
}

function outcomeFor(sent: CallOutcome<unknown>): SendOutcome['outcome'] | undefined {
  switch (sent.kind) {
    case 'accepted':
      return 'sent';
    case 'later':
      return 'again';
    case 'unknown':
      return undefined;
    default:
      return 'refused';
  }
}

function options(screen: Screen) {
  return {
    entities: screen.text.entities,
    reply_markup: toInlineKeyboard(screen.buttons),
    link_preview_options: { is_disabled: true },
  };
}
