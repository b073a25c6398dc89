import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { nextTurn } from '../clock/next-turn.ts';

/** What some work did to the process, beside what it returned. */
export interface ProcessTraces {
  /** Sockets it connected and names it looked up on its own, by what Node.js calls them. */
  readonly sockets: readonly string[];
  /** Reasons of its promises that were rejected with nobody listening. */
  readonly rejections: readonly unknown[];
  /** Timers it left that keep the process alive. */
  readonly timersLeft: number;
}

/** Async resources that mean the network. */
const networkResources: ReadonlySet<string> = new Set([
  'TCPCONNECTWRAP',
  'PIPECONNECTWRAP',
  'TLSWRAP',
  'UDPWRAP',
  'UDPSENDWRAP',
  'GETADDRINFOREQWRAP',
  'QUERYWRAP',
]);

const current = new AsyncLocalStorage<object>();

/**
 * Runs some work and tells what it and everything it started did to the process. Work outside of it, such as that of the test runner, is
 * not counted: who started what is known by async context.
 */
export async function watchProcess<Value>(work: () => Promise<Value>): Promise<{ readonly value: Value; readonly traces: ProcessTraces }> {
  const token = {};
  const sockets: string[] = [];
  const rejections: unknown[] = [];
  const promises = new WeakSet<object>();
  const timers = new Map<number, object>();

  const hook = createHook({
    init(id, type, _trigger, resource) {
      if (current.getStore() !== token) return;
      if (type === 'PROMISE') promises.add(resource);
      else if (type === 'Timeout') timers.set(id, resource);
      else if (networkResources.has(type)) sockets.push(type);
    },
    destroy: (id) => void timers.delete(id),
  });
  const release = takeRejections(promises, rejections);
  hook.enable();
  try {
    const value = await current.run(token, work);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    return { value, traces: { sockets, rejections, timersLeft: [...timers.values()].filter(keepsAlive).length } };
  } finally {
    hook.disable();
    release();
  }
}

interface RejectionTaker {
  readonly promises: WeakSet<object>;
  readonly rejections: unknown[];
}

const takers = new Set<RejectionTaker>();
/** Who listened before the first taker came. */
let others: readonly NodeJS.UnhandledRejectionListener[] = [];

function takeRejection(reason: unknown, promise: Promise<unknown>): void {
  const taker = [...takers].find(({ promises }) => promises.has(promise));
  if (taker !== undefined) taker.rejections.push(reason);
  else for (const other of others) other.call(process, reason, promise);
}

/**
 * Listens for unhandled rejections of some promises, and hands all others on to who listened before. A test runner takes any unhandled
 * rejection as a failure of its own, without saying which test it belongs to; a check that looks for them has to come first.
 */
function takeRejections(promises: WeakSet<object>, rejections: unknown[]): () => void {
  const taker: RejectionTaker = { promises, rejections };
  if (takers.size === 0) {
    others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', takeRejection);
  }
  takers.add(taker);
  return () => {
    takers.delete(taker);
    if (takers.size > 0) return;
    process.off('unhandledRejection', takeRejection);
    for (const other of others) process.on('unhandledRejection', other);
  };
}

/** What the hook calls a `Timeout` is a `NodeJS.Timeout`. */
function keepsAlive(timer: object): boolean {
  return (timer as NodeJS.Timeout).hasRef();
}
