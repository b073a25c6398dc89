import { renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RunSummary } from '@rushhour/core';
import type { Host } from '../host.ts';
import { checkWritable } from '../summary-file.ts';
import { renderReport } from './render-report.ts';
import type { ReportNotes } from './report-head.ts';

/** Writes the report where `--report` says, synchronously. */
export type WriteReport = (summary: RunSummary, notes: ReportNotes) => void;

/**
 * Checks before the run that the report can be written, and returns what writes it. Whoever watches the file sees all of it or nothing.
 * @throws RushhourError `option_invalid` when the folder is not there or is not writable.
 */
export function prepareReportFile(target: string, { cwd }: Pick<Host, 'cwd'>): WriteReport {
  const path = resolve(cwd, target);
  checkWritable('--report', target, path);
  return (summary, notes) => {
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, renderReport(summary, notes));
    renameSync(temporary, path);
  };
}
