import type { Clock, Timer } from './clock.ts';

/** A wait in a {@link TimerQueue}. Made once and set again and again, so that waiting allocates nothing. */
export interface QueuedTimer {
  /** Called at the due time, with the queue's idea of now. */
  readonly fire: () => void;
  /** When it is due, in the clock's milliseconds; kept by the queue. */
  due: number;
  /** Its place in the queue, -1 when it is not in it; kept by the queue. */
  place: number;
  /** Breaks ties: what was set first fires first; kept by the queue. */
  order: number;
}

/** Many waits on one timer of the clock: a binary heap by due time. */
export interface TimerQueue {
  /** Sets a wait, or moves it. */
  set(timer: QueuedTimer, due: number): void;
  /** Calls a wait off; does nothing when it is not set. */
  cancel(timer: QueuedTimer): void;
  /** Calls everything off. */
  clear(): void;
}

/** Makes a wait that is not set yet. */
export function createQueuedTimer(fire: () => void): QueuedTimer {
  return { fire, due: 0, place: -1, order: 0 };
}

/** Makes an empty queue on a clock. */
export function createTimerQueue(clock: Clock): TimerQueue {
  const heap: QueuedTimer[] = [];
  let sets = 0;
  let armed: Timer | undefined;
  let armedFor = Infinity;
  let isFiring = false;

  const isBefore = (a: QueuedTimer, b: QueuedTimer) => a.due < b.due || (a.due === b.due && a.order < b.order);

  const put = (timer: QueuedTimer, place: number) => {
    heap[place] = timer;
    timer.place = place;
  };

  const rise = (timer: QueuedTimer, from: number) => {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(timer, parent)) break;
      put(parent, place);
      place = above;
    }
    put(timer, place);
  };

  const sink = (timer: QueuedTimer, from: number) => {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const leftChild = heap[left];
      if (leftChild === undefined) break;
      const rightChild = heap[left + 1];
      const child = rightChild !== undefined && isBefore(rightChild, leftChild) ? rightChild : leftChild;
      if (!isBefore(child, timer)) break;
      const next = child.place;
      put(child, place);
      place = next;
    }
    put(timer, place);
  };

  const remove = (timer: QueuedTimer) => {
    const { place } = timer;
    timer.place = -1;
    const last = heap.pop();
    if (last === undefined || last === timer) return;
    if (place > 0 && isBefore(last, heap[(place - 1) >> 1] ?? last)) rise(last, place);
    else sink(last, place);
  };

  const arm = () => {
    const head = heap[0];
    if (isFiring || head === undefined || head.due >= armedFor) return;
    armed?.cancel();
    armedFor = head.due;
    armed = clock.setTimer(Math.max(0, head.due - clock.now()), fireDue);
  };

  const fireDue = () => {
    armed = undefined;
    armedFor = Infinity;
    const now = clock.now();
    // Timers of a machine may come up to a millisecond early; what is due within it is due.
    isFiring = true;
    try {
      for (let head = heap[0]; head !== undefined && head.due <= now + 0.5; head = heap[0]) {
        remove(head);
        head.fire();
      }
    } finally {
      isFiring = false;
      arm();
    }
  };

  return {
    set(timer, due) {
      if (timer.place !== -1) remove(timer);
      timer.due = due;
      timer.order = sets += 1;
      rise(timer, heap.length);
      arm();
    },
    cancel(timer) {
      if (timer.place !== -1) remove(timer);
      if (heap.length === 0 && armed !== undefined) {
        armed.cancel();
        armed = undefined;
        armedFor = Infinity;
      }
    },
    clear() {
      for (const timer of heap) timer.place = -1;
      heap.length = 0;
      armed?.cancel();
      armed = undefined;
      armedFor = Infinity;
    },
  };
}
