import { resolve } from 'node:path';
import { ScenarioRunner, systemClock, type RunSummary, type ScenarioRunnerOptions } from '@rushhour/core';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { openJournalFile, type JournalFile } from '../journal-file.ts';
import { checkWritable, prepareSummaryFile } from '../summary-file.ts';
import { renderSummary } from '../summary/render-summary.ts';
import { formatPlural } from '../text/format.ts';
import { createPaint, type Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { createLiveView } from '../view/live-view.ts';
import { createPlainView } from '../view/plain-view.ts';
import { createProgressReader } from '../view/read-progress.ts';
import type { RunLimits } from '../view/run-progress.ts';
import { silentView, type RunView } from '../view/run-view.ts';
import { narrateActions } from './narrate-actions.ts';

/** What a run shows and writes. */
export interface RunOutput {
  readonly quiet: boolean;
  readonly noColor: boolean;
  /** Plain lines even on a terminal, and one for each action. */
  readonly verbose: boolean;
  /** A file, or `-` for standard output. */
  readonly summary?: string | undefined;
  readonly journal?: string | undefined;
}

/** A run as the command plays it. */
export interface PlayRunOptions {
  readonly host: Host;
  readonly run: Omit<ScenarioRunnerOptions, 'journal' | 'clock'>;
  readonly limits: RunLimits;
  readonly output: RunOutput;
  /** The command that plays the same again, by the seed that was used. */
  readonly repeat: (seed: string) => string;
}

/** How many lines of warnings are shown, at most. */
const shownWarnings = 50;

/** A run that is over. */
export interface PlayedRun {
  readonly code: number;
  readonly summary: RunSummary;
}

/** Plays a run with its view, journal, summary and signals. Rejects with what was wrong before anything was sent. */
export async function playRun({ host, run, limits, output, repeat }: PlayRunOptions): Promise<PlayedRun> {
  const paint = createPaint({ isTTY: host.stderr.isTTY, env: host.env, noColor: output.noColor });
  const live = host.stderr.isTTY === true && !output.quiet && !output.verbose && host.env['TERM'] !== 'dumb';
  const view = output.quiet ? silentView : live ? createLiveView(host.stderr, { paint, limits }) : createPlainView(host.stderr);
  const writeSummary = output.summary === undefined ? undefined : prepareSummaryFile(output.summary, host);
  const journal = openJournal(output.journal, host, paint);
  const runner = new ScenarioRunner({ ...run, clock: systemClock, ...(journal && { journal }) });
  const update = updater(runner, view);
  if (output.verbose) narrateActions(runner, (line) => view.log(line), paint);
  const reason = reportEvents(runner, { view, paint, update });
  const show = (summary: RunSummary) => {
    writeSummary?.(summary);
    if (output.quiet) return;
    const columns = host.stderr.isTTY === true ? host.stderr.columns : undefined;
    host.stderr.write(renderSummary(summary, { paint, columns, reason: reason(), repeat: repeat(summary.seed) }));
  };
  const releases = [
    host.atExit(() => view.close()),
    host.interruptible({
      stop(why) {
        const wait =
          runner.underWay === 0 ? '' : `: ${formatPlural(runner.underWay, 'action')} under way, up to 20 s; Ctrl+C again to stop now`;
        view.log(paint('yellow', `Stopping (${why})${wait}.`));
        runner.stop(why);
      },
      cut() {
        runner.halt('a second signal');
        view.close();
        journal?.flush();
        const summary = runner.summary();
        if (summary !== undefined) show(summary);
      },
    }),
  ];
  const stopUpdating = live ? again(view.everyMs, update) : later(view.everyMs, update);
  try {
    const summary = await runner.run();
    view.close();
    show(summary);
    return { code: exitCode.ok, summary };
  } finally {
    stopUpdating();
    view.close();
    await journal?.end();
    for (const release of releases) release();
  }
}

/** Brings the view up to date; does nothing before the run has begun. */
function updater(runner: ScenarioRunner, view: RunView): () => void {
  const read = createProgressReader();
  let users = 0;
  let playsEnded = 0;
  runner.on('runStart', (event) => {
    ({ users } = event);
  });
  runner.on('playEnd', () => {
    playsEnded += 1;
  });
  return () => {
    const summary = runner.summary();
    if (summary !== undefined) view.update(read(summary, { phase: runner.phase, users, playsEnded }));
  };
}

function openJournal(target: string | undefined, host: Host, paint: Paint): JournalFile | undefined {
  if (target === undefined) return undefined;
  const path = resolve(host.cwd, target);
  checkWritable('--journal', target, path);
  return openJournalFile(path, {
    onError: (error) => {
      const why = error instanceof Error ? error.message : String(error);
      host.stderr.write(`${paint('red', `error: The journal "${target}" ends here, it could not be written: ${why}.`)}\n`);
    },
  });
}

/** Shows what happens beside the actions; returns what tells why the run ended. */
function reportEvents(
  runner: ScenarioRunner,
  { view, paint, update }: { readonly view: RunView; readonly paint: Paint; readonly update: () => void },
): () => string | undefined {
  let reason: string | undefined;
  let warnings = 0;
  const warn = (text: string) => {
    warnings += 1;
    if (warnings < shownWarnings) view.log(paint('yellow', `! ${text}`));
    else if (warnings === shownWarnings) view.log(paint('yellow', '! More warnings are not shown.'));
  };
  runner.on('runStart', ({ users, seed }) =>
    view.log(paint('dim', `Playing with ${formatPlural(users, 'user')}; seed ${printable(seed)}.`)),
  );
  runner.on('warning', ({ message }) => warn(printable(message)));
  runner.on('reload', ({ problems, scenarios }) => {
    if (problems !== '') warn(`Scenario files changed and have problems; the last good version stays.\n${problems}`);
    else
      view.log(
        paint('dim', `Scenario files changed: ${formatPlural(scenarios.length, 'scenario')} taken over, from each user's next play.`),
      );
  });
  runner.on('phase', ({ phase, reason: why }) => {
    if (phase === 'ready' || phase === 'running') return;
    reason ??= why;
    // The other phases of a stop are over before anyone could read of them.
    if (phase === 'draining' || phase === 'aborting') update();
  });
  return () => reason;
}

/** Calls back now and then again and again; returns what ends it. */
function again(everyMs: number, callback: () => void): () => void {
  callback();
  return later(everyMs, callback);
}

/** Calls back again and again; returns what ends it. */
function later(everyMs: number, callback: () => void): () => void {
  let timer = systemClock.setTimer(everyMs, function tick() {
    callback();
    timer = systemClock.setTimer(everyMs, tick);
  });
  return () => timer.cancel();
}
