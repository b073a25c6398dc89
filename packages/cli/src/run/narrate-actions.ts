import type { ActionEndEvent, ActionStartEvent, ScenarioRunner } from '@rushhour/core';
import { formatLatency } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';

/** Tells of every action when it begins and when it ends, for `--verbose`. */
export function narrateActions(runner: Pick<ScenarioRunner, 'on'>, log: (line: string) => void, paint: Paint): void {
  runner.on('actionStart', (event) => log(`${whoAndWhat(event, paint)}\n`));
  runner.on('actionEnd', (event) => log(`${whoAndWhat(event, paint)}  ${outcomeOf(event, paint)}\n`));
}

function whoAndWhat({ user, scenario, play, index, action, target }: ActionStartEvent, paint: Paint): string {
  return `${paint('cyan', '●')} ${paint('bold', action)} ${printable(target)}  ${paint('dim', `${user}, ${printable(scenario)}, play ${play + 1}, action ${index + 1}`)}`;
}

function outcomeOf({ outcome, durationMs, error, message, fault }: ActionEndEvent, paint: Paint): string {
  const took = paint('dim', formatLatency(durationMs));
  if (outcome === 'ok') return `${paint('green', 'ok')} ${took}`;
  const why = error === undefined ? '' : `: ${printable(error)}${message === undefined ? '' : `, ${printable(message)}`}`;
  const purpose = fault === undefined ? '' : ` (injected: ${fault})`;
  return `${paint(outcome === 'failed' ? 'red' : 'yellow', `${outcome}${why}`)}${purpose} ${took}`;
}
