import type { Clock } from './clock.ts';

/** Items that all wait equally long: first in, first out, on one timer of the clock however many there are. */
export interface FixedDelay<Item> {
  add(item: Item): void;
}

/** Makes an empty delay; every item is let out when it has waited, at the exact time. */
export function createFixedDelay<Item>(clock: Clock, delayMs: number, letOut: (item: Item) => void): FixedDelay<Item> {
  let waiting: { readonly item: Item; readonly due: number }[] = [];
  let head = 0;

  const wait = () => {
    const first = waiting[head];
    if (first !== undefined) clock.setTimer(first.due - clock.now(), next);
  };

  const next = () => {
    const first = waiting[head];
    head += 1;
    if (head === waiting.length) {
      waiting = [];
      head = 0;
    } else if (head >= 1024 && head * 2 >= waiting.length) {
      waiting = waiting.slice(head);
      head = 0;
    }
    wait();
    if (first !== undefined) letOut(first.item);
  };

  return {
    add(item) {
      waiting.push({ item, due: clock.now() + delayMs });
      if (waiting.length - head === 1) wait();
    },
  };
}
