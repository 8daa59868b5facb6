/** The store of many processes: the port's subjects over one Redis. */
import type { Log } from '../../log.ts';
import { isReadyWithin } from '../../redis/ready.ts';
import { StoreRefused } from '../refused.ts';
import type { KeyRing } from '../seal.ts';
import { type Store, StoreAway } from '../store.ts';
import { createAlarmRecords } from './alarm-records.ts';
import { createAudit } from './audit.ts';
import { createBroadcastRecords } from './broadcast-records.ts';
import { createCards } from './cards.ts';
import { createCaseRecords } from './case-records.ts';
import { connectRedis } from './connection.ts';
import { createConversations } from './conversations.ts';
import { findGeneration } from './generation.ts';
import { findForgetting, refuseForgetting } from './guard.ts';
import { createInbox } from './inbox.ts';
import { createLanes } from './lanes.ts';
import { createNotices } from './notices.ts';
import { createDrafts, createRecipients, createSettings } from './records.ts';
import { createRunScript } from './scripts.ts';
import { sealAgain } from './seal-again.ts';
import { createShared } from './shared.ts';
import { createSpace } from './space.ts';
import { createStats } from './stats.ts';
import { createTransfers } from './transfers.ts';
import { createUsers, indexPeopleScript } from './users.ts';

export interface RedisStoreOptions {
  readonly url: string;
  /** Remembers which data this deployment belongs to, and nothing else. */
  readonly dataDir: string;
  readonly keys: KeyRing;
  readonly now: () => number;
  /** A Redis that would forget is refused; otherwise it is only told in the log. */
  readonly production: boolean;
  readonly log: Log;
  /** Told of each verb that did not happen because Redis is away, full or emptied. */
  readonly onAway?: (why: StoreAway['why']) => void;
  /** How long to wait for the first answer. */
  readonly patienceMs?: number;
}

/**
 * Connects to Redis. Throws `StoreRefused` with a sentence for the operator when it does not
 * answer in time, would forget, holds other data than before, or was sealed with other keys.
 */
export async function openRedisStore(options: RedisStoreOptions): Promise<Store> {
  const { url, dataDir, keys, now, production, log, patienceMs = 30_000 } = options;
  const redis = connectRedis(url, log);
  try {
    if (!(await isReadyWithin(redis, patienceMs))) {
      throw new StoreAway('away', 'Redis does not answer.');
    }
    if (production) await refuseForgetting(redis);
    else for (const reason of await findForgetting(redis)) log.warn('redis may forget', { reason });
    const { generation, sealer, secret } = await findGeneration(redis, keys, dataDir);
    const run = createRunScript(redis, generation, {
      alarm: (away) => log.error(away.message),
      count: (why) => options.onAway?.(why),
    });
    await run(indexPeopleScript);
    if (keys.keyIds.length > 1) changeKey(() => sealAgain(redis, run, keys, secret), log);
    return {
      users: createUsers(run, sealer),
      drafts: createDrafts(run, sealer),
      recipients: createRecipients(run, sealer),
      transfers: createTransfers(run, sealer),
      cards: createCards(run, sealer),
      notices: createNotices(run, sealer),
      inbox: createInbox(run, sealer, now),
      lanes: createLanes(run, (lane) => sealer.lookup('lane', lane)),
      conversations: createConversations(run, sealer, now),
      settings: createSettings(run),
      audit: createAudit(run, sealer),
      alarms: createAlarmRecords(run, sealer),
      cases: createCaseRecords(run, sealer),
      broadcasts: createBroadcastRecords(run, sealer),
      stats: createStats(run),
      tokens: sealer.tokens,
      space: createSpace(redis),
      shared: createShared(run),
      close: async () => redis.disconnect(),
    };
  } catch (error) {
    redis.disconnect();
    if (!(error instanceof StoreAway)) throw error;
    throw new StoreRefused('Redis at REDIS_URL does not answer. Start it, or correct the address.');
  }
}

/**
 * At every start with several keys, so that the last process to get a new key in front finds what
 * the others still sealed with the one before.
 */
function changeKey(seal: () => Promise<void>, log: Log): void {
  seal().then(
    () => log.info('everything is sealed with the first data key'),
    (problem: unknown) => log.error('the data key is not changed everywhere', {}, problem),
  );
}
