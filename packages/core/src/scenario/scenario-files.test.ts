import { execFileSync } from 'node:child_process';
import { rename, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { formatProblems } from './problem.ts';
import { loadScenarioFiles } from './scenario-files.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';

test('files and folders are loaded, folders recursively and in order', async () => {
  const folder = await temporaryFolder({
    'shop/b.txt': 'open /b',
    'shop/a.yaml': 'instructions: [{ open: /a }]',
    'shop/deep/c.scenario': '#Random name=see\nopen /c',
    'shop/readme.md': 'not a scenario',
    'shop/.hidden.txt': 'not a scenario',
    'shop/.git/x.txt': 'not a scenario',
    'single.yml': 'instructions: [{ open: /s }]',
  });
  const { scenarios, problems } = await loadScenarioFiles([join(folder, 'shop'), join(folder, 'single.yml'), join(folder, 'shop/b.txt')]);
  expect(problems).toEqual([]);
  expect(scenarios.map(({ name }) => name)).toEqual(['a', 'b', 'see', 'single']);
  expect(scenarios[2]?.folder).toBe(join(folder, 'shop/deep'));
});

test('every problem of every file is told, the files named as they were given', async () => {
  const folder = await temporaryFolder({
    'shop/a.txt': 'opne /',
    'shop/a.yaml': 'instructions: [{ open: /, timout: 1s }]',
    'shop/b.txt': 'open /',
    'shop/b.yaml': 'instructions: [{ open: / }]',
    'shop/binary.txt': new Uint8Array([0xff, 0xfe, 0x00]),
    'shop/large.txt': '#'.repeat(1024 * 1024 + 1),
    'notes.md': '',
    'empty/readme.md': '',
    'plan.yaml': 'profiles: []',
  });
  execFileSync('mkfifo', [join(folder, 'shop', 'pipe.txt'), join(folder, 'pipe.txt')]);
  const paths = ['shop', 'notes.md', 'empty', 'plan.yaml', 'missing.txt', 'pipe.txt'].map((name) => relative('.', join(folder, name)));
  const { problems } = await loadScenarioFiles(paths);
  expect(formatProblems(problems).replaceAll(`${relative('.', folder)}/`, '')).toMatchInlineSnapshot(`
    "empty:1:1: The folder holds no scenario files.
      Scenario files end in \`.txt\`, \`.scenario\`, \`.yaml\` or \`.yml\`.
    missing.txt:1:1: There is no such file or folder.
      Check the path.
    notes.md:1:1: The file has an unknown extension.
      Scenario files end in \`.txt\`, \`.scenario\`, \`.yaml\` or \`.yml\`.
    pipe.txt:1:1: This is neither a file nor a folder.
      Scenario files end in \`.txt\`, \`.scenario\`, \`.yaml\` or \`.yml\`.
    plan.yaml:1:1: This is a plan (it has \`profiles:\`), not a scenario.
      Give a plan to \`rushhour run\` alone: it names its scenarios itself, with \`scenarios:\`.
    shop/a.txt:1:1: Unknown action "opne".
      Did you mean \`open\`?
    shop/a.yaml:1:27: Unknown key "timout".
      Did you mean \`timeout\`?
    shop/b.yaml:1:1: The scenario "b" is there twice: "shop/b.txt" has the same name.
      Rename one of the files, or give it another \`name\`.
    shop/binary.txt:1:1: The file is not UTF-8 text.
      Save it as UTF-8.
    shop/large.txt:1:1: The file is larger than 1 MiB.
      Split it into several files."
  `);
});

test('a mounted ConfigMap is read once, through its links', async () => {
  const folder = await temporaryFolder({ '..2026_01/browse.txt': 'open /' });
  await symlink('..2026_01', join(folder, '..data'));
  await symlink(join('..data', 'browse.txt'), join(folder, 'browse.txt'));
  await symlink('.', join(folder, 'loop'));
  const { scenarios, problems } = await loadScenarioFiles([folder]);
  expect(problems).toEqual([]);
  expect(scenarios.map(({ name, folder: found }) => [name, found])).toEqual([['browse', folder]]);
});

test('two scenarios of one name are a problem', async () => {
  const folder = await temporaryFolder({ 'a/x.txt': 'open /', 'b/x.txt': 'open /' });
  await rename(join(folder, 'b'), join(folder, 'c'));
  const { scenarios, problems } = await loadScenarioFiles([folder]);
  expect(scenarios.length).toBe(1);
  expect(problems.map(({ message }) => message.replaceAll(folder, ''))).toEqual([
    'The scenario "x" is there twice: "/a/x.txt" has the same name.',
  ]);
});
