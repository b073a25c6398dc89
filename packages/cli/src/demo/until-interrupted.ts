import type { Host } from '../host.ts';

/** Waits for a signal. */
export function untilInterrupted(host: Host, said: () => void): Promise<void> {
  return new Promise((resolve) => {
    const release = host.interruptible({
      stop() {
        release();
        said();
        resolve();
      },
      cut: () => undefined,
    });
  });
}
