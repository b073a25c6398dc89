import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { describe, expect, test } from 'vitest';
import { createMemoryTelemetry } from './memory-telemetry.ts';

describe('memory telemetry', () => {
  test('records spans with their parents, attributes, links and status', () => {
    const { tracerProvider, spansNamed, childrenOf } = createMemoryTelemetry();
    const tracer = tracerProvider.getTracer('tests');
    const play = tracer.startSpan('play', { attributes: { a: 1 } });
    const below = trace.setSpan(context.active(), play);
    const open = tracer.startSpan('open', { links: [{ context: play.spanContext() }] }, below);
    open.setAttribute('b', 2).setStatus({ code: SpanStatusCode.ERROR, message: 'no' });
    open.end();
    open.setAttribute('c', 3);
    play.end();

    const [recorded] = spansNamed('play');
    expect(recorded).toMatchObject({ scope: 'tests', attributes: { a: 1 }, parentSpanId: undefined, ended: 1 });
    expect(recorded && childrenOf(recorded)).toMatchObject([
      { name: 'open', attributes: { b: 2 }, status: { code: SpanStatusCode.ERROR, message: 'no' }, ended: 1 },
    ]);
    expect(spansNamed('open')[0]?.attributes).not.toHaveProperty('c');
  });

  test('starts a trace of its own for a root span', () => {
    const { tracerProvider, spans } = createMemoryTelemetry();
    const tracer = tracerProvider.getTracer('tests');
    const run = tracer.startSpan('run');
    tracer.startSpan('play', { root: true }, trace.setSpan(context.active(), run));
    expect(new Set(spans.map((span) => span.context.traceId)).size).toBe(2);
  });

  test('calls the function of an active span', () => {
    const { tracerProvider, spans } = createMemoryTelemetry();
    const result = tracerProvider.getTracer('tests').startActiveSpan('open', { attributes: { a: 1 } }, (span) => {
      span.end();
      return 'done';
    });
    expect(result).toBe('done');
    expect(spans).toMatchObject([{ name: 'open', attributes: { a: 1 }, ended: 1 }]);
  });

  test('adds counters up by attributes, and counts what a histogram was given', async () => {
    const { meterProvider, collect, total } = createMemoryTelemetry();
    const meter = meterProvider.getMeter('tests');
    const counter = meter.createCounter('arrivals', { unit: '{arrival}' });
    counter.add(1, { outcome: 'ok', action: 'open' });
    counter.add(2, { action: 'open', outcome: 'ok' });
    counter.add(4, { outcome: 'failed' });
    const histogram = meter.createHistogram('duration', { unit: 's' });
    histogram.record(0.5);
    histogram.record(1.5);

    expect(await total('arrivals')).toBe(7);
    expect(await total('arrivals', { outcome: 'ok' })).toBe(3);
    expect(await total('duration')).toBe(2);
    expect(await collect()).toContainEqual({
      name: 'duration',
      kind: 'histogram',
      unit: 's',
      attributes: {},
      value: 2,
      count: 2,
      min: 0.5,
      max: 1.5,
    });
  });

  test('asks observables when it collects', async () => {
    const { meterProvider, total, instruments } = createMemoryTelemetry();
    const meter = meterProvider.getMeter('tests');
    let users = 3;
    const gauge = meter.createObservableGauge('users');
    gauge.addCallback((result) => result.observe(users));
    const counter = meter.createObservableCounter('actions');
    meter.addBatchObservableCallback((result) => result.observe(counter, 10 * users), [counter]);
    expect(await total('users')).toBe(3);
    users = 5;
    expect(await total('users')).toBe(5);
    expect(await total('actions')).toBe(50);
    expect(instruments.map(({ name, observable }) => [name, observable])).toEqual([
      ['users', true],
      ['actions', true],
    ]);
  });
});
