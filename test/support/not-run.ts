/**
 * What some tests need beyond Node: a server, a browser. Where it is missing on a person's
 * machine those tests are left out and the run says so; under `CI=true` they fail instead.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'vitest';

/** A program that tests may need, found on the PATH. */
export type Need = 'redis-server' | 'chromium';

/** Other names under which the same program is installed. */
const names: Readonly<Record<Need, readonly string[]>> = {
  'redis-server': ['redis-server'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
};

/** What begins the note of a test that was left out; the closing line shows it. */
const notePrefix = 'needs ';

/** The program's full path, or nothing where this machine does not have it. */
export function findProgram(need: Need, path = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .flatMap((folder) => names[need].map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}

/** How a test that needs a program is written: a name, what to do, and a limit. */
type NeedyTest = (name: string, run: () => Promise<void> | void, timeoutMs?: number) => void;

/**
 * `test` for a test that needs a program: `needs('chromium')('shows the chat', ...)`.
 * Without the program it is left out and named in the closing line; under `CI=true` it fails.
 */
export function needs(need: Need): NeedyTest {
  if (findProgram(need)) return (name, run, timeoutMs) => test(name, run, timeoutMs);
  const mustRun = process.env.CI === 'true';
  return (name) =>
    test(name, (context) => {
      if (mustRun) throw new Error(`${need} is missing: install it, this test has to run`);
      context.skip(`${notePrefix}${need}`);
    });
}
