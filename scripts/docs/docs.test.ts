import { existsSync, globSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { formatProblems, parseLineFormat, parseYamlScenario } from '@rushhour/core';
import { expect, test } from 'vitest';
import { readPage } from './read-page.ts';
import { typeCheckSnippets } from './type-check-snippets.ts';

const root = resolve(import.meta.dirname, '../..');
const patterns = ['*.md', 'docs/*.md', 'docs/decisions/*.md', 'packages/*/README.md', 'examples/*/README.md', 'bench/*.md'];
const pages = new Map(globSync(patterns, { cwd: root }).map((name) => [name, readPage(join(root, name))]));

test('every TypeScript block of the documentation compiles', () => {
  const blocks = [...pages].map(([name, { blocks: all }]) => [name, all.filter(({ language }) => language === 'ts')] as const);
  expect(typeCheckSnippets(new Map(blocks), root)).toBe('');
});

test('every scenario of the documentation is valid', async () => {
  const problems: string[] = [];
  for (const [name, { blocks }] of pages) {
    for (const { file, text, line } of blocks) {
      const source = { file: `${name}:${line} ${file ?? ''}`, name: 'snippet' };
      if (file === undefined || !['.txt', '.scenario', '.yaml'].includes(extname(file))) continue;
      const parsed = extname(file) === '.yaml' ? await parseYamlScenario(text, source) : parseLineFormat(text, source);
      problems.push(formatProblems(parsed.problems));
    }
  }
  expect(problems.filter((text) => text !== '')).toEqual([]);
  expect(problems.length).toBeGreaterThan(0);
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
