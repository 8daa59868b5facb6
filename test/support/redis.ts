/** A real `redis-server` of a test's own: a free port, a folder of its own, killed at the end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../sandbox/free-port.ts';
import { findProgram } from './not-run.ts';

/** A server that can be killed and started again on the same data. */
export interface RedisServer {
  readonly url: string;
  /** A plain client beside the program's own. It waits while the server is away. */
  readonly client: Redis;
  /** Ends the server as a crash would. */
  kill(): Promise<void>;
  /** Lets the process stand still, and go on. */
  freeze(): void;
  thaw(): void;
  start(): Promise<void>;
  /**
   * Remembers what is on the disk by now. The function that it returns cuts the power: the server
   * starts again with that and with nothing that came later.
   */
  losesFromNow(): () => Promise<void>;
  /**
   * Lets a replica catch up and then fall behind. The function that it returns is the failover: the
   * server dies, and the replica, with nothing that came later, has its address.
   */
  replicaLagsFromNow(): Promise<() => Promise<void>>;
  /** Puts a copy made by `redis-cli --rdb` in the place of what is there, as operators are told to. */
  restore(copy: string): Promise<void>;
  /** Every byte that the server keeps on disk. */
  files(): Buffer;
  /** Kills it and removes its folder. */
  dispose(): Promise<void>;
}

/** Starts a server with an append-only file; `settings` are further ones, as on the command line. */
export async function startRedis(
  settings: Readonly<Record<string, string>> = {},
): Promise<RedisServer> {
  const program = findProgram('redis-server');
  if (!program) throw new Error('redis-server is missing');
  const folders = [mkdtempSync(join(tmpdir(), 'redis-'))];
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let [folder = ''] = folders;
  let server: ChildProcess | undefined;

  async function start(over: Readonly<Record<string, string>> = {}): Promise<void> {
    const own = { port: String(port), dir: folder };
    server = await spawnServer(program ?? '', { ...own, ...settings, ...over });
  }

  async function kill(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }

  await start();
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  // A killed server is what these tests are about.
  client.on('error', () => undefined);
  return {
    url,
    client,
    kill,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    start: () => start(),
    async restore(copy) {
      await kill();
      rmSync(join(folder, 'appendonlydir'), { recursive: true });
      copyFileSync(copy, join(folder, 'dump.rdb'));
      await start({ appendonly: 'no' });
      await client.config('SET', 'appendonly', 'yes');
      while (!(await client.info('persistence')).includes('aof_rewrite_in_progress:0')) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await kill();
      await start();
    },
    losesFromNow() {
      const kept = filesUnder(folder).map((file) => [file, statSync(file).size] as const);
      return async () => {
        await kill();
        for (const [file, bytes] of kept) truncateSync(file, bytes);
        await start();
      };
    },
    async replicaLagsFromNow() {
      const replica = await startReplica(program, port, settings);
      folders.push(replica.folder);
      return async () => {
        await kill();
        await replica.takeOver();
        ({ server, folder } = replica);
      };
    },
    files: () => Buffer.concat(filesUnder(folder).map((file) => readFileSync(file))),
    async dispose() {
      client.disconnect();
      await kill();
      for (const one of folders) rmSync(one, { recursive: true, force: true });
    },
  };
}

/** Resolves to the process once it takes connections. */
async function spawnServer(
  program: string,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const all = {
    bind: '127.0.0.1',
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    'aof-use-rdb-preamble': 'no',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of server.stdout) {
    said += String(chunk);
    if (said.includes('Ready to accept connections')) return server;
  }
  throw new Error(`redis-server did not start:\n${said}`);
}

/** A replica that has all of the server at `port` by now, and gets nothing more. */
async function startReplica(
  program: string,
  port: number,
  settings: Readonly<Record<string, string>>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const ownPort = await freePort();
  const own = { port: String(ownPort), dir: folder, replicaof: `127.0.0.1 ${port}` };
  const server = await spawnServer(program, { ...own, ...settings });
  const client = new Redis({ port: ownPort });
  while (!(await client.info('replication')).includes('master_link_status:up')) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await client.replicaof('NO', 'ONE');
  return {
    folder,
    server,
    async takeOver(): Promise<void> {
      await client.config('SET', 'port', String(port));
      client.disconnect();
    },
  };
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
