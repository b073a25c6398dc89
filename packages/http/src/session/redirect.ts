import { RushhourError } from '@rushhour/core';
import { showTarget, type Target, type TargetTable } from '../target/target.ts';

/** Whether a status sends a browser elsewhere. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** An answer that sends elsewhere, and what was asked. */
export interface RedirectAnswer {
  readonly from: Target;
  readonly status: number;
  readonly location: string | undefined;
  readonly method: string;
  /** Redirects followed before. */
  readonly redirects: number;
  readonly maxRedirects: number;
  readonly targets: TargetTable;
  readonly isBodyReplayable: boolean;
}

/** The request a redirect leads to. */
export interface Hop {
  readonly target: Target;
  readonly method: string;
  readonly keepsBody: boolean;
}

/**
 * Reads a redirect as browsers do (WHATWG Fetch, 4.4): POST becomes GET on 301 and 302, anything but HEAD on 303, nothing on 307 and 308.
 *
 * @throws RushhourError `too_many_redirects`, `redirect_invalid`, `redirect_insecure`.
 */
export function nextHop({ from, status, location, method, redirects, maxRedirects, targets, isBodyReplayable }: RedirectAnswer): Hop {
  if (redirects >= maxRedirects) {
    throw new RushhourError('too_many_redirects', {
      message: `More than "${maxRedirects}" redirects, the last from "${showTarget(from)}".`,
    });
  }
  if (location === undefined) {
    throw new RushhourError('redirect_invalid', { message: `"${showTarget(from)}" answered "${status}" without a location.` });
  }
  const target = readLocation(location, from, targets);
  if (from.isSecure && !target.isSecure) {
    throw new RushhourError('redirect_insecure', {
      message: `"${showTarget(from)}" leads to "${showTarget(target)}", which is not secure.`,
    });
  }
  const becomesGet = status === 303 ? method !== 'HEAD' && method !== 'GET' : status < 303 && method === 'POST';
  if (!becomesGet && !isBodyReplayable) {
    throw new RushhourError('redirect_invalid', { message: `"${showTarget(from)}" wants a body again that can be read only once.` });
  }
  return { target, method: becomesGet ? 'GET' : method, keepsBody: !becomesGet };
}

function readLocation(location: string, from: Target, targets: TargetTable): Target {
  try {
    // Header values come as Latin-1; browsers read the bytes of a location as UTF-8.
    return targets.of(Buffer.from(location, 'latin1').toString('utf8'), from.href);
  } catch (cause) {
    throw new RushhourError('redirect_invalid', { message: `"${showTarget(from)}" leads to a location that cannot be followed.`, cause });
  }
}
