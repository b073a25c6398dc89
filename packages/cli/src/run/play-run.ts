import { resolve } from 'node:path';
import { ScenarioRunner, systemClock, type RunSummary, type ScenarioRunnerOptions } from '@rushhour/core';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { openJournalFile, type JournalFile } from '../journal-file.ts';
import { checkWritable, prepareSummaryFile } from '../summary-file.ts';
import { renderSummary } from '../summary/render-summary.ts';
import { createPaint, type Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { followProgress } from '../view/follow-progress.ts';
import { createLiveView } from '../view/live-view.ts';
import { createPlainView } from '../view/plain-view.ts';
import { underWay, type RunLimits } from '../view/run-progress.ts';
import { silentView, type RunView } from '../view/run-view.ts';

/** What a run shows and writes. */
export interface RunOutput {
  readonly quiet: boolean;
  readonly noColor: boolean;
  /** Plain lines even on a terminal, because something else is printed in between. */
  readonly plain: boolean;
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

/** How often a live view is redrawn, and a plain one asked, in milliseconds. */
const liveEveryMs = 200;
const plainEveryMs = 1000;

/** How many lines of warnings are shown, at most. */
const shownWarnings = 50;

/** Plays a run with its view, journal, summary and signals; returns the exit code. */
export async function playRun({ host, run, limits, output, repeat }: PlayRunOptions): Promise<number> {
  const paint = createPaint({ isTTY: host.stderr.isTTY, env: host.env, noColor: output.noColor });
  const live = host.stderr.isTTY === true && !output.quiet && !output.plain && host.env['TERM'] !== 'dumb';
  const view = output.quiet ? silentView : live ? createLiveView(host.stderr, { paint, limits }) : createPlainView(host.stderr);
  const writeSummary = output.summary === undefined ? undefined : prepareSummaryFile(output.summary, host);
  const journal = openJournal(output.journal, host, paint);
  const runner = new ScenarioRunner({ ...run, clock: systemClock, ...(journal && { journal }) });

  const follower = followProgress(runner, systemClock.now());
  const progress = () => follower.progress(systemClock.now());
  const reason = reportEvents(runner, view, paint);
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
        const count = underWay(progress());
        view.log(paint('yellow', `Stopping (${why}): ${count} actions under way, up to 20 s; Ctrl+C again to stop now.`));
        runner.stop(why);
      },
      cut() {
        view.close();
        const summary = runner.abort();
        journal?.flush();
        show(summary);
      },
    }),
  ];
  const stopTicking = tick(live ? liveEveryMs : plainEveryMs, () => view.update(progress()));
  try {
    const summary = await runner.run();
    view.close();
    show(summary);
    return exitCode.ok;
  } finally {
    stopTicking();
    follower.close();
    view.close();
    for (const release of releases) release();
  }
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
function reportEvents(runner: ScenarioRunner, view: RunView, paint: Paint): () => string | undefined {
  let reason: string | undefined;
  let warnings = 0;
  const warn = (text: string) => {
    warnings += 1;
    if (warnings < shownWarnings) view.log(paint('yellow', `! ${text}`));
    else if (warnings === shownWarnings) view.log(paint('yellow', '! More warnings are not shown.'));
  };
  runner.on('warning', ({ message }) => warn(printable(message)));
  runner.on('reload', ({ problems, scenarios }) => {
    if (problems === '') view.log(paint('dim', `Scenario files changed: ${scenarios.length} taken over; users turn to them at their next play.`));
    else warn(`Scenario files changed and have problems; the last good version stays.\n${problems}`);
  });
  runner.on('phase', ({ phase, reason: why }) => {
    if (phase !== 'ready' && phase !== 'running') reason ??= why;
  });
  return () => reason;
}

/** Calls back again and again; returns what ends it. */
function tick(everyMs: number, callback: () => void): () => void {
  let timer = systemClock.setTimer(0, function again() {
    callback();
    timer = systemClock.setTimer(everyMs, again);
  });
  return () => timer.cancel();
}
