/** What the lock file may hold, and how npm is told to treat it. Versions' ages are npm's to judge. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}
type Lock = Readonly<Record<string, Locked>>;
type Wanted = Readonly<Record<string, string>>;

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const lock: Lock = JSON.parse(read('package-lock.json')).packages;
const { dependencies, devDependencies, overrides } = JSON.parse(read('package.json'));
const wanted: Wanted = { ...dependencies, ...devDependencies, ...overrides };

/** Their scripts would only check or build what comes built already, and are never run. */
const scriptsKnown = ['node_modules/esbuild', 'node_modules/msgpackr-extract'];

function problemsOf(packages: Lock, asked: Wanted): string[] {
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  return [
    ...entries.flatMap(([path, one]) => [
      ...(one.hasInstallScript && !scriptsKnown.includes(path) ? [`${path} has a script`] : []),
      ...(one.resolved ? [`${path} names where it comes from`] : []),
      ...(one.integrity?.startsWith('sha512-') ? [] : [`${path} has no checksum`]),
      ...(/^\d+\.\d+\.\d+/.test(one.version ?? '') ? [] : [`${path} has no version`]),
    ]),
    ...Object.entries(asked).flatMap(([name, version]) =>
      /^(npm:@?[\w/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) ? [] : [`${name} is not exact`],
    ),
  ];
}

test('no dependency runs a script when it is installed, and every version is exact (T69)', () => {
  expect(Object.keys(lock).length).toBeGreaterThan(300);
  expect(problemsOf(lock, wanted)).toEqual([]);
  for (const path of scriptsKnown) expect(lock[path]?.hasInstallScript, path).toBe(true);
});

test('npm runs no script and takes no version younger than a week (T69)', () => {
  const lines = read('.npmrc').split('\n');
  expect(lines).toContain('ignore-scripts=true');
  expect(lines).toContain('save-exact=true');
  const age = lines.map((line) => /^min-release-age=(\d+)$/.exec(line)?.[1]).find(Boolean);
  expect(Number(age)).toBeGreaterThanOrEqual(7);
  // Only where the lock does not say from where does `npm ci` ask for the age too.
  expect(lines).toContain('omit-lockfile-registry-resolved=true');
});

test('a lock file or a range that is wrong is noticed (T69)', () => {
  const fine = { version: '1.2.3', integrity: 'sha512-x' };
  expect(problemsOf({ '': {}, a: fine }, { a: '1.2.3', b: 'npm:@c/d@1.2.3' })).toEqual([]);
  const wrong = { ...fine, hasInstallScript: true, resolved: 'somewhere' };
  expect(problemsOf({ a: wrong, b: { version: '1' } }, { a: '^1.2.3', b: 'latest' })).toEqual([
    'a has a script',
    'a names where it comes from',
    'b has no checksum',
    'b has no version',
    'a is not exact',
    'b is not exact',
  ]);
});
