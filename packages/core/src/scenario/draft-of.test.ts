import { expect, test } from 'vitest';
import { parseLineFormat } from './parse-line-format.ts';
import { parseYamlScenario } from './parse-yaml-scenario.ts';

const source = { file: 'browse.txt', name: 'browse' };
const targetsOf = (scenario: { readonly instructions: readonly { readonly target?: string }[] } | undefined) =>
  scenario?.instructions.map(({ target }) => target);

test('what could be read of a text with problems is a draft, never a scenario', async () => {
  const lines = parseLineFormat('opne /a\nopen /b metod=POST\nopen /c weight=-1\n', source);
  expect(lines.scenario).toBeUndefined();
  expect(targetsOf(lines.draft)).toEqual(['/b', '/c']);
  const yaml = await parseYamlScenario('instructions: [{ opne: /a }, { open: /b }]', source);
  expect(yaml.scenario).toBeUndefined();
  expect(targetsOf(yaml.draft)).toEqual(['/b']);
});

test('a text without problems has no draft', () => {
  expect(parseLineFormat('open /a\n', source).draft).toBeUndefined();
});

test('where the base may have been misspelt, relative targets cannot be judged', async () => {
  const body = 'open /a\nopen https://shop.example/b\nfollow\n';
  expect(targetsOf(parseLineFormat(`#Random bsae=https://shop.example\n${body}`, source).draft)).toEqual([
    'https://shop.example/b',
    undefined,
  ]);
  expect(targetsOf(parseLineFormat(`#Random drws=1 base=https://shop.example\n${body}`, source).draft)).toHaveLength(3);
  const yaml = 'bsae: https://shop.example\ninstructions: [{ open: /a }, { open: https://shop.example/b }]';
  expect(targetsOf((await parseYamlScenario(yaml, source)).draft)).toEqual(['https://shop.example/b']);
});

test('nothing that could be read is no draft', () => {
  expect(parseLineFormat('opne /a\n', source).draft).toBeUndefined();
});
