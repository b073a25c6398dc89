import {
  context,
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type MeterProvider,
  type Span,
  type TracerProvider,
} from '@opentelemetry/api';
import type { Outcome } from '../scenario/outcome.ts';
import type { ActionName } from '../scenario/scenario.ts';
import { redactUrl } from './redact-url.ts';
import { actionDurationBounds, telemetryNames } from './names.ts';

/** What one instruction is called in telemetry; made once, because attribute objects are cached on it. */
export interface StepTelemetry {
  readonly action: ActionName;
  readonly plugin: string;
  readonly scenario: string;
  readonly step: string;
  /** Attributes of its durations: of those that went well, and of the others by error type and fault. Kept by the telemetry of the run. */
  okAttributes?: Attributes;
  errorAttributes?: Map<string, Attributes>;
}

/** An action that ended; times in milliseconds of the clock. */
export interface EndedAction {
  readonly outcome: Outcome | undefined;
  readonly error: string | undefined;
  readonly message: string | undefined;
  /** What it failed by on purpose. @default nothing */
  readonly faultLabel?: string | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** Spans and the duration histogram of one run. */
export interface RunTelemetry {
  /** Whether anything is listening: without it nothing is built. */
  readonly span: Span;
  startPlay(play: { readonly scenario: string; readonly order: string; readonly profile: string; readonly user: string }): Span;
  /** A span below a play; undefined when the play is not recorded. */
  startAction(play: Span, step: StepTelemetry, target: string): Span | undefined;
  /** A span of kind CLIENT below that of an action; undefined when it is not recorded. */
  startClient(action: Span, name: string, attributes: Attributes | undefined): Span | undefined;
  /** An interrupted action is no error: its span status stays unset and it has no `error.type`. */
  endAction(span: Span | undefined, step: StepTelemetry, end: EndedAction): void;
  endRun(): void;
}

/**
 * Makes the telemetry of a run from the given providers, or from the global ones as they are now: an instrument made before an SDK
 * registers would stay a no-op for ever.
 */
export function createRunTelemetry({
  run,
  seed,
  tracerProvider = trace.getTracerProvider(),
  meterProvider = metrics.getMeterProvider(),
}: {
  readonly run: string;
  readonly seed: string;
  readonly tracerProvider?: TracerProvider | undefined;
  readonly meterProvider?: MeterProvider | undefined;
}): RunTelemetry {
  const tracer = tracerProvider.getTracer(telemetryNames.scope);
  const duration = meterProvider.getMeter(telemetryNames.scope).createHistogram(telemetryNames.actionDuration, {
    description: 'Duration of actions from their start.',
    unit: 's',
    advice: { explicitBucketBoundaries: actionDurationBounds },
  });
  const runSpan = tracer.startSpan(telemetryNames.runSpan, {
    root: true,
    attributes: { [telemetryNames.runId]: run, [telemetryNames.seed]: seed },
  });
  const links = [{ context: runSpan.spanContext() }];
  const attributesOf = (step: StepTelemetry, error: string, fault: string | undefined): Attributes => {
    if (error === '') return (step.okAttributes ??= makeAttributes(step));
    step.errorAttributes ??= new Map<string, Attributes>();
    const key = fault === undefined ? error : `${error} ${fault}`;
    let attributes = step.errorAttributes.get(key);
    if (attributes === undefined) {
      attributes = {
        ...makeAttributes(step),
        [telemetryNames.errorType]: error,
        ...(fault !== undefined && { [telemetryNames.fault]: fault }),
      };
      step.errorAttributes.set(key, attributes);
    }
    return attributes;
  };

  return {
    span: runSpan,
    startPlay: ({ scenario, order, profile, user }) =>
      tracer.startSpan(`${telemetryNames.playSpan} ${scenario}`, {
        root: true,
        links,
        attributes: {
          [telemetryNames.runId]: run,
          [telemetryNames.scenario]: scenario,
          [telemetryNames.order]: order,
          [telemetryNames.profile]: profile,
          [telemetryNames.userId]: user,
        },
      }),
    startAction(play, step, target) {
      if (!play.isRecording()) return undefined;
      const span = tracer.startSpan(
        step.action,
        {
          attributes: {
            [telemetryNames.action]: step.action,
            [telemetryNames.plugin]: step.plugin,
            [telemetryNames.scenario]: step.scenario,
            [telemetryNames.step]: step.step,
          },
        },
        trace.setSpan(context.active(), play),
      );
      if (span.isRecording()) span.setAttribute(telemetryNames.target, redactUrl(target));
      return span;
    },
    startClient(action, name, attributes) {
      if (!action.isRecording()) return undefined;
      return tracer.startSpan(name, { kind: SpanKind.CLIENT, ...(attributes && { attributes }) }, trace.setSpan(context.active(), action));
    },
    endAction(span, step, { outcome, error, message, faultLabel, startedAt, endedAt }) {
      const type = outcome === 'failed' ? (error ?? 'internal') : '';
      duration.record((endedAt - startedAt) / 1000, attributesOf(step, type, faultLabel));
      if (span === undefined) return;
      span.setAttribute(telemetryNames.outcome, outcome ?? 'failed');
      if (type !== '') {
        span.setAttribute(telemetryNames.errorType, type);
        if (faultLabel !== undefined) span.setAttribute(telemetryNames.fault, faultLabel);
        span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message }) });
      }
      span.end();
    },
    endRun() {
      runSpan.end();
    },
  };
}

function makeAttributes({ action, plugin, scenario }: StepTelemetry): Attributes {
  return { [telemetryNames.action]: action, [telemetryNames.plugin]: plugin, [telemetryNames.scenario]: scenario };
}
