import type { PreparedScenario } from '../execution/step.ts';
import type { Profile } from '../people/profile.ts';
import type { Random } from '../support/random.ts';

/** The scenarios people of one profile play. */
export interface ScenarioChoice {
  readonly start: PreparedScenario | undefined;
  readonly end: PreparedScenario | undefined;
  /** What is picked from, and how often each. */
  readonly weights: readonly (readonly [scenario: PreparedScenario, weight: number])[];
  /** Picks the next one from the fork of a play; undefined when there is none. */
  pick(play: Random): PreparedScenario | undefined;
}

/** Finds the scenarios of a profile; `reserved` ones are played by those who name them only. */
export function chooseScenarios(
  { scenarios: weights, start, end }: Pick<Profile, 'scenarios' | 'start' | 'end'>,
  { scenarios, reserved }: { readonly scenarios: readonly PreparedScenario[]; readonly reserved: ReadonlySet<string> },
): ScenarioChoice {
  const weightOf = (name: string) =>
    weights === undefined ? (reserved.has(name) ? 0 : 1) : Object.hasOwn(weights, name) ? (weights[name] ?? 0) : 0;
  const choice = scenarios.filter(({ name }) => weightOf(name) > 0);
  const total = choice.reduce((sum, { name }) => sum + weightOf(name), 0);
  const isEven = choice.every(({ name }) => weightOf(name) === weightOf(choice[0]?.name ?? ''));
  const named = (name: string | undefined) => scenarios.find((scenario) => scenario.name === name);
  return {
    start: named(start),
    end: named(end),
    weights: choice.map((scenario) => [scenario, weightOf(scenario.name)]),
    pick(play) {
      if (choice.length <= 1) return choice[0];
      const random = play.fork('scenario');
      if (isEven) return random.pick(choice);
      let left = random.next() * total;
      for (const scenario of choice) {
        left -= weightOf(scenario.name);
        if (left < 0) return scenario;
      }
      return choice.at(-1);
    },
  };
}
