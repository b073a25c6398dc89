import type { LeftThing } from '@rushhour/core';
import { formatBytes, formatElapsed } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';

const words = {
  live: ['dim', 'kept'],
  left: ['yellow', 'left'],
  removed: ['green', 'removed'],
  absent: ['dim', 'gone'],
  foreign: ['dim', 'foreign'],
  failed: ['red', 'failed'],
} as const satisfies Record<LeftThing['state'], readonly [Parameters<Paint>[0], string]>;

/** One line about a thing that a run has left: `removed  s3://bucket/key  1.2 MB  run 01J…, alice-dev/0, due 5 min 02 s ago`. */
export function describeThing(thing: LeftThing, { now, paint }: { readonly now: number; readonly paint: Paint }): string {
  const { state, marker, bytes, run, owner, isUnfinished, expiresAt, message } = thing;
  const [color, word] = words[state];
  const due =
    expiresAt === undefined
      ? 'never due'
      : expiresAt <= now
        ? `due ${formatElapsed(now - expiresAt)} ago`
        : `due in ${formatElapsed(expiresAt - now)}`;
  const about = [
    ...(isUnfinished === true ? ['unfinished upload'] : []),
    `run ${printable(run)}`,
    printable(owner),
    due,
    ...(message === undefined ? [] : [printable(message)]),
  ].join(', ');
  const size = bytes === undefined ? '' : `  ${formatBytes(bytes)}`;
  return `${paint(color, word.padEnd(7))}  ${printable(marker)}${size}  ${paint('dim', about)}`;
}
