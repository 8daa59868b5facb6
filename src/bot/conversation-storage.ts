/**
 * Where dialogues remember: one record a chat in the store, written with the lane's fence and with
 * the update that it took in, so that a redelivered answer never answers the next question.
 */
import type {
  ConversationData,
  ConversationStorage,
  VersionedState,
} from '@grammyjs/conversations';
import type { Store } from '../store/store.ts';
import type { BotContext } from './context.ts';

const keptMs = 7 * 86_400_000;
/** How long the update that ended a dialogue is remembered; Telegram redelivers for a day. */
const tombstoneMs = 48 * 3_600_000;

/** Makes the storage of the conversations plugin. `version` drops what older flows remembered. */
export function createConversationStorage(
  store: Store,
  now: () => number,
  version: string,
): ConversationStorage<BotContext, ConversationData> {
  return {
    type: 'context',
    version,
    adapter: {
      async read({ run }) {
        const record = await store.conversations.read(run.lane);
        return record?.state === undefined ? undefined : parse(record.state);
      },
      async write({ run }, state) {
        const record = { state: JSON.stringify(state), takenUpdateId: run.updateId };
        await store.conversations.write(run.lane, run.fence, record, now() + keptMs);
      },
      async delete({ run }) {
        const record = { takenUpdateId: run.updateId };
        await store.conversations.write(run.lane, run.fence, record, now() + tombstoneMs);
      },
    },
  };
}

/** Our own writing, sealed by the store: what comes back is what went in. */
function parse(state: string): VersionedState<ConversationData> {
  return JSON.parse(state);
}
