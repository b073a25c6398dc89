import { isatty } from 'node:tty';

const echoMs = 200;

/**
 * Passes SIGINT and SIGTERM on to a child, so that it gets each exactly once.
 *
 * A terminal or `kill -PGID` sends a signal to the whole process group: then the child has it already, and npm sends us a second one, as it passes on
 * what it got. `kill PID` of npm sends us one, and the child none. So a signal that comes twice at once is swallowed, and a single one passed on.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export function passSignals(child) {
  const underNpm = process.env.npm_lifecycle_event !== undefined;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    let waiting;
    process.on(signal, () => {
      if (!underNpm && signal === 'SIGINT' && isatty(0)) return;
      if (waiting !== undefined) {
        clearTimeout(waiting);
        waiting = undefined;
        return;
      }
      waiting = setTimeout(
        () => {
          waiting = undefined;
          child.kill(signal);
        },
        underNpm ? echoMs : 0,
      );
    });
  }
}
