import { expect, test } from 'vitest';
import { readPlan } from './read-plan.ts';
import type { FaultsOptions, PlanOptions } from './plan-options.ts';

async function faultsOf(options: PlanOptions) {
  const { plan, problems } = await readPlan({ profiles: [{ name: 'alice' }], ...options });
  expect(problems).toEqual([]);
  return plan.profiles.map(({ faults }) => faults);
}

async function problemsOf(faults: unknown) {
  // What a file says may be anything.
  const { problems } = await readPlan({ faults: faults as FaultsOptions, profiles: [{ name: 'alice' }] });
  return problems.map(({ path, message, hint }) => `${path.join('.')}: ${message} ${hint}`);
}

test('nobody commits faults unless they are asked for', async () => {
  expect(await faultsOf({})).toEqual([{}]);
});

test('faults are a share of the actions they can happen to, and what else they need', async () => {
  const faults = {
    abortUpload: '1%',
    connectionReset: 0.02,
    stalledUpload: '1%',
    slowReader: { share: '2%', rate: '128KB' },
    extraLatency: { share: '5%', delay: '200-500ms' },
  };
  expect(await faultsOf({ faults })).toEqual([
    {
      abortUpload: { share: 0.01 },
      connectionReset: { share: 0.02 },
      stalledUpload: { share: 0.01, delayMs: { min: 5000, max: 5000 } },
      slowReader: { share: 0.02, bytesPerSecond: 128_000 },
      extraLatency: { share: 0.05, delayMs: { min: 200, max: 500 } },
    },
  ]);
  expect(await faultsOf({ faults: { slowReader: '1%', extraLatency: { share: '1%', delay: 300 } } })).toEqual([
    { slowReader: { share: 0.01, bytesPerSecond: 64_000 }, extraLatency: { share: 0.01, delayMs: { min: 300, max: 300 } } },
  ]);
});

test('what a profile says of a fault goes before what the plan says of it', async () => {
  const profiles = [{ name: 'alice', faults: { missingKey: '5%', abortUpload: '0%' } }, { name: 'bob' }];
  expect(await faultsOf({ faults: { abortUpload: '1%', missingKey: '1%' }, profiles })).toEqual([
    { missingKey: { share: 0.05 } },
    { abortUpload: { share: 0.01 }, missingKey: { share: 0.01 } },
  ]);
});

test('a name that is no fault gets the nearest', async () => {
  expect(await problemsOf({ abortUplaod: '1%' })).toEqual(['faults.abortUplaod: Unknown key "abortUplaod". Did you mean `abortUpload`?']);
});

test('a delay belongs to faults that have one', async () => {
  expect(await problemsOf({ abortUpload: { share: '1%', delay: '1s' } })).toEqual([
    'faults.abortUpload.delay: Unknown key "delay". Known are: share.',
  ]);
});

test.each([
  ['101%', 'it is not from 0% to 100%', ''],
  ['-1%', 'it is not from 0% to 100%', ''],
  [5, 'it is not from 0 to 1', ' Did you mean `5%`?'],
  ['often', undefined, ''],
])('a share cannot be %j', async (share, reason, more) => {
  const why = reason === undefined ? '' : `: ${reason}`;
  const told = `\`faults.abortUpload\` cannot be "${share}"${why}. Write a share such as \`1%\`, from 0% to 100%.${more}`;
  expect(await problemsOf({ abortUpload: share })).toEqual([`faults.abortUpload: ${told}`]);
});

test.each(['soon', '2s-1s', '2h', '1s-2s-3s'])('a delay cannot be %j', async (delay) => {
  const [problem] = await problemsOf({ extraLatency: { share: '1%', delay } });
  expect(problem).toContain(`faults.extraLatency.delay: \`faults.extraLatency.delay\` cannot be "${delay}"`);
});

test('a map without its share, and a rate without a unit, are told at their place', async () => {
  expect(await problemsOf({ slowReader: { rate: '64' } })).toEqual([
    'faults.slowReader.share: `faults.slowReader.share` is missing. It must be a share such as `1%`.',
    'faults.slowReader.rate: `faults.slowReader.rate` cannot be "64": it has no unit. Write bits or bytes a second, such as `20Mbit`, `500kbit` or `2.5MB`.',
  ]);
});

test('faults of one action cannot add up to more than all of them, those of different ones can', async () => {
  expect(await faultsOf({ faults: { abortUpload: '100%', abortDownload: '100%' } })).toHaveLength(1);
  expect(await problemsOf({ abortUpload: '60%', connectionReset: '50%' })).toEqual([
    'faults: The faults of `upload` in `faults` add up to 110 %. An action has one fault at most: let all that can happen to it add up to 100% or less.',
  ]);
  const { problems } = await readPlan({ faults: { abortUpload: '60%' }, profiles: [{ name: 'alice', faults: { badCredentials: '41%' } }] });
  expect(problems.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['profiles.0.faults', 'The faults of `upload` in `profiles[0].faults` add up to 101 %.'],
  ]);
});
