import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { WorkerMessage, WorkerOrder, WorkerStart } from './worker-message.ts';

/** A thread that plays a part of a run. */
export interface WorkerThread {
  post(order: WorkerOrder): void;
  /** Hears what it tells, and why it died if it did before it was done. */
  listen(listener: WorkerListener): void;
  /** Waits, without letting anything else run, until it has told that it is done; gives back what it told. */
  lastWords(timeoutMs: number): readonly WorkerMessage[];
  /** Frees everything. */
  close(): Promise<void>;
}

/** Who hears of a thread. */
export interface WorkerListener {
  message(message: WorkerMessage): void;
  died(reason: string): void;
}

/** What only `worker.ts` is given besides: how it speaks, and a flag to raise when all is said. */
export interface WorkerLine extends WorkerStart {
  readonly port: MessagePort;
  readonly done: Int32Array<SharedArrayBuffer>;
}

/** Beside this module in the source, and beside the command where it was built. */
const entry = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** Starts a thread; it loads the run by the words of the command line. */
export function startWorkerThread(start: WorkerStart): WorkerThread {
  const { port1: port, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(entry, { workerData: { ...start, port: port2, done } satisfies WorkerLine, transferList: [port2] });
  return {
    post: (order) => port.postMessage(order),
    listen({ message, died }) {
      let reason: string | undefined;
      port.on('message', message);
      worker.on('error', (error: unknown) => {
        reason = error instanceof Error ? error.message : String(error);
      });
      worker.on('exit', (code) => {
        // What it said before it died comes first.
        for (const said of takeMessages(port)) message(said);
        died(reason ?? `it exited with ${code}`);
      });
    },
    lastWords(timeoutMs) {
      Atomics.wait(done, 0, 0, timeoutMs);
      return takeMessages(port);
    },
    async close() {
      port.close();
      await worker.terminate();
    },
  };
}

/** Takes the messages that are here and were not told yet. */
function takeMessages(port: MessagePort): readonly WorkerMessage[] {
  const messages: WorkerMessage[] = [];
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    // The other end of the port is typed the same way.
    messages.push(next.message as WorkerMessage);
  }
  return messages;
}
