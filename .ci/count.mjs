/**
 * Adds up Vitest's JSON reports of a folder and prints "N passed, N failed" as its last line.
 * Fails when a test failed or did not run, when a file did not load, or when nothing ran at all.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.'] = process.argv.slice(2);
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));

const sum = (count) => reports.reduce((total, report) => total + count(report), 0);
/** A file that does not load has no tests to count, and is one failure. */
const unloaded = sum(
  ({ testResults }) =>
    testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
      .length,
);
const passed = sum((report) => report.numPassedTests);
const failed = sum((report) => report.numFailedTests) + unloaded;
const notRun = sum((report) => report.numPendingTests + report.numTodoTests);

if (notRun > 0) process.stdout.write(`${notRun} not run, which fails here\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || notRun > 0 || passed === 0 ? 1 : 0;
