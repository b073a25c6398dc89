import type { Step } from '../execution/step.ts';
import type { HeldSite } from '../plugin/http-port.ts';
import type { Clock } from '../support/clock.ts';
import type { RateLimit } from '../support/rate-window.ts';
import type { VirtualUser } from './virtual-user.ts';

/** What keeps actions from beginning. */
export interface HoldOptions {
  readonly clock: Clock;
  /** How many may begin in a second; absent: any number. */
  readonly cap: RateLimit | undefined;
  /** Whether a site takes no request now. */
  readonly held: (url: URL) => HeldSite | undefined;
}

/** Makes what tells whether a user may not begin a step now; where it may, its turn of the cap is taken. */
export function createHoldOf({ clock, cap, held }: HoldOptions): (user: VirtualUser, step: Step) => HeldSite | undefined {
  return (user, step) => {
    const url = step.url ?? (step.target === undefined ? user.place : step.sample);
    const hold = url === undefined ? undefined : held(url);
    if (hold !== undefined || cap === undefined) return hold;
    const now = clock.now();
    return cap.take(now) ? undefined : { reason: 'rate_cap', until: cap.freeAt(now) };
  };
}
