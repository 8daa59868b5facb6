/** What staff read about messages to many people. */
import type { Audience, Broadcast, BroadcastCounts } from '../domain/broadcast.ts';
import type { Screen } from './screen.ts';

export interface StaffBroadcastMessages {
  /** Asks for the words; the next text is taken as them. */
  askBroadcast(): Screen;
  /** It was no text, too long, or of too many lines. */
  badBroadcast(size: { readonly characters: number; readonly lines: number }): Screen;
  /** Said below the preview: who shall have it. */
  askAudience(broadcast: Broadcast): Screen;
  /** Asks for a language's or a corridor's code in words. */
  askAudienceCode(kind: 'language' | 'corridor'): Screen;
  badAudienceCode(kind: 'language' | 'corridor'): Screen;
  /** It begins when the count is typed. */
  askCount(broadcast: Broadcast, audience: Audience): Screen;
  /** Another number was typed. */
  wrongCount(broadcast: Broadcast): Screen;
  /** There is nobody to write to. */
  nobody(broadcast: Broadcast): Screen;
  /** How far it has come, edited in place, with what can be done. */
  broadcastPanel(broadcast: Broadcast, counts: BroadcastCounts): Screen;
  /** The one that is not over yet comes first. */
  broadcastUnderWay(): string;
  broadcastGone(): Screen;
  /** Whose outcome nobody knows; `more` are not listed. */
  unknownSends(broadcast: Broadcast, userIds: readonly number[], more: boolean): Screen;
}
