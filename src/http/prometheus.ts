/**
 * The metrics as Prometheus reads them, with Node's own beside them. Every counter is there from
 * the start, at nothing, so that an alert also sees the first event.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { catalogue, type Definition, type Metrics } from '../metrics.ts';

/** Where parts report to, and the page that is read. */
export interface Prometheus {
  readonly metrics: Metrics;
  readonly contentType: string;
  /** Lets something be measured for each page that is made, rather than all the time. */
  measureWith(measure: () => Promise<void>): void;
  /** The page; made at most once a second, however often it is asked for. */
  page(): Promise<string>;
}

/** Makes the metrics of one process. Node's own stop with the process. */
export function createPrometheus(now: () => number): Prometheus {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<Definition, Counter>();
  const gauges = new Map<Definition, Gauge>();
  const timings = new Map<Definition, Histogram>();
  const measures: (() => Promise<void>)[] = [];
  for (const definition of Object.values(catalogue)) {
    const about = { ...described(definition), registers: [registry] };
    if (definition.kind === 'counter') counters.set(definition, begun(new Counter(about)));
    if (definition.kind === 'gauge') {
      const gauge = new Gauge(about);
      // What nobody measured must not be told as nothing, as a gauge without labels would be.
      if (about.labelNames.length === 0) gauge.remove();
      gauges.set(definition, gauge);
    }
    if (definition.kind === 'timing') {
      timings.set(definition, new Histogram({ ...about, buckets: [...secondsOfBuckets] }));
    }

    function begun(counter: Counter): Counter {
      for (const labels of everyLabels(definition.labels)) counter.inc(labels, 0);
      return counter;
    }
  }

  return {
    metrics: {
      count: (name, labels, by = 1) => counters.get(catalogue[name])?.inc(labels, by),
      set: (name, labels, value) => gauges.get(catalogue[name])?.set(labels, value),
      time: (name, labels, ms) =>
        timings.get(catalogue[name])?.observe(labels, Math.max(0, ms) / 1_000),
    },
    contentType: registry.contentType,
    measureWith: (measure) => void measures.push(measure),
    page: oncePerSecond(async () => {
      await Promise.all(measures.map((measure) => measure()));
      return registry.metrics();
    }, now),
  };
}

/** From a fast call to a look that waited for half an hour. */
const secondsOfBuckets = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800];

function described({ name, help, labels }: Definition) {
  return { name, help, labelNames: Object.keys(labels) };
}

/** Every combination of the values that labels can have. */
function everyLabels(labels: Definition['labels']): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (made, [label, values]) =>
      made.flatMap((one) => values.map((value) => ({ ...one, [label]: value }))),
    [{}],
  );
}

function oncePerSecond<T>(make: () => Promise<T>, now: () => number): () => Promise<T> {
  let made: Promise<T> | undefined;
  let madeAtMs = 0;
  return () => {
    if (!made || Math.abs(now() - madeAtMs) >= 1_000) {
      madeAtMs = now();
      made = make();
    }
    return made;
  };
}
