import { columnsOf } from '../text/columns-of.ts';
import { fit } from '../text/fit.ts';
import { formatCount, formatElapsed, formatFactor, formatLatency, formatPlural, formatRate } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { failureName } from '../text/failure-name.ts';
import { injectedNote } from '../text/injected-note.ts';
import { progressBar } from '../text/progress-bar.ts';
import { sparkline } from '../text/sparkline.ts';
import type { OutputStream } from '../host.ts';
import { limitReached } from './limit-reached.ts';
import { meanRate, rateNow, underWay, type RunLimits, type RunProgress } from './run-progress.ts';
import { profileLines } from './profile-lines.ts';
import type { RunView } from './run-view.ts';

/** What a live view needs. */
export interface LiveViewOptions {
  readonly paint: Paint;
  readonly limits: RunLimits;
  /** Whether keys are listened to. */
  readonly keys: boolean;
}

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearToEndOfLine = '\u001b[K';
const clearBelow = '\u001b[J';
const cursorUp = (lines: number) => (lines === 0 ? '\r' : `\u001b[${lines}A\r`);

/** A block of lines at the bottom of a terminal that is redrawn in place, in one write so that it does not flicker. */
export function createLiveView(stream: OutputStream, { paint, limits, keys }: LiveViewOptions): RunView {
  let drawn = 0;
  let latest: RunProgress | undefined;
  let closed = false;

  const block = (progress: RunProgress) => {
    const columns = Math.max(20, (columnsOf(stream) ?? 80) - 1);
    const lines = liveLines(progress, { paint, limits, keys, columns }).map((line) => `${fit(line, columns)}${clearToEndOfLine}\n`);
    return { count: lines.length, text: lines.join('') + clearBelow };
  };

  return {
    everyMs: 200,
    update(progress) {
      if (closed) return;
      const { count, text } = block(progress);
      stream.write(`${latest === undefined ? hideCursor : ''}${cursorUp(drawn)}${text}`);
      latest = progress;
      drawn = count;
    },
    log(line) {
      if (closed || latest === undefined) {
        stream.write(`${line}\n`);
        return;
      }
      const { count, text } = block(latest);
      stream.write(`${cursorUp(drawn)}${clearBelow}${line}\n${text}`);
      drawn = count;
    },
    close() {
      if (closed) return;
      closed = true;
      if (latest !== undefined) stream.write(`${cursorUp(drawn)}${clearBelow}${showCursor}`);
    },
  };
}

/** The lines of the block. */
export function liveLines(progress: RunProgress, options: LiveViewOptions & { readonly columns: number }): readonly string[] {
  const { paint, keys, columns } = options;
  const label = (text: string) => paint('dim', text.padEnd(10));
  const failed = `failed ${formatCount(progress.failed)}${injectedNote(progress.injected)}`;
  const lines = [
    '',
    progressLine(progress, options),
    `  ${label('actions')}${paint('bold', formatCount(progress.started))}   ${formatRate(rateNow(progress))}/s now   ${formatRate(meanRate(progress))}/s mean   ${formatPlural(progress.users, 'user')}, ${formatCount(underWay(progress))} under way`,
    `  ${label('outcomes')}${paint('green', `ok ${formatCount(progress.ok)}`)}   ${progress.failed > 0 ? paint('red', failed) : failed}${progress.interrupted > 0 ? `   interrupted ${formatCount(progress.interrupted)}` : ''}${progress.dropped > 0 ? `   ${paint('yellow', `dropped ${formatCount(progress.dropped)}`)}` : ''}`,
    `  ${label('latency')}p50 ${formatLatency(progress.p50)}   p95 ${formatLatency(progress.p95)}   p99 ${formatLatency(progress.p99)}`,
    `  ${label('rate')}${paint('cyan', sparkline(progress.rates.slice(-Math.max(8, Math.min(60, columns - 14)))))}`,
  ];
  if (progress.failures.length > 0) {
    const shown = progress.failures.slice(0, 3).map((one) => `${formatCount(one.count)} × ${one.action} ${failureName(one)}`);
    const more = progress.failures.length - shown.length;
    lines.push(`  ${label('failures')}${paint('red', shown.join('   '))}${more > 0 ? `   and ${more} more` : ''}`);
  }
  profileLines(progress.profiles, { isOpen: progress.isOpen, paint }).forEach((line, index) => {
    lines.push(`  ${label(index === 0 ? 'profiles' : '')}${line}`);
  });
  if (keys) lines.push(`  ${label('keys')}${paint('dim', 'p pause   + faster   - slower   q stop')}`);
  return lines;
}

/** What is out of the ordinary: a stop under way, a pause, another rate. */
function states({ phase, isPaused, rate }: RunProgress): readonly string[] {
  return [
    ...(phase === 'running' || phase === 'ready' ? [] : [phase]),
    ...(isPaused ? ['paused'] : []),
    ...(rate === 1 ? [] : [`rate ${formatFactor(rate)}`]),
  ];
}

function progressLine(progress: RunProgress, { paint, limits, columns }: LiveViewOptions & { readonly columns: number }): string {
  const reached = limitReached(progress, limits);
  const phase = states(progress)
    .map((state) => `   ${paint('yellow', state)}`)
    .join('');
  if (reached === undefined) return `  ${paint('bold', formatElapsed(progress.elapsedMs))}${paint('dim', '   until Ctrl+C')}${phase}`;
  const bar = progressBar(reached.fraction, Math.max(10, Math.min(40, columns - 36)));
  return `  ${paint('cyan', bar)}  ${paint('bold', reached.label)}${phase}`;
}
