import { resolve } from 'node:path';
import { formatProblems, replayOptions, RushhourError, ScenarioRunner, type Journal, type ProfileOptions } from '@rushhour/core';
import type { Host } from '../host.ts';
import { commandLineOptions } from '../run/command-line-options.ts';
import type { RawOptions } from '../run/option-values.ts';
import { playRun } from '../run/play-run.ts';
import { repeatCommand } from '../run/repeat-command.ts';
import { reportProblems } from '../run/report-problems.ts';
import { runHttp } from '../run/run-http.ts';
import { parseRunSettings } from '../run/run-settings.ts';
import { formatCount, formatPlural } from '../text/format.ts';
import { printable } from '../text/printable.ts';
import { checkPlugins } from './check-plugins.ts';
import { fasterCreated } from './faster-created.ts';
import { readJournalFile } from './read-journal-file.ts';
import { readReplayPlan } from './replay-plan.ts';

/** Plays a journal again by the options of `replay`; returns the exit code. */
export async function replayJournal(file: string, raw: RawOptions, host: Host): Promise<number> {
  const settings = parseRunSettings(raw);
  const journal = await readJournalFile(file, host);
  const plan = await readReplayPlan(Array.isArray(raw['plan']) ? raw['plan'].map(String) : [], settings, host);
  if (plan.problems !== '') return reportProblems([plan.problems], host);
  checkPlugins(journal, plan.plugins);
  const replay = replayOptions(journal, { ...plan, ...plan.options, file });
  if (replay.problems.length > 0) return reportProblems([formatProblems(replay.problems)], host);
  if (replay.actions === 0) {
    throw new RushhourError('input_invalid', {
      message: `The journal "${file}" holds no action.`,
      hint: 'Name a journal of a run that did something.',
    });
  }
  const { speed = 1 } = settings;
  const options = {
    ...replay.options,
    // Uploads are found where the journal's run would have found them by default.
    files: resolve(host.cwd),
    ...plan.options,
    ...(plan.options.created && { created: fasterCreated(plan.options.created, journal.header.speed) }),
    ...commandLineOptions(settings, host),
    ...(plan.options.profiles && { profiles: withoutMissingStarts(plan.options.profiles, journal) }),
  };
  if (!settings.quiet) {
    const notes = [
      `Replaying ${formatPlural(replay.actions, 'action')} of run ${printable(journal.header.run)}.`,
      ...(journal.truncated ? ['The last line of the journal was cut off and is left out.'] : []),
      ...(replay.skipped > 0 ? [`${formatCount(replay.skipped)} that no plugin took are left out: nothing was sent for them.`] : []),
      `Traffic may reach ${options.allow?.map((entry) => printable(typeof entry === 'string' ? entry : entry.origin)).join(', ')}.`,
    ];
    host.stderr.write(`${notes.join('\n')}\n`);
  }
  const { code } = await playRun({
    host,
    run: { ...options, plugins: plan.plugins, http: runHttp(settings, host, plan.hide) },
    limits: { actions: replay.actions, ...(settings.durationMs !== undefined && { durationMs: settings.durationMs / speed }) },
    output: settings,
    repeat: () => repeatCommand(host.commandName, host.args, undefined),
    makeRunner: ({ journal: sink, ...run }) => new ScenarioRunner({ ...run, ...(sink && { journal: replay.journal(sink) }) }),
  });
  return code;
}

/** Start scenarios as far as they were played: of a part of a run they may not be in the journal. */
function withoutMissingStarts(profiles: readonly ProfileOptions[], { entries }: Pick<Journal, 'entries'>): readonly ProfileOptions[] {
  const played = new Set(entries.map(({ scenario }) => scenario));
  return profiles.map(({ start, ...profile }) => (start !== undefined && played.has(start) ? { ...profile, start } : profile));
}
