import { join, relative } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { formatProblems } from '../scenario/problem.ts';
import type { PlanFileOptions } from './loaded-plan.ts';
import { isPlanFile, loadPlanFile } from './plan-files.ts';
import type { PlanOptions } from './plan-options.ts';

const scenarios = {
  'scenarios/browse.txt': 'open https://shop.example/',
  'scenarios/develop.yaml': 'instructions: [{ open: https://shop.example/dev }]',
};

const office = `
name: office
seed: office-2026
env: [TOKEN, USERS]
plugins:
  - generic
  - use: '@rushhour/plugin-s3'
    as: store
    with: { endpoint: 'http://127.0.0.1:9000', key: '\${TOKEN}' }
allow: ['http://127.0.0.1:9000', { origin: https://shop.example, owned: false }]
scenarios: [scenarios/]
data: [{ file: data/products.csv, pick: random }]
profiles:
  - name: alice-dev
    count: \${USERS}
    hours: 09:00-17:00
    activity: 2.0
    pace: { peak: 120/min, offPeak: 5/min, backlog: 10, patience: 2s }
    scenarios: { develop: 3, browse: 1 }
limits: { rate: 2000/min, floor: 25/min }
duration: 24h
think: 0-1s
stop: { drain: 20s, abort: 5s, clean: 10s, flush: 5s }
thresholds: ['open.p95 < 300ms', 'failed < 1%']
files: ./files
`;

test('a plan as the documentation shows it', async () => {
  const folder = await temporaryFolder({ ...scenarios, 'office.yaml': office, 'data/products.csv': 'sku\na-1\na-2\n' });
  const loaded = await loadPlanFile(join(folder, 'office.yaml'), { env: { TOKEN: 'hunter2', USERS: '3' } });
  expect(formatProblems(loaded.problems)).toBe('');
  expect(loaded.scenarios.map(({ name }) => name)).toEqual(['browse', 'develop']);
  expect(loaded.scenarioPaths).toEqual([join(folder, 'scenarios/')]);
  expect(loaded.folder).toBe(folder);
  expect(loaded.plugins).toEqual([
    { use: 'generic', position: { file: join(folder, 'office.yaml'), line: 6, column: 5 } },
    {
      use: '@rushhour/plugin-s3',
      as: 'store',
      with: { endpoint: 'http://127.0.0.1:9000', key: 'hunter2' },
      position: { file: join(folder, 'office.yaml'), line: 7, column: 5 },
    },
  ]);
  expect(loaded.options).toEqual({
    name: 'office',
    seed: 'office-2026',
    allow: ['http://127.0.0.1:9000', { origin: 'https://shop.example', owned: false }],
    data: [{ rows: [{ sku: 'a-1' }, { sku: 'a-2' }], pick: 'random' }],
    profiles: [
      {
        name: 'alice-dev',
        count: 3,
        hours: '09:00-17:00',
        activity: 2,
        pace: { peak: '120/min', offPeak: '5/min', backlog: 10, patience: '2s' },
        scenarios: { develop: 3, browse: 1 },
      },
    ],
    limits: { rate: '2000/min', floor: '25/min' },
    duration: '24h',
    think: '0-1s',
    stop: { drain: '20s', abort: '5s', clean: '10s', flush: '5s' },
    thresholds: ['open.p95 < 300ms', 'failed < 1%'],
    files: join(folder, 'files'),
  });
  expect(loaded.plan).toMatchObject({ durationMs: 86_400_000, profiles: [{ count: 3, pace: { unit: 'rate', peak: 120, offPeak: 5 } }] });
  expect(loaded.secretPaths).toEqual([
    ['plugins', 1, 'with', 'key'],
    ['profiles', 0, 'count'],
  ]);
  expect(loaded.hide('403 for key hunter2')).toBe('403 for key (hidden)');
  expectTypeOf<PlanFileOptions>().toExtend<PlanOptions>();
});

test('the hash tells plans and their data apart, and does not depend on secrets or the order of keys', async () => {
  const plan = (name: string) => `name: ${name}\nenv: [A]\ntags: { a: '\${A}' }\ndata: [{ file: d.csv }]\nprofiles: [{ name: a }]\n`;
  const hashOf = async (text: string, env: Readonly<Record<string, string>>, data = 'x\n1\n') => {
    const folder = await temporaryFolder({ 'plan.yaml': text, 'd.csv': data });
    const { hash, problems } = await loadPlanFile(join(folder, 'plan.yaml'), { env });
    expect(formatProblems(problems)).toBe('');
    return hash;
  };
  const hash = await hashOf(plan('a'), { A: 'one' });
  expect(hash).toMatch(/^[\da-f]{64}$/);
  expect(await hashOf(plan('a'), { A: 'two' })).toBe(hash);
  expect(await hashOf(plan('a').split('\n').toReversed().join('\n'), { A: 'one' })).toBe(hash);
  expect(await hashOf(plan('b'), { A: 'one' })).not.toBe(hash);
  expect(await hashOf(plan('a'), { A: 'one' }, 'x\n2\n')).not.toBe(hash);
});

