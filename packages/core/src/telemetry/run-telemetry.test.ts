import { SpanStatusCode } from '@opentelemetry/api';
import { createMemoryTelemetry, createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { ActionRegistry, type HookHandler } from '../registry/action-registry.ts';
import { ScenarioRunner } from '../runner/scenario-runner.ts';
import type { ScenarioRunnerOptions } from '../runner/runner-options.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import { redactUrl } from './redact-url.ts';

async function play(run: HookHandler, options: Partial<ScenarioRunnerOptions> = {}, stopAtMs?: number) {
  const clock = createVirtualClock();
  const telemetry = createMemoryTelemetry();
  const runner = new ScenarioRunner({
    scenarios: [scenario('pages', { base: 'https://a.example' }, [open('/1?sig=abc'), open('/2')])],
    plugins: new ActionRegistry().open('https:', run),
    think: '0',
    plays: 2,
    clock,
    tracerProvider: telemetry.tracerProvider,
    meterProvider: telemetry.meterProvider,
    ...options,
  });
  const running = runner.run();
  if (stopAtMs !== undefined) {
    await clock.advance(stopAtMs);
    runner.stop();
  }
  return { summary: await clock.runUntil(running), telemetry };
}

describe('telemetry of a run', () => {
  test('has a run span, a trace of its own for each play linked to it, and an action span below for each action', async () => {
    const { telemetry, summary } = await play(() => undefined);
    const [run] = telemetry.spansNamed('rushhour.run');
    expect(run).toMatchObject({ ended: 1, attributes: { 'rushhour.run.id': summary.run } });
    const plays = telemetry.spansNamed('rushhour.scenario pages');
    expect(plays).toHaveLength(2);
    for (const playSpan of plays) {
      expect(playSpan.ended).toBe(1);
      expect(playSpan.parentSpanId).toBeUndefined();
      expect(playSpan.links.map((link) => link.context.spanId)).toEqual([run?.context.spanId]);
      expect(playSpan.attributes).toMatchObject({
        'rushhour.scenario.name': 'pages',
        'rushhour.scenario.mode': 'sequential',
        'user.id': 'visitor/0',
      });
      const children = telemetry.childrenOf(playSpan);
      expect(children.map(({ name, attributes }) => [name, attributes['url.full'], attributes['rushhour.plugin.name']])).toEqual([
        ['open', 'https://a.example/1?sig=REDACTED', 'hook'],
        ['open', 'https://a.example/2', 'hook'],
      ]);
      expect(children.every(({ ended, status }) => ended === 1 && status === undefined)).toBe(true);
    }
  });

  test('records every action once in the duration histogram, failures by type', async () => {
    const { telemetry } = await play(({ target }) => ({ status: target.pathname === '/2' ? 404 : 200 }));
    const name = 'rushhour.action.duration';
    expect(telemetry.instruments).toContainEqual(expect.objectContaining({ name, unit: 's' }));
    expect(await telemetry.total(name)).toBe(4);
    expect(await telemetry.total(name, { 'error.type': 'http_404', 'rushhour.action.name': 'open', 'rushhour.plugin.name': 'hook' })).toBe(
      2,
    );
    const failed = telemetry.spansNamed('open').filter(({ status }) => status?.code === SpanStatusCode.ERROR);
    expect(failed.map(({ attributes }) => attributes['error.type'])).toEqual(['http_404', 'http_404']);
  });

  test('an interrupted action is no error', async () => {
    const { telemetry, summary } = await play(() => new Promise<never>(() => undefined), { stop: { drain: '1s', abort: '1s' } }, 100);
    expect(summary.actions.interrupted).toBe(1);
    const [span] = telemetry.spansNamed('open');
    expect(span).toMatchObject({ ended: 1, status: undefined });
    expect(span?.attributes['error.type']).toBeUndefined();
    expect(await telemetry.total('rushhour.action.duration', { 'error.type': 'interrupted' })).toBe(0);
  });

  test('a play that is not sampled makes no action spans', async () => {
    const telemetry = createMemoryTelemetry();
    const started: string[] = [];
    const { getTracer } = telemetry.tracerProvider;
    const tracerProvider = {
      getTracer: (name: string) => {
        const tracer = getTracer.call(telemetry.tracerProvider, name);
        return Object.assign(Object.create(tracer) as typeof tracer, {
          startSpan: (...parameters: Parameters<typeof tracer.startSpan>) => {
            const span = tracer.startSpan(...parameters);
            started.push(parameters[0]);
            span.isRecording = () => false;
            return span;
          },
        });
      },
    };
    await play(() => undefined, { tracerProvider });
    expect(started).toEqual(['rushhour.run', 'rushhour.scenario pages', 'rushhour.scenario pages']);
  });
});

test('redactUrl hides user information and the values of secret query keys, and keeps the rest', () => {
  expect(redactUrl('https://user:pa%40ss@a.example/x?X-Amz-Signature=1&page=2&access_token=3#t')).toBe(
    'https://REDACTED:REDACTED@a.example/x?X-Amz-Signature=REDACTED&page=2&access_token=REDACTED#t',
  );
  expect(redactUrl('https://a.example/x?page=2')).toBe('https://a.example/x?page=2');
  expect(redactUrl('/relative?sig=x')).toBe('/relative?sig=REDACTED');
});
