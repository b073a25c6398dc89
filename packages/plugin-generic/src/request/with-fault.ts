import type { HttpRequest, PluginFaultName } from '@rushhour/core';
import { toAuthorization } from '../params/auth.ts';

/** What an action says of the fault it is to commit on purpose. */
interface FaultContext {
  readonly fault: PluginFaultName | undefined;
  commitFault(): void;
}

/** A suffix that no path has. */
const nowhere = '-no-such-thing-rushhour';

/**
 * The request of an action with the fault the action is to commit: a path that is not there, where nothing is changed by asking for it, or
 * wrong credentials, where there are any. The request as it is where there is no fault, or it cannot be committed.
 */
export function withFault(request: HttpRequest, context: FaultContext, auth?: string): HttpRequest {
  const { fault } = context;
  if (fault === 'missingKey' && /^(?:GET|HEAD)$/i.test(request.method ?? 'GET')) {
    context.commitFault();
    const url = new URL(request.url);
    url.pathname += nowhere;
    return { ...request, url };
  }
  if (fault === 'badCredentials' && auth !== undefined) {
    context.commitFault();
    // The user stays: it is the secret that is wrong.
    return { ...request, authorization: toAuthorization(`${auth.slice(0, auth.indexOf(':'))}:wrong-on-purpose`) };
  }
  return request;
}
