import {
  context as activeContext,
  trace,
  SpanKind,
  TraceFlags,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type SpanContext,
  type SpanOptions,
  type SpanStatus,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';

/** A span as it was recorded. */
export interface RecordedSpan {
  readonly name: string;
  /** Name of the tracer it came from. */
  readonly scope: string;
  readonly kind: SpanKind;
  readonly context: SpanContext;
  /** Span id of its parent; absent for the root of a trace. */
  readonly parentSpanId: string | undefined;
  readonly attributes: Attributes;
  readonly links: readonly Link[];
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly status: SpanStatus | undefined;
  /** How often it was ended: 1 when all is well. */
  readonly ended: number;
}

type SpanDraft = { -readonly [Key in keyof RecordedSpan]: RecordedSpan[Key] } & {
  links: Link[];
  events: { name: string; attributes: Attributes }[];
};

/** Makes a tracer provider that adds every span to a list as it starts. Ids count up, so they are the same in every run. */
export function createMemoryTracerProvider(spans: RecordedSpan[]): TracerProvider {
  let traces = 0;

  const startSpan = (scope: string, name: string, options: SpanOptions, context: Context): Span => {
    const parent = options.root === true ? undefined : trace.getSpanContext(context);
    if (parent === undefined) traces += 1;
    const draft: SpanDraft = {
      name,
      scope,
      kind: options.kind ?? SpanKind.INTERNAL,
      context: {
        traceId: parent?.traceId ?? traces.toString(16).padStart(32, '0'),
        spanId: (spans.length + 1).toString(16).padStart(16, '0'),
        traceFlags: TraceFlags.SAMPLED,
      },
      parentSpanId: parent?.spanId,
      attributes: { ...options.attributes },
      links: [...(options.links ?? [])],
      events: [],
      status: undefined,
      ended: 0,
    };
    spans.push(draft);
    return recordingSpan(draft);
  };

  const tracer = (scope: string): Tracer => {
    function startActiveSpan<Run extends (span: Span) => unknown>(name: string, ...rest: readonly unknown[]): ReturnType<Run> {
      // The three overloads of the API differ in what stands before the function; nothing else is ever passed.
      const run = rest.at(-1) as Run;
      const options = (rest.length > 1 ? rest[0] : {}) as SpanOptions;
      const parent = (rest.length > 2 ? rest[1] : activeContext.active()) as Context;
      const span = startSpan(scope, name, options, parent);
      return activeContext.with(trace.setSpan(parent, span), () => run(span)) as ReturnType<Run>;
    }
    return {
      startSpan: (name, options = {}, context = activeContext.active()) => startSpan(scope, name, options, context),
      startActiveSpan,
    };
  };
  return { getTracer: tracer };
}

function recordingSpan(draft: SpanDraft): Span {
  const isOpen = () => draft.ended === 0;
  const span: Span = {
    spanContext: () => draft.context,
    isRecording: isOpen,
    setAttribute(key, value) {
      if (isOpen()) draft.attributes[key] = value;
      return span;
    },
    setAttributes(attributes) {
      if (isOpen()) Object.assign(draft.attributes, attributes);
      return span;
    },
    addEvent(name, attributes) {
      const isAttributes = typeof attributes === 'object' && !Array.isArray(attributes) && !(attributes instanceof Date);
      if (isOpen()) draft.events.push({ name, attributes: isAttributes ? { ...attributes } : {} });
      return span;
    },
    addLink: (link) => span.addLinks([link]),
    addLinks(links) {
      if (isOpen()) draft.links.push(...links);
      return span;
    },
    setStatus(status) {
      if (isOpen()) draft.status = status;
      return span;
    },
    updateName(name) {
      if (isOpen()) draft.name = name;
      return span;
    },
    recordException(exception) {
      const message = typeof exception === 'string' ? exception : (exception.message ?? '');
      span.addEvent('exception', { 'exception.message': message });
    },
    end() {
      draft.ended += 1;
    },
  };
  return span;
}
