import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inputError, isPlanFile, planRun, RushhourError, systemClock, type PlannedRun } from '@rushhour/core';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { loadContent } from '../run/load-content.ts';
import type { RawOptions } from '../run/option-values.ts';
import { playableOptions, readPlanInput } from '../run/plan-input.ts';
import { parseRunSettings } from '../run/run-settings.ts';
import { checkWritable } from '../summary-file.ts';
import { columnsOf } from '../text/columns-of.ts';
import { createPaint } from '../text/paint.ts';
import { countsFromStart } from './describe-window.ts';
import { elapsedTime } from './elapsed-time.ts';
import { forecastSvg } from './forecast-svg.ts';
import { createLocalTime } from './local-time.ts';
import { parsePlanSettings, type PlanSettings } from './plan-settings.ts';
import { planWindow } from './plan-window.ts';
import { renderForecast } from './render-forecast.ts';
import { writeArrivals } from './write-arrivals.ts';

/** How wide a forecast is where no terminal says it. */
const defaultColumns = 100;

/** Shows what a plan will do, on standard output, and sends nothing; returns the exit code. */
export async function showPlan(file: string, raw: RawOptions, host: Host): Promise<number> {
  const settings = parsePlanSettings(raw);
  const runSettings = parseRunSettings(raw);
  if (settings.svg !== undefined) checkWritable('--svg', settings.svg, resolve(host.cwd, settings.svg));
  if (!(await isPlanFile(file))) throw noPlan(file);
  const input = await readPlanInput(file, runSettings, host);
  const options = { content: await loadContent(), ...playableOptions(input) };
  const startMs = options.start === undefined ? systemClock.wallTime() : Date.parse(options.start);
  const planned = await planRun(options, planWindow({ plan: input.loaded.plan, startMs, settings }));
  const name = options.name ?? 'rushhour';
  await write(planned, { name, settings, host, noColor: runSettings.noColor });
  return exitCode.ok;
}

interface Shown {
  readonly name: string;
  readonly settings: PlanSettings;
  readonly host: Host;
  readonly noColor: boolean;
}

async function write(planned: PlannedRun, { name, settings, host, noColor }: Shown): Promise<void> {
  const { forecast, seed } = planned;
  const { zone, assumeMs, svg } = settings;
  const local = countsFromStart(forecast) ? elapsedTime : createLocalTime(zone);
  if (svg !== undefined) writeFileSync(resolve(host.cwd, svg), forecastSvg(forecast, { name, local }));
  if (settings.arrivals) await writeArrivals(planned, host.stdout);
  else if (settings.json) host.stdout.write(`${JSON.stringify({ version: 1, name, seed, ...forecast }, undefined, 2)}\n`);
  else {
    const paint = createPaint({ isTTY: host.stdout.isTTY, env: host.env, noColor });
    const columns = columnsOf(host.stdout) ?? defaultColumns;
    host.stdout.write(renderForecast(forecast, { name, seed, paint, columns, local, assumeMs }));
  }
}

function noPlan(file: string): RushhourError {
  if (!existsSync(file)) {
    const position = { file, line: 1, column: 1 };
    return inputError([{ position, message: 'There is no such file or folder.', hint: 'Check the path.' }]);
  }
  return new RushhourError('input_invalid', {
    message: `"${file}" is no plan.`,
    hint: 'A plan is a YAML file with `profiles:`; scenario files alone have no timetable.',
  });
}
