const echoMs = 300;
const orphanCheckMs = 250;

/**
 * Passes signals on to a child that was started detached, so that it gets each exactly once however it was sent.
 *
 * A terminal and `kill -PGID` reach the whole process group: npm, its shell and us; npm passes what it got on to us as well, unless its shell stands in
 * between. `kill PID` of npm reaches npm alone, and with a shell in between we only see that both are gone. So the child is in a group of its own, what
 * comes twice at once is passed on once, and losing the parent before any signal came counts as SIGTERM.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export function passSignals(child) {
  let told = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    let last = -Infinity;
    process.on(signal, () => {
      const now = performance.now();
      if (now - last > echoMs) child.kill(signal);
      last = now;
      told = true;
    });
  }
  // A terminal tells its foreground group alone that its size has changed.
  process.on('SIGWINCH', () => child.kill('SIGWINCH'));

  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (!told) child.kill('SIGTERM');
  }, orphanCheckMs);
  watch.unref();
}
