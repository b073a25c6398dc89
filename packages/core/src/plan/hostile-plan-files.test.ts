import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadPlanFile } from './plan-files.ts';

const load = async (text: string, env: Readonly<Record<string, string>> = {}) => {
  const folder = await temporaryFolder({ 'plan.yaml': text, 'browse.txt': 'open https://shop.example/' });
  return loadPlanFile(join(folder, 'plan.yaml'), { env });
};
const messagesOf = async (text: string) => (await load(text)).problems.map(({ message }) => message);

const bomb = [
  'a: &a [x, x, x]',
  ...[...'bcdefghi'].map((name, index) => `${name}: &${name} [${'*abcdefghi'.slice(0, 1)}${'abcdefgh'[index]}]`),
].join('\n');

test.each([
  ['aliases', `${bomb}\nprofiles: [{ name: x }]`, 'is refused'],
  ['brackets', `profiles: ${'['.repeat(1000)}`, 'nested more than 64 levels deep'],
  ['blocks', `profiles:\n${'- '.repeat(20_000)}`, 'nested more than 64 levels deep'],
  ['a map of many keys', Array.from({ length: 200_000 }, (_, key) => `k${key}: 1`).join('\n'), 'larger than'],
  ['a tag', 'profiles: !!js/function "x"', 'is refused'],
  ['__proto__', 'profiles: [{ name: a }]\n__proto__: { polluted: 1 }', 'The key "__proto__" is refused.'],
  ['constructor', 'profiles: [{ name: a, tags: { constructor: { prototype: 1 } } }]', 'The key "constructor" is refused.'],
  ['a key given twice', 'profiles: [{ name: a }]\nname: a\nname: b', '`name` is given twice.'],
  ['an unknown key', 'profiles: [{ name: a }]\nnme: a', 'Unknown key "nme".'],
  ['a tab', 'profiles:\n\t- name: a', 'A tab is used to indent.'],
  ['two documents', 'profiles: [{ name: a }]\n---\nprofiles: []', 'The file holds more than one document.'],
  ['a rate that is not finite', 'profiles: [{ name: a }]\nlimits: { rate: .inf }', 'The number ".inf" is not finite.'],
  ['a rate that is no number', 'profiles: [{ name: a }]\nlimits: { rate: .nan }', 'The number ".nan" is not finite.'],
  ['a rate that is too large', 'profiles: [{ name: a }]\nlimits: { rate: 1e999 }', 'The number "1e999" is not finite.'],
  ['an empty scope', 'profiles: [{ name: a }]\nallow: []', 'Nothing is allowed: the list is empty.'],
  ['a wildcard', 'profiles: [{ name: a }]\nallow: ["*"]', 'The allow entry "*" has a wildcard.'],
])('%s in a plan', async (_, text, message) => {
  expect(await messagesOf(text)).toContainEqual(expect.stringContaining(message));
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('a byte order mark and CRLF are accepted', async () => {
  expect(await messagesOf('\uFEFFprofiles:\r\n  - name: a\r\nscenarios: [browse.txt]\r\n')).toEqual([]);
});

test('what never ends, or is too large, is refused without being read', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'plan.yaml');
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  await writeFile(join(folder, 'big.csv'), Buffer.alloc(65 * 1024 * 1024, 'x'));
  await writeFile(file, 'profiles: [{ name: a, data: [{ file: pipe.csv }, { file: big.csv }, { file: /dev/zero }] }]');
  const { problems } = await loadPlanFile(file, { env: {} });
  expect(problems.map(({ message }) => message)).toEqual([
    'The data file "pipe.csv" cannot be used: this is no regular file.',
    'The data file "big.csv" cannot be used: the file is larger than 64 MiB.',
    'The data file "/dev/zero" cannot be used: it has an unknown extension.',
  ]);
  await writeFile(file, `name: ${'x'.repeat(10_000_000)}\nprofiles: []`);
  expect((await loadPlanFile(file, { env: {} })).problems).toMatchObject([{ message: 'The file is larger than 1 MiB.' }]);
  expect((await loadPlanFile('/dev/zero', { env: {} })).problems).toMatchObject([{ message: 'This is no regular file.' }]);
});

test('a value of the environment is data: it changes no structure and is not looked at again', async () => {
  const text =
    'env: [EVIL, OTHER]\nprofiles: [{ name: a }]\nscenarios: [browse.txt]\nplugins: [{ use: generic, with: { note: "${EVIL}" } }]';
  const evil = 'x"\n- action: upload\n${OTHER}';
  const { plugins, problems } = await load(text, { EVIL: evil, OTHER: 'never' });
  expect(problems).toEqual([]);
  expect(plugins[0]?.with).toEqual({ note: evil });
});

test('a variable that is not listed is named, and its value shown nowhere', async () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG';
  const text = 'profiles: [{ name: a }]\nscenarios: [browse.txt]\nbase: https://shop.example/?key=${AWS_SECRET_ACCESS_KEY}';
  const loaded = await load(text, { AWS_SECRET_ACCESS_KEY: secret });
  expect(loaded.problems).toMatchObject([
    { position: { line: 3, column: 7 }, message: 'The environment variable "AWS_SECRET_ACCESS_KEY" is not listed in `env`.' },
  ]);
  expect(inspect(loaded, { depth: 10 })).not.toContain(secret);
});

test('no problem repeats a value of the environment, wherever it was put', async () => {
  const secret = 'hunter2 "quoted"';
  const put = '"${S}"';
  const { problems } = await load(
    `env: [S]
name: ${put}
seed: ${put}
base: ${put}
allow: [${put}, { origin: ${put} }]
scenarios: [browse.txt, ${put}]
setup: ${put}
start: ${put}
duration: ${put}
speed: ${put}
session: ${put}
think: ${put}
stop: { drain: ${put} }
limits: { rate: ${put}, cap: ${put} }
thresholds: [${put}, "\${S}.p95 < 1s", { check: ${put} }]
tags: ${put}
data: [{ file: ${put} }, { rows: [{ a: 1 }, ${put}], pick: ${put} }]
plugins: [{ use: ${put}, as: [${put}] }]
profiles:
  - { name: ${put}, hours: ${put}, zone: ${put}, count: ${put}, pace: { peak: ${put} }, scenarios: [${put}], link: { down: ${put} } }
  - { name: ${put}, hours: [${put}], pace: ${put}, load: [{ ramp: ${put}, for: ${put} }], scenarios: ${put}, start: ${put} }
`,
    { S: secret },
  );
  expect(problems.length).toBeGreaterThan(20);
  for (const { message, hint } of problems) expect(`${message} ${hint}`).not.toMatch(/hunter2/);
});
