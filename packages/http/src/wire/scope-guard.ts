import { RushhourError } from '@rushhour/core';
import { showTarget } from '../target/target.ts';
import type { WireDispatch } from './wire.ts';

/** Refuses what lies outside the scope, before anything is looked up or connected. Every hop passes here. */
export function withScopeGuard(next: WireDispatch): WireDispatch {
  return (request, receiver) => {
    if (request.target.rule !== undefined) {
      next(request, receiver);
      return;
    }
    const message = `"${showTarget(request.target)}" is outside the scope of the run.`;
    receiver.onFailure(new RushhourError('scope_rejected', { message }));
  };
}
