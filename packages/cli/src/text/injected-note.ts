import { formatCount } from './format.ts';

/** What is said behind a number of failures of those that were asked for; empty where there are none. */
export function injectedNote(injected: number): string {
  return injected > 0 ? ` (${formatCount(injected)} injected)` : '';
}
