import { formatPlural } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import type { RunView } from '../view/run-view.ts';
import type { RunnerFace } from './runner-face.ts';

/** Where events are shown. */
export interface ReportEventsOptions {
  readonly view: RunView;
  readonly paint: Paint;
  /** Brings the view up to date. */
  readonly update: () => void;
}

/** How many lines of warnings are shown, at most. */
const shownWarnings = 50;

/** Shows what happens beside the actions; returns what tells why the run ended. */
export function reportEvents(runner: Pick<RunnerFace, 'on'>, { view, paint, update }: ReportEventsOptions): () => string | undefined {
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
