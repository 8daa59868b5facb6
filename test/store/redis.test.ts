/** The contract, on a real Redis. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openRedisStore } from '../../src/store/redis/store.ts';
import { createKeyRing } from '../../src/store/seal.ts';
import { broadcastRecordsContract } from '../contract/broadcast-records.ts';
import { caseRecordsContract } from '../contract/case-records.ts';
import { personRecordsContract } from '../contract/person-records.ts';
import { staffRecordsContract } from '../contract/staff-records.ts';
import { statRecordsContract } from '../contract/stat-records.ts';
import { storeContract } from '../contract/store.ts';
import { findProgram, needs } from '../support/not-run.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { createSilentLog } from '../support/silent-log.ts';

if (findProgram('redis-server')) {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.dispose());

  const openFresh = async () => {
    await server.client.flushall();
    const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
    const keys = createKeyRing([Buffer.alloc(32, 7)]);
    const clock = { nowMs: 1_000 };
    const now = () => clock.nowMs;
    const { log } = createSilentLog();
    return {
      clock,
      open: () => openRedisStore({ url: server.url, dataDir, keys, now, production: true, log }),
      dump: async () => server.files(),
      dispose: async () => rmSync(dataDir, { recursive: true }),
    };
  };
  storeContract('Redis', openFresh);
  personRecordsContract('Redis', openFresh);
  staffRecordsContract('Redis', openFresh);
  caseRecordsContract('Redis', openFresh);
  broadcastRecordsContract('Redis', openFresh);
  statRecordsContract('Redis', openFresh);
} else needs('redis-server')('Redis keeps the store contract', () => undefined);
