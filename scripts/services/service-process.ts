import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What {@link startProcess} starts. */
export interface ProcessOptions {
  readonly binary: string;
  readonly args: readonly string[];
  /** Where its output goes. */
  readonly log: string;
  /** @default that of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether it outlives this process. */
  readonly detached: boolean;
  /** What ends it. @default SIGTERM */
  readonly signal?: NodeJS.Signals;
}

/** A process of a service. */
export interface ServiceProcess {
  readonly pid: number;
  hasEnded(): boolean;
  /** What it has said so far. */
  said(): string;
  /** Ends it, with `SIGKILL` where ten seconds were not enough, and waits for the end. */
  stop(): Promise<void>;
}

const patienceMs = 10_000;

/** Starts one process of a service. It ends with this one, but for a detached one. */
export function startProcess({ binary, args, log, env, detached, signal = 'SIGTERM' }: ProcessOptions): ServiceProcess {
  const output = openSync(log, 'a');
  const child = spawn(binary, args, { stdio: ['ignore', output, output], detached, ...(env && { env }) });
  closeSync(output);
  child.once('error', () => undefined);
  const kill = (): void => void child.kill(signal);
  if (detached) child.unref();
  else process.once('exit', kill);
  const hasEnded = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    hasEnded,
    said: () => readFileSync(log, 'utf8'),
    async stop() {
      process.removeListener('exit', kill);
      if (hasEnded()) return;
      const ended = once(child, 'exit');
      kill();
      const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}

/** Asks every 25 ms, for a minute at most, whether a process is ready; false when it has ended before, or the minute has. */
export async function isReady(process: ServiceProcess, ask: () => Promise<boolean>): Promise<boolean> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(25)) {
    if (process.hasEnded()) return false;
    if (await ask()) return true;
  }
  return false;
}
