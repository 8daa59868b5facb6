/**
 * What happens in the sandbox's chat, as a page hears of it (`GET /chat/events`, see `chat-api.ts`).
 *
 * Each event comes as `id: <number>`, `event: <kind>`, `data: <ChatEvent as JSON>`. Without `person`
 * all events of all people come. A page that reconnects sends `Last-Event-ID` and gets what it
 * missed; if that is too long ago it gets one `reload` event and reads everything anew.
 */
import type { BotProfile, ChatAction, ChatMessage, PersonView, PressAnswer } from './chat-api.ts';
import type { Chat } from './model.ts';

/**
 * Something happened. `personIds` are those who see it; a page that asked for one person gets only
 * its own.
 */
export type ChatEvent =
  | (EventBase & {
      readonly kind: 'message';
      readonly chatId: number;
      readonly message: ChatMessage;
    })
  | (EventBase & {
      readonly kind: 'edited';
      readonly chatId: number;
      readonly message: ChatMessage;
    })
  | (EventBase & {
      readonly kind: 'deleted';
      readonly chatId: number;
      readonly messageIds: readonly number[];
    })
  | (EventBase & { readonly kind: 'cleared'; readonly chatId: number })
  | (EventBase & { readonly kind: 'read'; readonly chatId: number })
  | (EventBase & { readonly kind: 'action'; readonly chatId: number; readonly action: ChatAction })
  | (EventBase & {
      readonly kind: 'pressed';
      readonly chatId: number;
      readonly messageId: number;
      readonly personId: number;
      readonly label: string;
    })
  | (EventBase & {
      readonly kind: 'answered';
      readonly chatId: number;
      readonly messageId: number;
      readonly personId: number;
      readonly answer: PressAnswer;
    })
  | (EventBase & { readonly kind: 'chat'; readonly chatId: number; readonly chat: Chat })
  | (EventBase & { readonly kind: 'person'; readonly person: PersonView })
  | (EventBase & { readonly kind: 'commands' })
  | (EventBase & { readonly kind: 'profile'; readonly profile: BotProfile })
  | (EventBase & { readonly kind: 'reload' });

/** What every event has. */
export interface EventBase {
  /** Rises by one with every event. */
  readonly id: number;
  readonly atMs: number;
  /** Those who see it; absent for everybody. */
  readonly personIds?: readonly number[];
}
