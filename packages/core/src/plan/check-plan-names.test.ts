import { expect, test } from 'vitest';
import { open, scenario } from '../scenario/scenario-builder.ts';
import { checkPlanNames } from './check-plan-names.ts';
import { readPlan } from './read-plan.ts';

const scenarios = [
  scenario('browse', {}, [open('https://shop.example/', {}, { name: 'front page' }), open('https://shop.example/a.html')]),
];

test('names of scenarios that are not there are told, with the nearest', async () => {
  const { plan } = await readPlan({
    setup: 'prepare',
    teardown: 'browse',
    profiles: [{ name: 'a', scenarios: { brows: 1, browse: 2 }, start: 'browse', end: 'bye' }],
  });
  expect(checkPlanNames(plan, { scenarios })).toEqual([
    { path: ['profiles', 0, 'scenarios', 'brows'], message: 'There is no scenario "brows".', hint: 'Did you mean `browse`?' },
    { path: ['profiles', 0, 'end'], message: 'There is no scenario "bye".', hint: 'There are: browse.' },
    { path: ['setup'], message: 'There is no scenario "prepare".', hint: 'There are: browse.' },
  ]);
});

test('a threshold is about an action, a step, a scenario, a profile or a plugin', async () => {
  const groups = ['open', 'front page', 'open https://shop.example/a.html', 'browse', 'alice', 'generic'];
  const thresholds = [...groups, 'opne', 'shop.example'].map((group) => `${group}.p95 < 1s`);
  const { plan } = await readPlan({ thresholds: [...thresholds, 'failed < 1%', 'lateness.p99 < 1s'], profiles: [{ name: 'alice' }] });
  expect(checkPlanNames(plan, { scenarios, plugins: ['generic'] }).map(({ path, message }) => [...path, message])).toEqual([
    ['thresholds', 6, 'The threshold is about "opne", and nothing is called so.'],
    ['thresholds', 7, 'The threshold is about "shop.example", and nothing is called so.'],
  ]);
  expect(checkPlanNames(plan, { scenarios })).toEqual([]);
});
