import { workerData } from 'node:worker_threads';
import type { Host } from '../host.ts';
import { createProgram } from '../program.ts';
import { playInWorker } from './play-in-worker.ts';
import { refusalOf } from './refusal-of.ts';
import type { Refusal, WorkerMessage } from './worker-message.ts';
import type { WorkerLine } from './worker-thread.ts';

// What a worker thread runs: the same command line, played as one part of the run, and told to the thread that started it.
// The boundary between threads: `startWorkerThread` made this.
const line = workerData as WorkerLine;
const { port } = line;
const tell = (message: WorkerMessage) => port.postMessage(message);
const refuse = (refusal: Refusal) => tell({ kind: 'refused', refusal });

// What the command says of mistakes, should the files have changed since they were checked.
let said = '';
const listener = { write: (text: string) => (said += text) };

const host: Host = {
  stdout: listener,
  stderr: listener,
  env: process.env,
  args: line.args,
  cwd: process.cwd(),
  commandName: line.commandName,
  interruptible: () => () => undefined,
  keys: () => undefined,
  atExit: () => () => undefined,
  setExitCode: () => undefined,
  playInstead: (run) => {
    isPlaying = true;
    return playInWorker(run, line);
  },
};
let isPlaying = false;

try {
  await createProgram(host).parseAsync(host.args, { from: 'user' });
  if (!isPlaying) refuse({ code: 'input_invalid', message: said.trim(), hint: undefined });
} catch (error) {
  const refusal = refusalOf(error);
  if (refusal === undefined) throw error;
  refuse(refusal);
}
// Nothing a plugin left open keeps the thread.
port.close();
