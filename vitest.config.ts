/** How tests run: in Node, a file a process, with a closing line about what was left out. */
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { NotRunReporter } from './test/support/not-run-reporter.ts';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/leaks.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    teardownTimeout: 10_000,
    pool: 'forks',
    // Most of a test's time is waiting for a program or a line, so more run at once than there are cores.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    allowOnly: false,
    // The gate's machines are shared and noisy: there, a failure has to happen twice.
    retry: process.env.CI === 'true' ? 1 : 0,
    restoreMocks: true,
    reporters: ['default', new NotRunReporter()],
    coverage: { include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
});