test('every problem of a plan, its data and its scenarios is told at once, each at its place', async () => {
  const folder = await temporaryFolder({
    'plan.yaml': `
sed: x
env: [TOKEN]
allow: ['*.com', { origin: https://shop.example, ownd: false }, '\${TOKEN}']
scenarios: [scenarios/, bad.txt]
base: shop.example
stop: { drain: 0, abrt: 1s }
data: [{ file: ragged.csv }, { file: none.csv }]
plugins: [{ us: generic }]
profiles:
  - name: alice
    hours: 22:30
    activity: .inf
    zone: \${TOKEN}
    pace: { peak: 10/s; rm }
  - name: alice
    pace:
      peak: 1/s
      offPeek: 0
    scenarios:
      - browse
      - brwse
`,
    'ragged.csv': 'a,b\n1\n',
    'bad.txt': 'opne https://shop.example/',
    ...scenarios,
  });
  const { problems } = await loadPlanFile(relative('.', join(folder, 'plan.yaml')), { env: { TOKEN: 'hunter2' } });
  expect(formatProblems(problems).replaceAll(`${relative('.', folder)}/`, '')).toMatchInlineSnapshot(`
    "bad.txt:1:1: Unknown action "opne".
      Did you mean \`open\`?
    plan.yaml:2:1: Unknown key "sed".
      Did you mean \`seed\`?
    plan.yaml:4:9: The allow entry "*.com" has a wildcard.
      Write a scheme, a host and optionally a port and a path, such as \`https://shop.example\`; wildcards are refused.
    plan.yaml:4:50: Unknown key "ownd".
      Did you mean \`owned\`?
    plan.yaml:4:65: The allow entry "(hidden)" cannot be used.
      Write a scheme, a host and optionally a port and a path, such as \`https://shop.example\`; wildcards are refused.
    plan.yaml:6:7: The base "shop.example" is not an absolute URL.
      Write scheme and host too, such as \`https://shop.example\`.
    plan.yaml:7:16: \`stop.drain\` cannot be "0": it must be above 0.
      Write a number with its unit, such as \`500ms\`, \`30s\`, \`2m\`, \`1h\` or \`1d\`. It is above 0.
    plan.yaml:7:19: Unknown key "abrt".
      Did you mean \`abort\`?
    plan.yaml:8:38: The data file "none.csv" cannot be used: there is no such file.
      Check the path.
    plan.yaml:9:11: \`plugins[0].use\` is missing.
      It must be text.
    plan.yaml:9:13: Unknown key "us".
      Did you mean \`use\`?
    plan.yaml:12:12: \`profiles[0].hours\` cannot be "22:30".
      Write hours such as \`09:00-17:00\`, \`Mon-Fri 08:00-12:00\`, \`22:00-06:00\`, a list of them, or \`always\`.
    plan.yaml:13:15: The number ".inf" is not finite.
      Write a finite number.
    plan.yaml:14:11: \`profiles[0].zone\` cannot be "(hidden)": there is no such time zone.
      Write an IANA time zone, such as \`Europe/Berlin\` or \`UTC\`.
    plan.yaml:15:19: \`profiles[0].pace.peak\` cannot be "10/s; rm".
      Write a rate with its unit, such as \`120/min\`, \`2/s\` or \`40/h\`. A share of \`limits.rate\` is written \`10%\`.
    plan.yaml:16:11: The profile "alice" is there twice.
      Give each another name.
    plan.yaml:19:7: Unknown key "offPeek".
      Did you mean \`offPeak\`?
    ragged.csv:2:1: The row has 1 value, and the header has 2.
      Put values with commas between double quotes."
  `);
});

test('names of scenarios are checked when all of them could be read', async () => {
  const plan =
    'scenarios: [scenarios]\nprofiles:\n  - name: a\n    scenarios:\n      - browse\n      - brwse\n  - name: b\n    scenarios: { devlop: 1 }\n';
  const folder = await temporaryFolder({ ...scenarios, 'plan.yaml': plan });
  const { problems } = await loadPlanFile(join(folder, 'plan.yaml'), { env: {} });
  expect(formatProblems(problems).replaceAll(`${folder}/`, '')).toMatchInlineSnapshot(`
    "plan.yaml:6:9: There is no scenario "brwse".
      Did you mean \`browse\`?
    plan.yaml:8:26: There is no scenario "devlop".
      Did you mean \`develop\`?"
  `);
});

test('a file is a plan when it has profiles, also with mistakes in it', async () => {
  const folder = await temporaryFolder({
    'plan.yaml': 'profiles: []',
    'broken.yml': 'name: [\nprofiles:\n  - name: a\n',
    'scenario.yaml': 'instructions: []',
    'plan.txt': 'profiles: []',
  });
  const files = ['plan.yaml', 'broken.yml', 'scenario.yaml', 'plan.txt', 'none.yaml', '.'];
  expect(await Promise.all(files.map((file) => isPlanFile(join(folder, file))))).toEqual([true, true, false, false, false, false]);
  const { problems } = await loadPlanFile(join(folder, 'scenario.yaml'), { env: {} });
  expect(problems).toMatchObject([{ message: 'This is no plan: it has no `profiles:`.' }]);
});
