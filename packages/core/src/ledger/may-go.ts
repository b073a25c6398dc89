import type { CreatedThing } from '../plugin/created-things.ts';

/** Who wants to remove things: a run that goes on, or somebody who cleans up after runs that have ended. */
export type Remover = 'sweep' | 'cleanup';

/*
 * What may be removed of things found on a target, whoever made them.
 *
 * | thing                         | by a sweep           | by a cleanup                 |
 * | ----------------------------- | -------------------- | ---------------------------- |
 * | due                           | yes                  | yes                          |
 * | not due, its run goes on      | no                   | no                           |
 * | not due, its run has ended    | no                   | yes                          |
 * | unfinished, its run goes on   | no                   | no                           |
 * | unfinished, its run has ended | yes                  | yes                          |
 */

/** Whether a thing found on a target may be removed. */
export function mayGo({ expiresAt = Infinity, isLive = false, isUnfinished = false }: CreatedThing, by: Remover, now: number): boolean {
  if (isUnfinished) return !isLive;
  return expiresAt <= now || (by === 'cleanup' && !isLive);
}
