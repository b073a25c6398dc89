/** Waits for what others wait for too, until a signal says to give up; the work itself goes on. Rejects with the reason of the signal. */
export async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) {
    // Nobody listens to it any more.
    work.catch(() => undefined);
    throw signal.reason;
  }
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const end = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(end);
  });
}
