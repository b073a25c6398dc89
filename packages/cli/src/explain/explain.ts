import {
  actionNames,
  explainScenarios,
  formatProblems,
  isPlanFile,
  loadScenarioFiles,
  nearestWord,
  RushhourError,
  type ActionName,
  type Scenario,
  type SitePlugin,
} from '@rushhour/core';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { loadPlugins, namedPlugins } from '../run/load-plugins.ts';
import { readPlanInput } from '../run/plan-input.ts';
import { reportProblems } from '../run/report-problems.ts';
import type { RawOptions } from '../run/option-values.ts';
import { parseRunSettings } from '../run/run-settings.ts';
import { withBase } from '../run/with-base.ts';
import { createPaint } from '../text/paint.ts';
import { commandLineFile } from './command-line-file.ts';
import { renderExplanation } from './render-explanation.ts';

/** Explains an action on a URL, or every instruction of scenario files, on standard output; returns the exit code. */
export async function explain(words: readonly string[], raw: RawOptions, host: Host): Promise<number> {
  const settings = parseRunSettings(raw);
  const paint = createPaint({ isTTY: host.stdout.isTTY, env: host.env, noColor: settings.noColor });
  const print = (scenarios: readonly Scenario[], plugins: readonly SitePlugin[]) => {
    for (const explanation of explainScenarios(withBase(scenarios, settings.base), { plugins })) {
      host.stdout.write(`${renderExplanation(explanation, paint)}\n`);
    }
  };
  const [first = '', second = '', ...more] = words;
  if (words.length === 1 && (await isPlanFile(first))) {
    const { loaded, plugins, problems, hide } = await readPlanInput(first, settings, host);
    const { base } = loaded.options;
    print(
      loaded.scenarios.map((scenario) => (base === undefined ? scenario : { base, ...scenario })),
      plugins,
    );
    return reportProblems([hide(formatProblems(problems))], host);
  }
  const plugins = await loadPlugins(namedPlugins(settings.plugins, host.cwd));
  if (more.length === 0 && isUrl(second)) {
    print([commandLineScenario(readAction(first), second)], plugins);
    return exitCode.ok;
  }
  const { scenarios, problems } = await loadScenarioFiles(words);
  print(scenarios, plugins);
  return reportProblems([formatProblems(problems)], host);
}

function readAction(word: string): ActionName {
  const known = actionNames.find((name) => name === word.toLowerCase());
  if (known !== undefined) return known;
  const nearest = nearestWord(word, actionNames);
  throw new RushhourError('option_invalid', {
    message: `There is no action "${word}".`,
    hint: nearest === undefined ? `The actions are ${actionNames.join(', ')}.` : `Did you mean "${nearest}"?`,
  });
}

function commandLineScenario(action: ActionName, target: string): Scenario {
  const position = { file: commandLineFile, line: 1, column: 1 };
  return { name: commandLineFile, order: 'sequential', draws: 1, instructions: [{ action, target, with: {}, position }], position };
}

function isUrl(word: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(word) && URL.canParse(word);
}
