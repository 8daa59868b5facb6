/**
 * The real program as a process of its own: `src/main.ts` built once into a temporary folder and
 * run by plain Node, with a data folder that outlives it. It can be killed at any moment.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { tellWritten } from './witness.ts';

/** The built program on disk. */
export interface Program {
  readonly main: string;
  remove(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** Builds the program as `npm run build` does, into a folder of its own. */
export async function buildProgram(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'chessa-remit-built-'));
  const outDir = join(folder, 'dist');
  await run(
    join(root, 'node_modules/.bin/tsc'),
    ['-p', 'tsconfig.build.json', '--outDir', outDir],
    {
      cwd: root,
    },
  );
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    main: join(outDir, 'main.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** One run of the program, from its start to its end. */
export interface RunningProgram {
  /** Resolves when it takes updates; rejects with its last lines when it ended before. */
  readonly ready: Promise<void>;
  /** Resolves when it is gone, with its exit code or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Every line that it wrote. */
  readonly lines: readonly string[];
  /** Kills it as the kernel would: no handler runs. Returns whether it was still there. */
  kill(): boolean;
  /** Lets the process stand still, as a machine that is out of breath does, and go on. */
  freeze(): void;
  thaw(): void;
  /** Asks it to stop, as an operator would. */
  stop(): void;
  /** What it holds in memory, in megabytes (resident set). */
  memoryMb(): Promise<number>;
  /** Processor time that it has used so far, in milliseconds; where the system tells it in a file. */
  cpuMs(): Promise<number | undefined>;
}

/**
 * Starts the program with these settings alone, beside what Node itself needs; `as` says whose
 * rights it has and in which folder it begins, where not our own.
 */
export function startProgram(
  program: Pick<Program, 'main'>,
  env: Readonly<Record<string, string>>,
  as: { readonly uid?: number; readonly gid?: number; readonly cwd?: string } = {},
): RunningProgram {
  const child = spawn(process.execPath, [program.main], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  });
  const lines: string[] = [];
  const ended = once(child, 'close').then(
    ([code, signal]): number | NodeJS.Signals => signal ?? code,
  );
  return {
    ready: untilReady(child, lines, ended, env),
    ended,
    lines,
    kill: () => child.kill('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stop: () => void child.kill('SIGTERM'),
    memoryMb: () => memoryMbOf(child.pid ?? 0),
    cpuMs: () => cpuMsOf(child.pid ?? 0),
  };
}

function untilReady(
  child: ChildProcess,
  lines: string[],
  ended: Promise<unknown>,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        tellWritten({ line, env });
        if (line.includes('"event":"ready"')) resolve();
      });
    }
    void ended.then((how) =>
      reject(new Error(`ended (${how}) before it was ready:\n${lines.join('\n')}`)),
    );
  });
  // Whoever kills it on purpose does not wait for it.
  ready.catch(() => undefined);
  return ready;
}

/** Linux counts in hundredths of a second, the fourteenth and fifteenth value of its file. */
async function cpuMsOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const [user, system] =
    stat
      ?.slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13) ?? [];
  return user === undefined ? undefined : 10 * (Number(user) + Number(system));
}

/** Linux tells it in a file; elsewhere `ps` does. */
async function memoryMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  const kilobytes = status
    ? /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]
    : (await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout.trim();
  return Math.round(Number(kilobytes) / 1024);
}
