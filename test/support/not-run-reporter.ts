/** Closes a test run with a line about the tests that did not run, and why. */
import type { Reporter, TestModule } from 'vitest/node';

/** A Vitest reporter; prints nothing when every test ran. */
export class NotRunReporter implements Reporter {
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)) {
    this.#print = print;
  }

  onTestRunEnd(modules: readonly Pick<TestModule, 'children'>[]): void {
    const line = describeNotRun(modules.flatMap(notesOf));
    if (line) this.#print(line);
  }
}

/** `not run: 2 tests (needs chromium), 1 test (left out)`, or nothing for no notes. */
export function describeNotRun(notes: readonly string[]): string | undefined {
  if (notes.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const note of notes) counts.set(note, (counts.get(note) ?? 0) + 1);
  const parts = [...counts].map(
    ([note, count]) => `${count} test${count > 1 ? 's' : ''} (${note})`,
  );
  return `not run: ${parts.join(', ')}`;
}

function notesOf(module: Pick<TestModule, 'children'>): string[] {
  return [...module.children.allTests('skipped')].map((test) => {
    const result = test.result();
    return (result.state === 'skipped' && result.note) || 'left out';
  });
}
