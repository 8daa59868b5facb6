/**
 * The question that stands open in a chat. Its message is remembered apart from its dialogue, so that
 * its buttons can be taken away when something else takes its place.
 */
import type { Store } from '../store/store.ts';
import { ignoringStale } from './ask.ts';
import type { TalkContext } from './flow.ts';

type Drafts = Pick<Store, 'drafts'>;

/** Notes the message of the question that was asked now. */
export async function noteQuestion(
  { drafts }: Drafts,
  userId: number,
  messageId: number,
): Promise<void> {
  await drafts.put(userId, 'asked', { messageId });
}

/** Takes the buttons of the question that was asked last away, as it is asked again, or left. */
export async function closeQuestion(
  ctx: TalkContext,
  { drafts }: Drafts,
  userId: number,
): Promise<void> {
  const asked = await drafts.find(userId, 'asked');
  const { chat } = ctx;
  if (!asked || !chat) return;
  await ignoringStale(() => ctx.api.editMessageReplyMarkup(chat.id, asked.messageId));
  await drafts.delete(userId, 'asked');
}
