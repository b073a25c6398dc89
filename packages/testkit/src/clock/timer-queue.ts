import type { Timer } from '@rushhour/core';

/** A timer that waits. */
export interface QueuedTimer {
  /** Virtual milliseconds. */
  readonly dueAt: number;
  readonly callback: () => void;
}

/** Timers in the order they are due; those due together in the order they were added. */
export interface TimerQueue {
  /** Those not called off. */
  readonly size: number;
  add(dueAt: number, callback: () => void): Timer;
  /** Takes out the next one, unless it is due after `endAt` or there is none. */
  take(endAt: number): QueuedTimer | undefined;
}

interface Entry extends QueuedTimer {
  readonly order: number;
  state: 'waiting' | 'done';
}

/** Makes an empty queue: a binary heap; cancelled timers stay in it until they come up. */
export function createTimerQueue(): TimerQueue {
  const heap: Entry[] = [];
  let order = 0;
  let size = 0;

  const isBefore = (a: Entry, b: Entry) => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);

  const push = (entry: Entry): void => {
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  };

  const pop = (): void => {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, last)) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = last;
  };

  return {
    get size() {
      return size;
    },
    add(dueAt, callback) {
      const entry: Entry = { dueAt, callback, order, state: 'waiting' };
      order += 1;
      size += 1;
      push(entry);
      return {
        cancel() {
          if (entry.state === 'done') return;
          entry.state = 'done';
          size -= 1;
        },
      };
    },
    take(endAt) {
      for (;;) {
        const first = heap[0];
        if (first === undefined) return undefined;
        if (first.state === 'waiting' && first.dueAt > endAt) return undefined;
        pop();
        if (first.state === 'done') continue;
        first.state = 'done';
        size -= 1;
        return first;
      }
    },
  };
}
