import type { Scenario } from './scenario.ts';

/** Scenarios that may change while a run lasts. */
export interface ScenarioSource {
  /** The last good version. */
  current(): readonly Scenario[];
  /** Calls back at every change; returns what ends it. */
  watch(listener: ScenarioListener): () => void;
}

/** Receives changes of scenario files. */
export interface ScenarioListener {
  /** A good version. */
  changed(scenarios: readonly Scenario[]): void;
  /** A bad one, formatted; said once per version. */
  bad(problems: string): void;
}
