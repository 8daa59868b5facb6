/**
 * Adds up Vitest's JSON reports of a folder and prints "N passed, N failed" as its last line.
 * Fails when a test failed or did not run, when a file did not load, or when nothing ran at all.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tests against data that may lie beside the project but is no part of it. */
const needForeignData = [
  'takes what the Bot API documents, as it documents it',
  'answers and tells updates in the shapes that the Bot API documents',
];

const [folder = '.'] = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).testResults);
const tests = files.flatMap((file) => file.assertionResults);
const withStatus = (...statuses) => tests.filter(({ status }) => statuses.includes(status));

/** A file that does not load has no tests to count, and is one failure. */
const unloaded = files.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const passed = withStatus('passed').length;
const failed = withStatus('failed').length + unloaded.length;
const notRun = withStatus('pending', 'skipped', 'todo', 'disabled').map(({ title }) => title);
const unexcused = notRun.filter((title) => !needForeignData.includes(title));

for (const title of notRun) process.stdout.write(`not run: ${title}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || unexcused.length > 0 || passed === 0 ? 1 : 0;
