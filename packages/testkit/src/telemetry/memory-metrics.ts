import type {
  Attributes,
  BatchObservableCallback,
  Meter,
  MeterProvider,
  MetricOptions,
  Observable,
  ObservableCallback,
} from '@opentelemetry/api';

/** What kind of instrument a point came from. */
export type InstrumentKind = 'counter' | 'upDownCounter' | 'gauge' | 'histogram';

/** One time series: an instrument and a set of attributes. */
export interface RecordedPoint {
  readonly name: string;
  readonly kind: InstrumentKind;
  readonly unit: string;
  readonly attributes: Attributes;
  /** The sum of a counter or histogram; the last value of a gauge or an observable. */
  readonly value: number;
  /** How many values went into it. */
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

/** An instrument that was made. */
export interface RecordedInstrument {
  readonly name: string;
  readonly kind: InstrumentKind;
  readonly unit: string;
  readonly description: string;
  readonly observable: boolean;
}

/** Metrics in memory. */
export interface MemoryMetrics {
  readonly meterProvider: MeterProvider;
  /** Asks the observables, and returns every series by name and attributes. */
  readonly collect: () => Promise<readonly RecordedPoint[]>;
  readonly instruments: readonly RecordedInstrument[];
}

type PointDraft = { -readonly [Key in keyof RecordedPoint]: RecordedPoint[Key] };

/** Makes a meter provider that adds everything up in memory. */
export function createMemoryMetrics(): MemoryMetrics {
  const points = new Map<string, PointDraft>();
  const instruments: RecordedInstrument[] = [];
  const byObservable = new Map<Observable, RecordedInstrument>();
  const callbacks = new Map<Observable, Set<ObservableCallback>>();
  const batches = new Map<BatchObservableCallback, readonly Observable[]>();

  const record = (instrument: RecordedInstrument, value: number, attributes: Attributes = {}): void => {
    const { name, kind, unit, observable } = instrument;
    const key = JSON.stringify([name, ...Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    let point = points.get(key);
    if (point === undefined) {
      point = { name, kind, unit, attributes: { ...attributes }, value: 0, count: 0, min: Infinity, max: -Infinity };
      points.set(key, point);
    }
    point.value = observable || kind === 'gauge' ? value : point.value + value;
    point.count += 1;
    point.min = Math.min(point.min, value);
    point.max = Math.max(point.max, value);
  };

  const make = (name: string, kind: InstrumentKind, options: MetricOptions = {}, observable = false): RecordedInstrument => {
    const instrument = { name, kind, unit: options.unit ?? '', description: options.description ?? '', observable };
    instruments.push(instrument);
    return instrument;
  };

  const adding = (kind: InstrumentKind) => (name: string, options?: MetricOptions) => {
    const instrument = make(name, kind, options);
    return { add: (value: number, attributes?: Attributes) => record(instrument, value, attributes) };
  };

  const recording = (kind: InstrumentKind) => (name: string, options?: MetricOptions) => {
    const instrument = make(name, kind, options);
    return { record: (value: number, attributes?: Attributes) => record(instrument, value, attributes) };
  };

  const observing =
    (kind: InstrumentKind) =>
    (name: string, options?: MetricOptions): Observable => {
      const own = new Set<ObservableCallback>();
      const observable: Observable = {
        addCallback: (callback) => void own.add(callback),
        removeCallback: (callback) => void own.delete(callback),
      };
      byObservable.set(observable, make(name, kind, options, true));
      callbacks.set(observable, own);
      return observable;
    };

  const observe = (observable: Observable, value: number, attributes?: Attributes): void => {
    const instrument = byObservable.get(observable);
    if (instrument !== undefined) record(instrument, value, attributes);
  };

  const meter: Meter = {
    createCounter: adding('counter'),
    createUpDownCounter: adding('upDownCounter'),
    createGauge: recording('gauge'),
    createHistogram: recording('histogram'),
    createObservableCounter: observing('counter'),
    createObservableUpDownCounter: observing('upDownCounter'),
    createObservableGauge: observing('gauge'),
    addBatchObservableCallback: (callback: BatchObservableCallback, observables: readonly Observable[]) =>
      void batches.set(callback, observables),
    removeBatchObservableCallback: (callback: BatchObservableCallback) => void batches.delete(callback),
  };

  return {
    meterProvider: { getMeter: () => meter },
    instruments,
    async collect() {
      for (const [observable, own] of callbacks) {
        for (const callback of own) await callback({ observe: (value, attributes) => observe(observable, value, attributes) });
      }
      for (const [callback] of batches) await callback({ observe });
      return [...points.keys()].toSorted().flatMap((key) => points.get(key) ?? []);
    },
  };
}
