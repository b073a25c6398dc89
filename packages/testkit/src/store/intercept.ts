import type { StoreAnswer } from './store-answer.ts';
import type { StoreRequest } from './store-request.ts';

/** A request that somebody may answer before the store does. */
export interface InterceptedRequest extends StoreRequest {
  /** The body without its framing. The store gets it all the same. */
  readonly body: () => Promise<Buffer>;
}

/**
 * Answers instead of the store, or changes what it answers: `next` lets the store do its work. Nothing returned is `next()`.
 * Whoever answers without `next` leaves the store as it is.
 */
export type StoreInterceptor = (
  request: InterceptedRequest,
  next: () => Promise<StoreAnswer>,
) => StoreAnswer | undefined | Promise<StoreAnswer | undefined>;

/** Lets interceptors take turns, the last that came first. */
export async function throughInterceptors(
  interceptors: readonly StoreInterceptor[],
  request: InterceptedRequest,
  answer: () => Promise<StoreAnswer>,
): Promise<StoreAnswer> {
  const [first, ...rest] = interceptors;
  if (first === undefined) return answer();
  const next = (): Promise<StoreAnswer> => throughInterceptors(rest, request, answer);
  return (await first(request, next)) ?? next();
}
