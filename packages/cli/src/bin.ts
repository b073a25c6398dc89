#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { isatty } from 'node:tty';
import { exitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { createInterruptions } from './interruptions.ts';
import { createKeyboard, isForeground } from './keyboard.ts';

enableCompileCache();

// The one module that knows the process: handlers, signals and exit codes are here and nowhere else.
const atExit = new Set<() => void>();
let faulted = false;

const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor));

const exit = (code: number): never =>
  process.exit(faulted && (code === exitCode.ok || code === exitCode.threshold) ? exitCode.internal : code);
const interruptions = createInterruptions({
  exit,
  onFault: () => {
    faulted = true;
  },
  now: () => performance.now(),
  // A terminal that was closed is none any more.
  terminalIsGone: () => terminals.some((descriptor) => !isatty(descriptor)),
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruptions.signal(signal));
const onHangUp = () => interruptions.signal('SIGHUP');
process.on('exit', () => {
  for (const callback of atExit) callback();
});
for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(event, (error: unknown) => {
    process.stderr.write(`error: nobody caught this: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    interruptions.fault();
  });
}
// A reader that went away (EPIPE) or a terminal that was closed (EIO) does not end the traffic.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const fromSource = import.meta.url.endsWith('.ts');
const host: Host = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  args: process.argv.slice(2),
  cwd: process.cwd(),
  commandName: fromSource ? 'npm run -s rushhour --' : 'rushhour',
  interruptible(stoppable) {
    // Only now: a handler would undo what `nohup` asked for.
    if (process.listenerCount('SIGHUP') === 0) process.on('SIGHUP', onHangUp);
    return interruptions.register(stoppable);
  },
  keys: () =>
    createKeyboard(process.stdin, {
      interrupt: () => interruptions.signal('SIGINT'),
      quit: () => interruptions.signal('SIGINT', 'q'),
      suspend: () => process.kill(process.pid, 'SIGTSTP'),
      onContinued(callback) {
        process.on('SIGCONT', callback);
        return () => process.off('SIGCONT', callback);
      },
      isForeground: () => isForeground(process.pid),
    }),
  atExit(callback) {
    atExit.add(callback);
    return () => atExit.delete(callback);
  },
  setExitCode(code) {
    process.exitCode = code;
  },
};

const { main } = await import('./main.ts');
await main(host);
// Pipes may be asynchronous: what was written comes out first. Then nothing a plugin left open keeps the process alive.
process.stdout.write('', () => process.stderr.write('', () => exit(Number(process.exitCode ?? exitCode.ok))));
