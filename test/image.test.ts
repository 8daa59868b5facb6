/**
 * The image without a container engine: what its Dockerfile promises, and the program run as the
 * image runs it: without root, without development dependencies, nothing to write to but its data.
 */
import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../sandbox/free-port.ts';
import { buildProgram, type Program, startProgram } from '../sandbox/program.ts';
import { openStage, type Stage } from '../sandbox/stage.ts';
import { createPerson } from '../sandbox/telegram/person.ts';
import { needs } from './support/not-run.ts';
import { startRedis } from './support/redis.ts';
import { walkToDeposit } from './support/walk.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const dockerfile = (await readFile(join(root, 'Dockerfile'), 'utf8'))
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ');
const stages = dockerfile.split(/^FROM /m).slice(1);
const image = stages.at(-1) ?? '';
/** The arguments of the instructions with this name in the last stage. */
const saying = (name: string) =>
  [...image.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, rest = '']) => rest.trim());
const health: string[] = JSON.parse(
  /CMD (\[.*\])$/.exec(saying('HEALTHCHECK')[0] ?? '')?.[1] ?? '[]',
);

test('the Dockerfile says: no root, an init, an honest health check, one folder to write to (T70)', () => {
  expect(saying('USER')).toEqual(['node']);
  expect(image.trim().lastIndexOf('\nRUN')).toBeLessThan(image.indexOf('\nUSER'));
  const [init, ...run]: string[] = JSON.parse(saying('ENTRYPOINT')[0] ?? '[]');
  expect(init).toBe('tini');
  expect(run.at(-1)).toBe('dist/main.js');
  expect(health.join(' ')).toContain('/readyz');
  expect(saying('VOLUME')).toEqual(['/data']);
  expect(saying('ENV').join(' ')).toMatch(/NODE_ENV=production.*DATA_DIR=\/data/);
});

test('the image holds what runs, and nothing that was needed to make it', async () => {
  expect(saying('COPY')).toEqual([
    'package.json ./',
    '--from=dependencies /app/node_modules ./node_modules',
    '--from=build /app/dist ./dist',
  ]);
  const dependencies = stages.find((stage) => / AS dependencies$/m.test(stage));
  expect(dependencies).toMatch(/npm ci --omit=dev/);
  const ignored = (await readFile(join(root, '.dockerignore'), 'utf8')).trim().split('\n');
  expect(ignored[0]).toBe('*');
  expect(ignored.filter((line) => /env|data|\.git|test|sandbox/.test(line))).toEqual([]);
});

/** What the Dockerfile does once the dependencies are there. */
const tidying = /npm ci --omit=dev &&(.*)$/m.exec(
  (stages.find((stage) => / AS dependencies$/m.test(stage)) ?? '').replace(/ {2,}/g, ' '),
)?.[1];

let program: Program;
let stage: Stage;
let folder: string;
/** Nobody in particular, where the test itself is root. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

beforeAll(async () => {
  [program, stage] = await Promise.all([buildProgram(), openStage({ scale: 10 })]);
  folder = await mkdtemp(join(tmpdir(), 'image-'));
  await cp(dirname(program.main), join(folder, 'dist'), { recursive: true });
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await copyDependencies(join(folder, 'node_modules'));
  if (!tidying) throw new Error('the Dockerfile tidies nothing up');
  await run('sh', ['-c', tidying], { cwd: folder });
  await seal(folder);
}, 120_000);
afterAll(async () => {
  await stage.close();
  await program.remove();
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true, force: true });
});

/** What `npm ci --omit=dev` would install. */
async function copyDependencies(to: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const packages: [string, { dev?: boolean }][] = Object.entries(lock.packages);
  const kept = packages.flatMap(([path, { dev }]) => {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    return name && !dev ? [name] : [];
  });
  const present = new Set(await readdir(join(root, 'node_modules'), { recursive: false }));
  for (const name of kept.filter((one) => present.has(one.split('/')[0] ?? ''))) {
    const from = join(root, 'node_modules', name);
    await mkdir(dirname(join(to, name)), { recursive: true });
    // One that is for another system is in the lock file, and not here.
    await cp(from, join(to, name), { recursive: true }).catch((problem: { code?: string }) => {
      if (problem.code !== 'ENOENT') throw problem;
    });
  }
}

/** Only to be read, by everybody. */
async function seal(path: string): Promise<void> {
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  for (const entry of inside.filter((one) => one.isDirectory())) {
    await chmod(join(entry.parentPath, entry.name), 0o555);
  }
  await chmod(path, 0o555);
}

/** Starts it as the image does, with a data folder of its own. */
async function start(env: Readonly<Record<string, string>> = {}) {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'image-data-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  if (nobody.uid !== undefined) await chown(DATA_DIR, nobody.uid, nobody.gid);
  const OPS_PORT = String(await freePort());
  const nowhere = { HOME: join(folder, 'home'), TMPDIR: folder };
  const settings = { ...stage.env, NODE_ENV: 'production', POLL_SCALE: '0.05', ...nowhere };
  const running = startProgram(
    { main: join(folder, 'dist/main.js') },
    { ...settings, DATA_DIR, OPS_PORT, ...env },
    { ...nobody, cwd: folder },
  );
  onTestFinished(() => void running.kill());
  return { running, OPS_PORT };
}

/** What the image's own health check says. */
function checkHealth(OPS_PORT: string): Promise<'well' | 'not well'> {
  const [, ...args] = health;
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { OPS_PORT } }, (problem) =>
      resolve(problem ? 'not well' : 'well'),
    );
  });
}

test('it sends money and ends on TERM, though it is not root and may write to its data alone (T70)', async () => {
  const before = await readdir(folder, { recursive: true });
  const { running, OPS_PORT } = await start();
  await running.ready;
  expect(await checkHealth(OPS_PORT)).toBe('well');
  const ada = createPerson(stage.telegram, { firstName: 'Ada', patienceMs: 30_000 });
  const orderId = await walkToDeposit(stage, ada);
  stage.chessa.deposit(orderId);
  await ada.waitFor(/● Delivered/, { timeoutMs: 60_000 });
  // The fonts and libraries that the image keeps are enough for a receipt.
  await ada.press('Receipt');
  await ada.waitFor(({ document }) => document !== undefined, { timeoutMs: 30_000 });
  const askedAtMs = performance.now();
  running.stop();
  expect(await running.ended).toBe(0);
  expect(performance.now() - askedAtMs).toBeLessThan(10_500);
  expect(await checkHealth(OPS_PORT)).toBe('not well');
  expect(await readdir(folder, { recursive: true })).toEqual(before);
  expect(running.lines.filter((line) => /"level":"error"/.test(line))).toEqual([]);
}, 180_000);

needs('redis-server')(
  'it is not well while it cannot reach its store, and well again after (T70)',
  async () => {
    const redis = await startRedis();
    onTestFinished(redis.dispose);
    const DATA_KEY = Buffer.alloc(32, 7).toString('base64');
    const { running, OPS_PORT } = await start({ REDIS_URL: redis.url, DATA_KEY });
    await running.ready;
    const says = (health: string) =>
      expect.poll(() => checkHealth(OPS_PORT), { timeout: 20_000 }).toBe(health);
    await says('well');
    await redis.kill();
    await says('not well');
    const alive = await fetch(`http://127.0.0.1:${OPS_PORT}/healthz`);
    expect(alive.status).toBe(200);
    await redis.start();
    await says('well');
    running.stop();
    expect(await running.ended).toBe(0);
  },
  120_000,
);
