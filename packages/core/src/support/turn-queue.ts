import type { Clock } from './clock.ts';

/** Work that is done at once, one item after the other, and lets input, output and timers have their turn in between. */
export interface TurnQueue<Item> {
  /** Puts an item at the end; it is worked on in this call unless others go first or the turn is over. */
  add(item: Item): void;
}

/** How many items are worked on before the event loop gets its turn. */
const itemsPerTurn = 256;

/** Makes an empty queue. Work may add items; it is never entered twice. */
export function createTurnQueue<Item>(clock: Clock, work: (item: Item) => void): TurnQueue<Item> {
  // Never truncated, so that its memory is used again and again.
  const items: (Item | undefined)[] = [];
  let head = 0;
  let tail = 0;
  let isWorking = false;
  let isYielding = false;
  let worked = 0;

  const run = () => {
    if (isWorking || isYielding) return;
    isWorking = true;
    while (head < tail) {
      if (worked >= itemsPerTurn) {
        isYielding = true;
        clock.defer(resume);
        break;
      }
      const item = items[head];
      items[head] = undefined;
      worked += 1;
      head += 1;
      if (head === tail) {
        head = 0;
        tail = 0;
      }
      if (item !== undefined) work(item);
    }
    isWorking = false;
  };

  const resume = () => {
    isYielding = false;
    worked = 0;
    run();
  };

  return {
    add(item) {
      items[tail] = item;
      tail += 1;
      run();
    },
  };
}
