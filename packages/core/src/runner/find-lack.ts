import type { Placeholder } from '../execution/placeholder.ts';
import type { Profile } from '../people/profile.ts';
import type { Plan } from '../plan/plan.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Who plays a scenario without having what it names: a profile, `setup` or `teardown`; undefined when all have it. */
export type FindLack = (scenario: string, named: Placeholder) => string | undefined;

/** Makes what holds the names in scenarios against the data and the start scenarios of those who play them. */
export function createFindLack(
  { profiles, setup, teardown }: Plan,
  { scenarios, reserved }: { readonly scenarios: readonly Scenario[]; readonly reserved: ReadonlySet<string> },
): FindLack {
  const captures = new Map(
    scenarios.map(({ name, instructions }) => [name, new Set(instructions.flatMap(({ capture = {} }) => Object.keys(capture)))]),
  );
  const plays = ({ scenarios: weights, start, end }: Profile, name: string) =>
    start === name || end === name || (weights === undefined ? !reserved.has(name) : Object.hasOwn(weights, name) && weights[name] !== 0);
  const has = ({ data, start }: Profile, scenario: string, { kind, name }: Placeholder) =>
    kind === 'data'
      ? data.some(({ columns }) => columns.includes(name))
      : start !== undefined && start !== scenario && captures.get(start)?.has(name) === true;
  return (scenario, named) => {
    if (scenario === setup) return 'setup';
    if (scenario === teardown) return 'teardown';
    return profiles.find((profile) => plays(profile, scenario) && !has(profile, scenario, named))?.name;
  };
}
