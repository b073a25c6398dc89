import type { PluginObservations } from './observe-plugin.ts';
import type { Rehearsal } from './rehearse.ts';

/** A place where a rehearsal is disturbed: at this request, counted from 0, of this call of a handler, or of `createSession`. */
export interface Cut {
  readonly call: number | 'createSession';
  readonly request: number;
}

/** Requests of one handler at which it is disturbed; later ones rarely differ, and each costs a run. */
const requestsPerCall = 3;

/** The places at which to disturb a plugin, by what it did when it was left alone. */
export function cutsOf({ observations: { calls } }: Rehearsal): readonly Cut[] {
  return [
    ...cutsAt('createSession', calls[0]?.wireFrom ?? 0),
    ...calls.flatMap(({ wireFrom, wireTo = wireFrom }, call) => cutsAt(call, wireTo - wireFrom)),
  ];
}

function cutsAt(call: Cut['call'], requests: number): readonly Cut[] {
  return Array.from({ length: Math.min(requests, requestsPerCall) }, (_value, request) => ({ call, request }));
}

/** Whether the call of a cut is at work now. */
export function isAtWork({ calls, isOpening }: PluginObservations, call: Cut['call']): boolean {
  if (call === 'createSession') return isOpening;
  const observed = calls[call];
  return observed !== undefined && observed.wireTo === undefined;
}

/** Says at each request whether it is the one of a cut. */
export function createCutFinder({ call, request }: Cut, observations: PluginObservations): () => boolean {
  let seen = 0;
  return () => {
    if (!isAtWork(observations, call)) return false;
    seen += 1;
    return seen === request + 1;
  };
}

/** A cut in words. */
export function nameCut({ call, request }: Cut): string {
  return `request ${request + 1} of ${call === 'createSession' ? 'createSession' : `instruction ${call + 1}`}`;
}
