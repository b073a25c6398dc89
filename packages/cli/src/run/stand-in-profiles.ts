import type { LoadedPlan, ProfileOptions } from '@rushhour/core';

/**
 * Profiles to hold scenarios against when a plan has problems of its own: with the data and the start scenarios that could be read, so that
 * nobody is told of data that is there. Where data could not be read any column may be named.
 */
export function standInProfiles({ plan: { profiles }, scenarios }: Pick<LoadedPlan, 'plan' | 'scenarios'>): readonly ProfileOptions[] {
  const feeders = profiles.flatMap(({ data }) => data);
  const isUnread = profiles.length === 0 || feeders.some(({ rows }) => rows.length === 0);
  const row = Object.fromEntries([
    ...(isUnread ? columnsNamedIn(scenarios) : []).map((name) => [name, 'sample'] as const),
    ...feeders.flatMap(({ rows: [first = {}] }) => Object.entries(first)),
  ]);
  const starts = new Set(profiles.map(({ start }) => start));
  const data = Object.keys(row).length > 0 && { data: [{ rows: [row] }] };
  const starting = scenarios
    .filter(({ name }) => starts.has(name))
    .map(({ name }, index) => ({ name: `starting-${index}`, start: name, scenarios: [name], ...data }));
  // Who plays what besides is not sure, so nobody does.
  return starting.length > 0 ? starting : [{ name: 'anybody', ...data }];
}

function columnsNamedIn(scenarios: LoadedPlan['scenarios']): readonly string[] {
  const texts = scenarios.flatMap(({ instructions }) =>
    instructions.flatMap(({ target = '', with: params }) => [target, JSON.stringify(params)]),
  );
  return texts.flatMap((text) => [...text.matchAll(/\{data\.(\w+)\}/g)].map(([, name = '']) => name));
}
