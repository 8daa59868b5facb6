/** What happens in the chats, as it happens: a page's event stream and a test's waiting read it. */
import type { ChatEvent, EventBase } from './chat-events.ts';

type WithoutBase<E> = E extends EventBase ? Omit<E, 'id' | 'atMs'> : never;

/** An event before it has a number and a time. */
export type NewEvent = WithoutBase<ChatEvent>;

/** The events of one sandbox. */
export interface Events {
  /** Numbers the event, remembers it for a while and hands it to everybody who listens. */
  emit(event: NewEvent): void;
  /** Calls `listener` with every event from now on; returns how to stop. */
  subscribe(listener: (event: ChatEvent) => void): () => void;
  /** The events after number `id`, or undefined when some of them are forgotten already. */
  since(id: number): readonly ChatEvent[] | undefined;
  /** The number of the newest event; 0 before the first. */
  lastId(): number;
}

const REMEMBERED = 2_000;

/** Makes an empty stream of events; `now` gives milliseconds. */
export function createEvents(now: () => number): Events {
  const remembered: ChatEvent[] = [];
  const listeners = new Set<(event: ChatEvent) => void>();
  let lastId = 0;
  return {
    emit(event) {
      lastId += 1;
      const complete: ChatEvent = { ...event, id: lastId, atMs: now() };
      remembered.push(complete);
      if (remembered.length > REMEMBERED) remembered.shift();
      for (const listener of [...listeners]) listener(complete);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    since(id) {
      const oldest = remembered[0]?.id ?? lastId + 1;
      if (id > lastId || id + 1 < oldest) return undefined;
      return remembered.filter((event) => event.id > id);
    },
    lastId: () => lastId,
  };
}
