import type { Attributes, MeterProvider, TracerProvider } from '@opentelemetry/api';
import { createMemoryMetrics, type RecordedInstrument, type RecordedPoint } from './memory-metrics.ts';
import { createMemoryTracerProvider, type RecordedSpan } from './memory-spans.ts';

/** OpenTelemetry in memory. */
export interface MemoryTelemetry {
  /** For the option of the same name of a runner. */
  readonly tracerProvider: TracerProvider;
  /** For the option of the same name of a runner. */
  readonly meterProvider: MeterProvider;
  /** Every span, in the order they started. */
  readonly spans: readonly RecordedSpan[];
  /** Every instrument that was made. */
  readonly instruments: readonly RecordedInstrument[];
  /** The spans of a name. */
  readonly spansNamed: (name: string) => readonly RecordedSpan[];
  /** The spans directly below one, in the order they started. */
  readonly childrenOf: (span: RecordedSpan) => readonly RecordedSpan[];
  /** Asks the observables, and returns every series. */
  readonly collect: () => Promise<readonly RecordedPoint[]>;
  /** Collects the series of a metric that have all these attributes, and adds their values up; histograms give the number of values. */
  readonly total: (name: string, attributes?: Attributes) => Promise<number>;
}

/**
 * Makes a tracer provider and a meter provider that keep everything in memory, on the OpenTelemetry API alone. Nothing is registered
 * globally: pass them to the runner.
 *
 * @example
 * ```ts
 * const telemetry = createMemoryTelemetry();
 * await new ScenarioRunner({ ...options, ...telemetry }).run();
 * expect(telemetry.spansNamed('open')).toHaveLength(10);
 * ```
 */
export function createMemoryTelemetry(): MemoryTelemetry {
  const spans: RecordedSpan[] = [];
  const { meterProvider, instruments, collect } = createMemoryMetrics();
  return {
    tracerProvider: createMemoryTracerProvider(spans),
    meterProvider,
    spans,
    instruments,
    spansNamed: (name) => spans.filter((span) => span.name === name),
    childrenOf: ({ context }) => spans.filter((span) => span.parentSpanId === context.spanId && span.context.traceId === context.traceId),
    collect,
    async total(name, attributes = {}) {
      const wanted = Object.entries(attributes);
      return (await collect())
        .filter((point) => point.name === name && wanted.every(([key, value]) => point.attributes[key] === value))
        .reduce((sum, { kind, count, value }) => sum + (kind === 'histogram' ? count : value), 0);
    },
  };
}
