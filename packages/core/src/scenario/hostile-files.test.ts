import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { parseYamlScenario } from './parse-yaml-scenario.ts';
import { loadScenarioFiles } from './scenario-files.ts';

const problemsOf = async (text: string) =>
  (await parseYamlScenario(text, { file: 'deep.yaml', name: 'deep' })).problems.map(({ message }) => message);

test('twenty thousand levels of blocks are refused before they are parsed', async () => {
  for (const level of ['- ', '? '])
    expect(await problemsOf(level.repeat(20_000))).toEqual(['The file is nested more than 64 levels deep.']);
});

test.each(['yaml', 'yml', 'txt', 'scenario'])('a scalar of 10 MB in a .%s file is refused by its size', async (extension) => {
  const folder = await temporaryFolder();
  const file = join(folder, `big.${extension}`);
  await writeFile(file, `name: ${'x'.repeat(10_000_000)}\n`);
  const { scenarios, problems } = await loadScenarioFiles([file]);
  expect(scenarios).toEqual([]);
  expect(problems).toMatchObject([{ position: { line: 1, column: 1 }, message: expect.stringMatching(/^The file is larger than/) }]);
});

test('a file that never ends is refused without being read', async () => {
  const { scenarios, problems } = await loadScenarioFiles(['/dev/zero']);
  expect(scenarios).toEqual([]);
  expect(problems).toMatchObject([{ message: 'This is neither a file nor a folder.' }]);
});
