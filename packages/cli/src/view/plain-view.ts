import { formatCount, formatElapsed, formatLatency, formatRate } from '../text/format.ts';
import { injectedNote } from '../text/injected-note.ts';
import type { OutputStream } from '../host.ts';
import { rateNow, type RunProgress } from './run-progress.ts';
import type { RunView } from './run-view.ts';

/** Lines for logs and pipes: one every ten seconds. */
export function createPlainView(stream: OutputStream): RunView {
  return {
    everyMs: 10_000,
    update: (progress) => stream.write(`${plainLine(progress)}\n`),
    log: (line) => stream.write(`${line}\n`),
    close: () => undefined,
  };
}

/** One line about where a run stands. */
export function plainLine(progress: RunProgress): string {
  const { phase, elapsedMs, started, ok, failed, injected, interrupted, p50, p95, p99 } = progress;
  return [
    formatElapsed(Math.round(elapsedMs / 1000) * 1000),
    ...(phase === 'running' || phase === 'ready' ? [] : [phase]),
    `${formatCount(started)} actions`,
    `${formatRate(rateNow(progress))}/s`,
    `ok ${formatCount(ok)}`,
    `failed ${formatCount(failed)}${injectedNote(injected)}`,
    ...(interrupted > 0 ? [`interrupted ${formatCount(interrupted)}`] : []),
    `p50 ${formatLatency(p50)}`,
    `p95 ${formatLatency(p95)}`,
    `p99 ${formatLatency(p99)}`,
  ].join('  ');
}
