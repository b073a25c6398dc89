import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { quoted } from '../support/quoted.ts';
import { parseLineFormat, type ParsedScenario } from './parse-line-format.ts';
import { parseYamlScenario } from './parse-yaml-scenario.ts';
import type { Fault, Problem } from './problem.ts';
import type { Scenario } from './scenario.ts';

/** Bytes a scenario file may have; those in YAML have a limit of their own, below this. */
const largestFile = 1024 * 1024;

const lineExtensions: ReadonlySet<string> = new Set(['.txt', '.scenario']);
const yamlExtensions: ReadonlySet<string> = new Set(['.yaml', '.yml']);
const extensionHint = 'Scenario files end in `.txt`, `.scenario`, `.yaml` or `.yml`.';

/** What became of scenario files: the good scenarios, and every problem of all files. */
export interface LoadedScenarios {
  readonly scenarios: readonly Scenario[];
  /** What could be read of files with problems: not to be played, but `findProblems` finds what else is wrong with them. */
  readonly drafts: readonly Scenario[];
  readonly problems: readonly Problem[];
}

/** Scenario files as they were found: paths as the user would write them, in order. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Loads scenario files and folders (`*.txt`, `*.scenario`, `*.yaml`, `*.yml`, folders recursively, hidden entries left out). Never rejects:
 * whatever is wrong with any of them is a problem, the files named as they were given.
 */
export async function loadScenarioFiles(paths: readonly string[]): Promise<LoadedScenarios> {
  const { files, problems: unfound } = await findScenarioFiles(paths);
  const problems = [...unfound];
  const scenarios = new Map<string, Scenario>();
  const drafts: Scenario[] = [];
  for (const file of files) {
    const parsed = await loadScenarioFile(file);
    problems.push(...parsed.problems);
    if (parsed.draft !== undefined) drafts.push(parsed.draft);
    if (parsed.scenario === undefined) continue;
    const { name, position } = parsed.scenario;
    const first = scenarios.get(name);
    if (first === undefined) scenarios.set(name, parsed.scenario);
    else {
      const message = `The scenario ${quoted(name)} is there twice: ${quoted(first.position.file)} has the same name.`;
      drafts.push(parsed.scenario);
      problems.push({ position, message, hint: 'Rename one of the files, or give it another `name`.' });
    }
  }
  return { scenarios: [...scenarios.values()], drafts, problems };
}

/** Finds the scenario files below paths, each once. */
export async function findScenarioFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const visited = new Set<string>();
  const add = async (path: string) => {
    const real = await realpath(path);
    if (!files.has(real)) files.set(real, path);
  };
  const enter = async (folder: string): Promise<number> => {
    const real = await realpath(folder);
    if (visited.has(real)) return 0;
    visited.add(real);
    let found = 0;
    for (const name of (await readdir(folder)).toSorted()) {
      if (name.startsWith('.')) continue;
      const path = join(folder, name);
      const entry = await stat(path).catch(() => undefined);
      if (entry?.isDirectory() === true) found += await enter(path);
      else if (entry?.isFile() === true && isScenarioName(name)) {
        found += 1;
        // It may vanish at any moment; then it is not there, which is no problem of the folder.
        await add(path).catch(() => undefined);
      }
    }
    return found;
  };
  for (const path of paths) {
    try {
      const entry = await stat(path);
      if (entry.isDirectory()) {
        if ((await enter(path)) === 0)
          problems.push(atStart(path, { message: 'The folder holds no scenario files.', hint: extensionHint }));
      } else if (!entry.isFile()) problems.push(atStart(path, { message: 'This is neither a file nor a folder.', hint: extensionHint }));
      else if (!isScenarioName(path)) problems.push(atStart(path, { message: `The file has an unknown extension.`, hint: extensionHint }));
      else await add(path);
    } catch (error) {
      problems.push(atStart(path, unreadable(error)));
    }
  }
  return { files: [...files.values()], problems };
}

async function loadScenarioFile(file: string): Promise<ParsedScenario> {
  const extension = extname(file).toLowerCase();
  const source = { file, name: basename(file, extname(file)), folder: dirname(resolve(file)) };
  try {
    const { size } = await stat(file);
    if (size > largestFile)
      return { problems: [atStart(file, { message: 'The file is larger than 1 MiB.', hint: 'Split it into several files.' })] };
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return yamlExtensions.has(extension) ? await parseYamlScenario(text, source) : parseLineFormat(text, source);
  } catch (error) {
    const fault = error instanceof TypeError ? { message: 'The file is not UTF-8 text.', hint: 'Save it as UTF-8.' } : unreadable(error);
    return { problems: [atStart(file, fault)] };
  }
}

function isScenarioName(name: string): boolean {
  const extension = extname(name).toLowerCase();
  return lineExtensions.has(extension) || yamlExtensions.has(extension);
}

function atStart(file: string, fault: Fault): Problem {
  return { position: { file, line: 1, column: 1 }, ...fault };
}

function unreadable(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT') return { message: 'There is no such file or folder.', hint: 'Check the path.' };
  return { message: `The file cannot be read (${code}).`, hint: 'Check its permissions.' };
}
