import { formatFactor } from '../text/format.ts';
import type { RunnerFace } from './runner-face.ts';

/** What one key makes faster, its inverse slower. */
const factor = 1.1;

/** What the keys of the live view do: `p` pauses and goes on, `+` and `-` change the rate; those that stop are the keyboard's. */
export function controlRun(
  runner: Pick<RunnerFace, 'pause' | 'resume' | 'isPaused' | 'rate' | 'setRate' | 'phase'>,
  log: (line: string) => void,
): (key: string) => void {
  const setRate = (rate: number) => {
    // Up and down again is where it was.
    runner.setRate(Math.abs(rate - 1) < 0.001 ? 1 : rate);
    log(`Rate ${formatFactor(runner.rate)}.`);
  };
  return (key) => {
    if (runner.phase !== 'running') return;
    switch (key) {
      case 'p':
        if (runner.isPaused) runner.resume();
        else runner.pause();
        log(runner.isPaused ? 'Paused: nobody begins anything; p goes on.' : 'Going on.');
        break;
      case '+':
      case '=':
        setRate(runner.rate * factor);
        break;
      case '-':
        setRate(runner.rate / factor);
        break;
      default:
    }
  };
}
