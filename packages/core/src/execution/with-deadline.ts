import type { Interceptor } from './execute.ts';
import type { Execution } from './execution.ts';

/** Where deadlines are kept; the user of the execution has one wait for all its actions. */
export interface DeadlineKeeper {
  arm(execution: Execution, dueAt: number): void;
}

/** Every action ends at its deadline, whether its handler does or not. */
export function withDeadline(keeper: DeadlineKeeper): Interceptor {
  return {
    start(execution) {
      keeper.arm(execution, execution.startedAt + execution.step.timeoutMs);
    },
  };
}
