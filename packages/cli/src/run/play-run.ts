import { intervalBetween, parseDuration, ScenarioRunner, systemClock, type RunSummary, type ScenarioRunnerOptions } from '@rushhour/core';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import type { JournalFile } from '../journal-file.ts';
import { createIntervalReport } from '../statistics/interval-report.ts';
import { prepareSummaryFile } from '../summary-file.ts';
import { renderSummary } from '../summary/render-summary.ts';
import { columnsOf } from '../text/columns-of.ts';
import { formatElapsed, formatPlural } from '../text/format.ts';
import { createPaint } from '../text/paint.ts';
import { createLiveView } from '../view/live-view.ts';
import { createPlainView } from '../view/plain-view.ts';
import type { RunLimits } from '../view/run-progress.ts';
import { silentView } from '../view/run-view.ts';
import { withLog } from '../view/with-log.ts';
import { controlRun } from './control-run.ts';
import { loadContent } from './load-content.ts';
import { followProgress } from './follow-progress.ts';
import { narrateActions } from './narrate-actions.ts';
import { openJournal } from './open-journal.ts';
import { createReload, type ReadAgain } from './reload-run.ts';
import { repeatEvery } from './repeat-every.ts';
import { reportEvents } from './report-events.ts';
import { openRunLog } from './run-log.ts';
import type { RunOutput } from './run-output.ts';
import type { RunnerFace } from './runner-face.ts';

/** A run as the command plays it. */
export interface PlayRunOptions {
  readonly host: Host;
  readonly run: Omit<ScenarioRunnerOptions, 'journal' | 'clock'>;
  readonly limits: RunLimits;
  readonly output: RunOutput;
  /** The command that plays the same again, by the seed that was used. */
  readonly repeat: (seed: string) => string;
  /** Reads the files of the run again, at a SIGHUP. */
  readonly readAgain?: ReadAgain;
  /** @default a `ScenarioRunner` of this thread, or those of `workers` threads */
  readonly makeRunner?: MakeRunner;
}

/** How long a runner lets actions end, where nothing else is said. */
const defaultDrain = '20s';

type MakeRunner = (options: ScenarioRunnerOptions & { readonly journal?: JournalFile }) => RunnerFace;

/** A run that is over. */
export interface PlayedRun {
  readonly code: number;
  readonly summary: RunSummary;
}

async function runnerFor({ workers }: RunOutput, host: Host): Promise<MakeRunner> {
  if (workers === 1) return (options) => new ScenarioRunner(options);
  const { runOnWorkers } = await import('../workers/run-on-workers.ts');
  return runOnWorkers(workers, host);
}

/** Plays a run with its view, journal, summary and signals. Rejects with what was wrong before anything was sent. */
export async function playRun(options: PlayRunOptions): Promise<PlayedRun> {
  const { host, limits, output, repeat, readAgain } = options;
  const run = { content: await loadContent(), ...options.run };
  const drainSeconds = Math.ceil((parseDuration(run.stop?.drain ?? defaultDrain) ?? 0) / 1000);
  if (host.playInstead !== undefined) return { code: exitCode.ok, summary: await host.playInstead(run) };
  const makeRunner = options.makeRunner ?? (await runnerFor(output, host));
  const paint = createPaint({ isTTY: host.stderr.isTTY, env: host.env, noColor: output.noColor });
  const live = host.stderr.isTTY === true && !output.quiet && !output.verbose && host.env['TERM'] !== 'dumb';
  const listenToKeys = live ? host.keys() : undefined;
  const screen = output.quiet
    ? silentView
    : live
      ? createLiveView(host.stderr, { paint, limits, keys: listenToKeys !== undefined })
      : createPlainView(host.stderr);
  const say = (problem: string) => (output.quiet ? host.stderr.write(`${problem}\n`) : screen.log(paint('red', problem)));
  const writeSummary = output.summary === undefined ? undefined : prepareSummaryFile(output.summary, host);
  const writeReport =
    output.report === undefined ? undefined : (await import('../report/report-file.ts')).prepareReportFile(output.report, host);
  const log =
    output.log === undefined ? undefined : openRunLog(host, { target: output.log, size: output.logSize, keep: output.logKeep, say });
  const view = log === undefined ? screen : withLog(screen, log.write);
  const journal = openJournal(output.journal, { cwd: host.cwd, say });
  const runner = makeRunner({ ...run, clock: systemClock, ...(journal && { journal }) });
  const update = followProgress(runner, view);
  if (output.verbose) narrateActions(runner, (line) => view.log(line), paint);
  const reason = reportEvents(runner, { view, paint, update });
  const reportInterval = createIntervalReport(() => runner.account(), paint);
  let isKept = true;
  const keep = (what: string, write: () => void) => {
    try {
      write();
    } catch (error) {
      isKept = false;
      const why = error instanceof Error ? error.message : String(error);
      host.stderr.write(`${paint('red', `error: The ${what} could not be written: ${why}.`)}\n`);
    }
  };
  const show = (summary: RunSummary) => {
    const notes = { reason: reason(), repeat: repeat(summary.seed) };
    if (log !== undefined) {
      reportInterval(log.write);
      log.write(renderSummary(summary, { paint, ...notes }));
    }
    keep(`summary "${output.summary}"`, () => writeSummary?.(summary));
    keep(`report "${output.report}"`, () => writeReport?.(summary, { ...notes, latency: latencyOf(runner) }));
    if (output.quiet) return;
    const columns = columnsOf(host.stderr);
    host.stderr.write(renderSummary(summary, { paint, columns, ...notes }));
  };
  const releaseKeys = listenToKeys?.(controlRun(runner, (line) => view.log(line))) ?? (() => undefined);
  const close = () => {
    releaseKeys();
    view.close();
  };
  const releases = [
    host.atExit(close),
    host.interruptible({
      stop(why) {
        const wait =
          runner.underWay === 0
            ? ''
            : `: ${formatPlural(runner.underWay, 'action')} under way, up to ${formatElapsed(drainSeconds * 1000)}; Ctrl+C again to stop now`;
        view.log(paint('yellow', `Stopping (${why})${wait}.`));
        runner.stop(why);
      },
      cut() {
        runner.halt('a second signal');
        close();
        journal?.flush();
        const summary = runner.summary();
        if (summary !== undefined) show(summary);
      },
      ...(readAgain && { reload: createReload(runner, readAgain, (line) => view.log(line)) }),
    }),
    repeatEvery(view.everyMs, update),
  ];
  if (output.statsEveryMs > 0) releases.push(repeatEvery(output.statsEveryMs, () => reportInterval((line) => view.log(line))));
  if (live) update();
  try {
    const summary = await runner.run();
    close();
    show(summary);
    return { code: isKept ? codeOf(summary, runner) : exitCode.internal, summary };
  } finally {
    close();
    await journal?.end();
    log?.close();
    for (const release of releases) release();
  }
}

/** Of all actions together, which no group of a summary has. */
function latencyOf(runner: Pick<RunnerFace, 'account'>) {
  const whole = runner.account();
  return whole && intervalBetween(undefined, whole).total.durationMs;
}

function codeOf({ thresholds }: RunSummary, { isBroken = false }: RunnerFace): number {
  if (isBroken) return exitCode.internal;
  return thresholds.every(({ passed }) => passed) ? exitCode.ok : exitCode.threshold;
}
