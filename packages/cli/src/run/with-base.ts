import type { Scenario, ScenarioSource } from '@rushhour/core';

/** The same scenarios with another base, where there is one: the command line goes before the file. */
export function withBase(scenarios: readonly Scenario[], base: string | undefined): readonly Scenario[] {
  return base === undefined ? scenarios : scenarios.map((scenario) => ({ ...scenario, base }));
}

/** The same source with another base, where there is one. */
export function sourceWithBase(source: ScenarioSource, base: string | undefined): ScenarioSource {
  return {
    current: () => withBase(source.current(), base),
    watch: (listener) =>
      source.watch({
        changed: (scenarios) => listener.changed(withBase(scenarios, base)),
        bad: (problems) => listener.bad(problems),
      }),
  };
}
