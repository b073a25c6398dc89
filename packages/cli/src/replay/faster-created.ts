import { parseDuration, type CreatedOptions } from '@rushhour/core';

/** How long things may live in a replay of a run that went faster than real time: as long as they did, by the clock on the wall. */
export function fasterCreated({ ttl, ttlLarge, ...rest }: CreatedOptions, speed: number): CreatedOptions {
  const faster = (duration: number | string) => {
    const ms = parseDuration(duration);
    // What cannot be read is told by whoever reads it.
    return ms === undefined ? duration : ms / speed;
  };
  return {
    ...rest,
    ...(ttl !== undefined && { ttl: faster(ttl) }),
    ...(ttlLarge !== undefined && { ttlLarge: { ...ttlLarge, ttl: faster(ttlLarge.ttl) } }),
  };
}
