import type { DropReason } from '../account/drop-reason.ts';
import type { VirtualUser } from './virtual-user.ts';

/** What a loop tells. */
export interface LoopObserver {
  playStarted(user: VirtualUser): void;
  playEnded(user: VirtualUser): void;
  /** An arrival that will never start; `intendedAt` in milliseconds of the clock. */
  dropped(user: VirtualUser, reason: DropReason, intendedAt: number): void;
  warn(message: string): void;
  /** Nothing is under way any more, and nobody will begin anything. */
  idle(): void;
  /** No action is under way and nobody will begin one, but handlers of actions that were cut still run. */
  unwinding(): void;
}
