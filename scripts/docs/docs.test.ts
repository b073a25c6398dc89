import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { createContent } from '@rushhour/content';
import { checkRun, formatProblems, parseLineFormat, parseYamlScenario } from '@rushhour/core';
import { generic } from '@rushhour/plugin-generic';
import { s3 } from '@rushhour/plugin-s3';
import { expect, test } from 'vitest';
import { drawPlans } from './draw-plans.ts';
import { findPlanProblems } from './find-plan-problems.ts';
import { pagesWithPlans } from './pages-with-plans.ts';
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

test('every scenario of the documentation that no plan names is valid on its own', async () => {
  const scenarios = [...pages].flatMap(([name, { blocks }]) =>
    blocks
      .filter(({ file = '', text }) => !isPlan(text) && !blocks.some((plan) => isPlan(plan.text) && plan.text.includes(file)))
      .map(({ file = '', line, text }) => ({ file: `${name}:${line}/${file}`, extension: extname(file), text }))
      .filter(({ extension }) => extension in parsers),
  );
  expect(scenarios.length).toBeGreaterThan(3);
  for (const { file, extension, text } of scenarios) {
    const { scenario, problems } = await parsers[extension as keyof typeof parsers](text, { file, name: 'snippet' });
    expect(formatProblems(problems)).toBe('');
    const endpoint = 'http://127.0.0.1:9000';
    await checkRun({
      scenarios: scenario === undefined ? [] : [scenario],
      plugins: [generic({ downloads: root }), ...(text.includes('s3://') ? [s3({ endpoint })] : [])],
      ...(text.includes('s3://') && { allow: [endpoint] }),
      content: createContent(),
      files: photos,
    });
  }
});

test('every plan of the documentation is valid, and every part of one', async () => {
  const problems = await Promise.all(
    [...pages].map(([name, { blocks }]) => findPlanProblems(blocks, { place: dirname(join(root, name)), files: photos })),
  );
  expect(problems.flat()).toEqual([]);
});

test.each(pagesWithPlans)('%s shows plans as they are, and what the command says of them', (page) => {
  const { text, pictures } = drawPlans(page, root);
  // `node scripts/draw-plans.ts` writes them anew.
  expect(text).toBe(readFileSync(join(root, page), 'utf8'));
  for (const [name, picture] of pictures) expect(picture).toBe(readFileSync(join(root, name), 'utf8'));
});

test.each([
  ['scenario', /^instructions:/m],
  ['plan', /^profiles:/m],
] as const)('every YAML %s file of the documentation and the examples begins with the schema that is published', (kind, pattern) => {
  const published = `@rushhour/core/schema/${kind}.schema.json`;
  expect(existsSync(join(root, 'node_modules', published))).toBe(true);
  const files = globSync(['examples/*/*.{yaml,yml}', 'docs/*/*.yaml'], { cwd: root })
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))
    .filter(({ text }) => pattern.test(text));
  // Pages show plans without it.
  const blocks = [...pages].flatMap(([name, { blocks: all }]) =>
    all
      .filter(({ language, text }) => kind === 'scenario' && /^ya?ml$/.test(language) && pattern.test(text))
      .map(({ line, text }) => ({ name: `${name}:${line}`, text })),
  );
  expect(files.length).toBeGreaterThan(0);
  const naming = /^# yaml-language-server: \$schema=\.{1,2}\/(?:\.\.\/)*node_modules\/(.+)\n/;
  expect([...files, ...blocks].filter(({ text }) => naming.exec(text)?.[1] !== published).map(({ name }) => name)).toEqual([]);
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

function isPlan(text: string): boolean {
  return /^profiles:/m.test(text);
}
