import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createPrometheus } from '../../src/http/prometheus.ts';
import { catalogue, type Definition } from '../../src/metrics.ts';

const alerts = await readFile(new URL('../../ops/alerts.yml', import.meta.url), 'utf8');
const operating = await readFile(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const names = [...alerts.matchAll(/^ +- alert: (\w+)$/gm)].map(([, name]) => name);

/** The expression of each alert on one line. */
const expressions = alerts
  .split(/^ +- alert: /m)
  .slice(1)
  .map((rule) => /expr: (?:>\s+)?(.*?)\n +(?:for|labels):/s.exec(rule)?.[1] ?? '');

test('every alert asks for metrics that there are, with labels that they can have', async () => {
  const page = await createPrometheus(Date.now).page();
  const known = new Set([...page.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  const definitions: readonly Definition[] = Object.values(catalogue);
  expect(expressions).toHaveLength(names.length);
  for (const expression of expressions) {
    const asked = [...expression.matchAll(/\b((?:remit|nodejs|process)_\w+)(?:\{(.*?)\})?/g)];
    expect(asked.length + Number(expression.startsWith('up{'))).toBeGreaterThan(0);
    for (const [, series = '', labels = ''] of asked) {
      const name = series.replace(/_(bucket|sum|count)$/, '');
      expect(known).toContain(name);
      for (const [, label = '', values = ''] of labels.matchAll(/(\w+)=~?"(.*?)"/g)) {
        const possible = definitions.find((one) => one.name === name)?.labels[label];
        for (const value of values.split('|')) expect(possible).toContain(value);
      }
    }
  }
});

test('every alert is explained to operators, and nothing else is', () => {
  const explained = [...operating.matchAll(/^### (Remit\w+)$/gm)].map(([, name]) => name);
  expect(explained).toEqual(names);
});
