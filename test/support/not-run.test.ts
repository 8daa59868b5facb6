import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProgram } from './not-run.ts';
import { describeNotRun } from './not-run-reporter.ts';

test('a program is found on the PATH, under any of its names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'needs-'));
  expect(findProgram('chromium', folder)).toBeUndefined();
  const file = join(folder, 'chromium-browser');
  await writeFile(file, '');
  await chmod(file, 0o755);
  expect(findProgram('chromium', `/nowhere:${folder}`)).toBe(file);
});

test('the closing line counts what was left out by its reason', () => {
  expect(describeNotRun([])).toBeUndefined();
  expect(describeNotRun(['needs chromium', 'needs redis-server', 'needs chromium'])).toBe(
    'not run: 2 tests (needs chromium), 1 test (needs redis-server)',
  );
});
