import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { checkRun, formatProblems, parseLineFormat, parseYamlScenario } from '@rushhour/core';
import { generic } from '@rushhour/plugin-generic';
import { expect, test } from 'vitest';
import { readPage } from './read-page.ts';
import { typeCheckSnippets } from './type-check-snippets.ts';

const root = resolve(import.meta.dirname, '../..');
const patterns = ['*.md', 'docs/*.md', 'docs/decisions/*.md', 'packages/*/README.md', 'examples/*/README.md', 'bench/*.md'];
/** Holds the photo.jpg the scenarios upload. */
const photos = join(root, 'examples/quickstart/files');
const parsers = { '.txt': parseLineFormat, '.yaml': parseYamlScenario };
const pages = new Map(globSync(patterns, { cwd: root }).map((name) => [name, readPage(join(root, name))]));

test('every TypeScript block of the documentation compiles', () => {
  const blocks = [...pages].map(([name, { blocks: all }]) => [name, all.filter(({ language }) => language === 'ts')] as const);
  expect(typeCheckSnippets(new Map(blocks), root)).toBe('');
});

test('every scenario of the documentation is valid', async () => {
  const scenarios = [...pages].flatMap(([name, { blocks }]) =>
    blocks
      .map(({ file = '', line, text }) => ({ file: `${name}:${line}/${file}`, extension: extname(file), text }))
      .filter(({ extension }) => extension in parsers),
  );
  expect(scenarios.length).toBeGreaterThan(3);
  for (const { file, extension, text } of scenarios) {
    const { scenario, problems } = await parsers[extension as keyof typeof parsers](text, { file, name: 'snippet' });
    expect(formatProblems(problems)).toBe('');
    await checkRun({ scenarios: scenario === undefined ? [] : [scenario], plugins: [generic({ downloads: root })], files: photos });
  }
});

test('every YAML scenario of the documentation and the examples begins with the schema that is published', () => {
  const published = '@rushhour/core/schema/scenario.schema.json';
  expect(existsSync(join(root, 'node_modules', published))).toBe(true);
  const blocks = [...pages].flatMap(([name, { blocks: all }]) =>
    all
      .filter(({ language, text }) => /^ya?ml$/.test(language) && /^instructions:/m.test(text))
      .map(({ line, text }) => ({ name: `${name}:${line}`, text })),
  );
  const files = globSync(['examples/*/*.{yaml,yml}'], { cwd: root }).map((name) => ({
    name,
    text: readFileSync(join(root, name), 'utf8'),
  }));
  const scenarios = [...blocks, ...files];
  expect(scenarios.length).toBeGreaterThan(3);
  const naming = /^# yaml-language-server: \$schema=\.{1,2}\/(?:\.\.\/)*node_modules\/(.+)\n/;
  expect(scenarios.filter(({ text }) => naming.exec(text)?.[1] !== published).map(({ name }) => name)).toEqual([]);
});

test('every relative link of the documentation leads somewhere', () => {
  const broken = [...pages].flatMap(([name, { links }]) =>
    links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? name : relative(root, resolve(root, dirname(name), path));
        if (!existsSync(join(root, target)) && !target.startsWith('docs/api')) return true;
        return anchor !== undefined && pages.has(target) && pages.get(target)?.anchors.includes(anchor) !== true;
      })
      .map((link) => `${name}: ${link}`),
  );
  expect(broken).toEqual([]);
});
