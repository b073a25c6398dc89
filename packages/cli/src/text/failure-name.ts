import type { ErrorSummary } from '@rushhour/core';
import { printable } from './printable.ts';

/** The type of a failure, and the fault that was committed on purpose where it is one of those. */
export function failureName({ type, fault }: Pick<ErrorSummary, 'type' | 'fault'>): string {
  if (fault === undefined) return printable(type);
  return printable(fault === type ? `${type} (injected)` : `${type} (injected: ${fault})`);
}
