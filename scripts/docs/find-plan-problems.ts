import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createContent } from '@rushhour/content';
import { checkRun, formatProblems, isRushhourError, loadPlanFile } from '@rushhour/core';
import { generic } from '@rushhour/plugin-generic';
import { loadPlugin } from '../../packages/cli/src/load-plugin.ts';
import type { PageBlock } from './read-page.ts';

/**
 * Checks the plans of a page as a run would before its first byte, with the other named blocks of the page as their files, or the real ones where
 * a block shows a file. YAML that is neither a plan nor a scenario must be a part of a plan, or of a profile.
 *
 * @param places - the folder of the page, and one where files to upload are found
 * @returns what is wrong, as text
 */
export async function findPlanProblems(
  blocks: readonly PageBlock[],
  { place, files }: { readonly place: string; readonly files: string },
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rushhour-plans-'));
  try {
    for (const { file, text } of blocks) if (file !== undefined) write(join(folder, file), text);
    const found: string[] = [];
    for (const { language, file, line, text } of blocks) {
      if (language !== 'yaml' || /^instructions:/m.test(text)) continue;
      const shown = file === undefined ? undefined : join(place, file);
      const named = shown !== undefined && existsSync(shown) ? shown : join(folder, file ?? `line-${line}.yaml`);
      const problems = isPlan(text) ? await problemsOf(named, text, files) : await problemsOfPart(named, text, files);
      if (problems !== '') found.push(`line ${line}: ${problems}`);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isPlan(text: string): boolean {
  return /^profiles:/m.test(text);
}

async function problemsOf(file: string, text: string, files: string): Promise<string> {
  if (!existsSync(file)) write(file, text);
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  const env = Object.fromEntries(names.map((name) => [name, name.endsWith('URL') ? 'https://shop.example' : '100']));
  const { options, scenarios, problems, plugins: named } = await loadPlanFile(file, { env });
  if (problems.length > 0) return formatProblems(problems);
  if (scenarios.length === 0) return '';
  try {
    const plugins = await Promise.all(
      named.map(({ use, as, with: config }) => loadPlugin(use, { from: [dirname(file), import.meta.dirname], as, with: config })),
    );
    await checkRun({ files, ...options, scenarios, plugins: [...plugins, generic()], content: createContent() });
    return '';
  } catch (error) {
    if (isRushhourError(error)) return error.message;
    throw error;
  }
}

/** The problems of a part in the place where it has the fewest. */
async function problemsOfPart(file: string, text: string, files: string): Promise<string> {
  const ofPlan = await problemsOf(`${file}.plan.yaml`, `${text}profiles: [{ name: somebody }]\n`, files);
  if (ofPlan === '') return '';
  const indented = text.replace(/^(?=.)/gm, '    ');
  const ofProfile = await problemsOf(
    `${file}.profile.yaml`,
    `limits: { rate: 100/min }\nprofiles:\n  - name: somebody\n${indented}`,
    files,
  );
  return ofProfile === '' ? '' : `${ofPlan}\n${ofProfile}`;
}

function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
