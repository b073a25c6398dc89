import { expect } from 'vitest';

/** The end of an action that went well. */
export const ok = { outcome: 'ok' };

/** The end of an action that failed so; its message fits a pattern. */
export function failed(error: string, message?: RegExp) {
  if (message === undefined) return { outcome: 'failed', error };
  const fitting: unknown = expect.stringMatching(message);
  return { outcome: 'failed', error, message: fitting };
}
