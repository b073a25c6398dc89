import { cleanUp, formatProblems, isPlanFile, RushhourError, type CleanUpSummary, type ScenarioRunnerOptions } from '@rushhour/core';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { commandLineOptions } from '../run/command-line-options.ts';
import { findFileProblems } from '../run/find-file-problems.ts';
import { hideData } from '../run/hide-data.ts';
import { loadContent } from '../run/load-content.ts';
import { loadPlugins, namedPlugins } from '../run/load-plugins.ts';
import type { RawOptions } from '../run/option-values.ts';
import { readPlanInput } from '../run/plan-input.ts';
import { reportProblems } from '../run/report-problems.ts';
import { runHttp } from '../run/run-http.ts';
import { parseRunSettings, type RunSettings } from '../run/run-settings.ts';
import { withBase } from '../run/with-base.ts';
import { formatBytes, formatCount, formatPlural } from '../text/format.ts';
import { createPaint, type Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { describeThing } from './describe-thing.ts';

/** Removes what earlier runs of a plan left, or lists it; returns the exit code. */
export async function cleanUpFiles(files: readonly string[], raw: RawOptions, host: Host): Promise<number> {
  const settings = parseRunSettings(raw);
  const dryRun = raw['dryRun'] === true;
  const asJson = raw['json'] === true;
  const read = await readOptions(files, settings, host);
  if (read.options === undefined) return reportProblems(read.problems, host);
  const paint = createPaint({ isTTY: host.stdout.isTTY, env: host.env, noColor: settings.noColor });
  const stopping = new AbortController();
  const release = host.interruptible({ stop: () => stopping.abort(), cut: () => stopping.abort() });
  try {
    const summary = await cleanUp(read.options, {
      dryRun,
      signal: stopping.signal,
      onThing(thing) {
        if (asJson) host.stdout.write(`${JSON.stringify(thing)}\n`);
        else if (!settings.quiet) host.stdout.write(`${describeThing(thing, { now: Date.now(), paint })}\n`);
      },
      warn: (message) => host.stderr.write(`${paint('yellow', printable(message))}\n`),
    });
    if (!asJson) host.stdout.write(`${describeSummary(summary, { dryRun, wasStopped: stopping.signal.aborted, paint })}\n`);
    return summary.failed > 0 || summary.unlisted.length > 0 || stopping.signal.aborted ? exitCode.internal : exitCode.ok;
  } finally {
    release();
  }
}

type Read =
  | { readonly options: ScenarioRunnerOptions; readonly problems?: undefined }
  | { readonly options?: undefined; readonly problems: readonly string[] };

async function readOptions(files: readonly string[], settings: RunSettings, host: Host): Promise<Read> {
  const [first = ''] = files;
  const content = await loadContent();
  if (files.length === 1 && (await isPlanFile(first))) {
    const { loaded, options, problems, error } = await readPlanInput(first, settings, host);
    if (problems.length > 0 || error !== '') return { problems: [formatProblems(problems), error] };
    return { options: { ...options, content, http: runHttp(settings, host, hideData(loaded.plan)) } };
  }
  const plugins = await loadPlugins(namedPlugins(settings.plugins, host.cwd));
  const { scenarios, problems, error } = await findFileProblems(files, { plugins, settings, cwd: host.cwd });
  if (problems.length > 0 || error !== '') return { problems: [formatProblems(problems), error] };
  if (scenarios.length === 0) throw new RushhourError('input_invalid', { message: 'There is no scenario in what was named.' });
  return {
    options: {
      ...commandLineOptions(settings, host),
      scenarios: withBase(scenarios, settings.base),
      plugins,
      content,
      http: runHttp(settings, host),
    },
  };
}

function describeSummary(
  { found, removed, live, failed, bytes, unable, unlisted }: CleanUpSummary,
  { dryRun, wasStopped, paint }: { readonly dryRun: boolean; readonly wasStopped: boolean; readonly paint: Paint },
): string {
  const size = bytes > 0 ? ` (${formatBytes(bytes)})` : '';
  const done = dryRun ? `${formatPlural(removed, 'thing')}${size} would be removed.` : `${formatPlural(removed, 'thing')} removed${size}.`;
  return [
    ...(found > 0 ? [paint('bold', done)] : unlisted.length === 0 ? ['Nothing was left by runs of rushhour.'] : []),
    ...(live > 0 ? [`${formatCount(live)} left alone: their run goes on and they are not due.`] : []),
    ...(failed > 0 ? [paint('red', `${formatCount(failed)} could not be removed; try again.`)] : []),
    ...(wasStopped ? ['Stopped before the end.'] : []),
    ...unlisted.map((target) =>
      paint(
        'red',
        `What was made below "${printable(target)}" cannot be found: say where without names in braces, such as a bucket, to clean up there.`,
      ),
    ),
    ...unable.map((plugin) => `The plugin "${plugin}" has uploads here and cannot clean up: what it created stays.`),
  ].join('\n');
}
