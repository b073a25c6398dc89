import { mergeAccounts, RushhourError, type Clock, type RunAccount, type RunnerEvents, type RunPhase } from '@rushhour/core';
import type { JournalFile } from '../journal-file.ts';
import { settleAccount } from './settle-account.ts';
import type { Refusal, WorkerMessage, WorkerOrder } from './worker-message.ts';
import type { WorkerThread } from './worker-thread.ts';

/** What the parts of a run are put together with. */
export interface WorkerPartsOptions {
  readonly seed: string;
  /** What all of them are together, `i/n`. */
  readonly shard: string;
  readonly clock: Clock;
  readonly journal: JournalFile | undefined;
  /** Called with the first account. */
  readonly known: (account: RunAccount) => void;
  readonly emit: <Name extends keyof RunnerEvents>(name: Name, ...event: Parameters<RunnerEvents[Name]>) => void;
}

/** The threads of a run, and what they tell put together. */
export interface WorkerParts {
  /** Lets threads load, and begin at once when all have; rejects when one may not, resolves when all are over. */
  play(threads: readonly WorkerThread[]): Promise<void>;
  tellAll(order: WorkerOrder): void;
  /** Tells all, and waits for what each has to say. */
  askAll(order: WorkerOrder): Promise<readonly (Refusal | undefined)[]>;
  /** Ends all at once; their books are closed when this returns. */
  halt(reason: string): void;
  account(): RunAccount | undefined;
  readonly phase: RunPhase;
  /** Whether one of them died. */
  readonly isBroken: boolean;
}

/** How long threads have to close their books when the process is about to exit. */
const lastWordsMs = 1000;

/** The phases of a run in their order: all of it is where the part is that is least far. */
const phases: readonly RunPhase[] = ['ready', 'running', 'draining', 'aborting', 'cleaning', 'flushing', 'stopped'];

/** One thread, as far as it is known. */
interface Part {
  readonly number: number;
  readonly thread: WorkerThread;
  isReady: boolean;
  users: number | undefined;
  phase: RunPhase;
  account: RunAccount | undefined;
  isOver: boolean;
  /** Who waits for answers, in the order they asked. */
  readonly answers: ((refusal: Refusal | undefined) => void)[];
}

/** Makes the parts of a run; there are none before `play`. */
export function createWorkerParts({ seed, shard, clock, journal, known, emit }: WorkerPartsOptions): WorkerParts {
  const warned = new Set<string>();
  const { promise: allOver, resolve: tellAllOver, reject: refuse } = Promise.withResolvers<void>();
  let parts: readonly Part[] = [];
  let phase: RunPhase = 'ready';
  let hasBegun = false;
  let hasHeader = false;
  let isBroken = false;
  let merged: RunAccount | undefined;

  const tellAll = (order: WorkerOrder) => {
    for (const { thread, isOver } of parts) if (!isOver) thread.post(order);
  };

  const warn = (message: string) => {
    if (warned.has(message)) return;
    warned.add(message);
    emit('warning', { message });
  };

  const enter = (part: Part, next: RunPhase, reason: string) => {
    part.phase = next;
    const least = phases[Math.min(...parts.map((one) => phases.indexOf(one.phase)))] ?? 'ready';
    if (least === phase) return;
    phase = least;
    emit('phase', { phase, reason });
  };

  const keep = (part: Part, account: RunAccount | undefined) => {
    part.account = account;
    merged = undefined;
  };

  const finish = (part: Part, account: RunAccount | undefined) => {
    part.isOver = true;
    for (const answer of part.answers.splice(0)) answer(undefined);
    keep(part, account);
    enter(part, 'stopped', 'all is written');
    if (parts.every(({ isOver }) => isOver)) tellAllOver();
    else beginWhenReady();
  };

  const beginWhenReady = () => {
    if (hasBegun || parts.some(({ isReady, isOver }) => !isReady && !isOver)) return;
    hasBegun = true;
    tellAll({ kind: 'begin' });
  };

  const start = (part: Part, { run, users }: { readonly run: string; readonly users: number }) => {
    part.users = users;
    if (parts.some((one) => one.users === undefined)) return;
    emit('runStart', { run, seed, users: parts.reduce((sum, one) => sum + (one.users ?? 0), 0) });
  };

  const hear = (part: Part, message: WorkerMessage) => {
    if (part.isOver) return;
    switch (message.kind) {
      case 'ready':
        part.isReady = true;
        beginWhenReady();
        break;
      case 'started':
        start(part, message);
        break;
      case 'phase':
        // It has stopped when it has told that it ended.
        if (message.phase !== 'stopped') enter(part, message.phase, message.reason);
        break;
      case 'warning':
        warn(message.message);
        break;
      case 'reload':
        // All threads see the same files.
        if (part.number === 0) emit('reload', { scenarios: message.scenarios, problems: message.problems });
        break;
      case 'reloaded':
        part.answers.shift()?.(message.refusal);
        break;
      case 'account':
        if (parts.every(({ account }) => account === undefined)) known(message.account);
        keep(part, message.account);
        break;
      case 'header':
        if (!hasHeader) journal?.write({ ...message.header, shard });
        hasHeader = true;
        break;
      case 'journal':
        journal?.append(message.lines);
        break;
      case 'ended':
        finish(part, message.account);
        break;
      case 'refused':
        refuse(errorOf(message.refusal));
        break;
    }
  };

  const mourn = (part: Part, reason: string) => {
    if (part.isOver) return;
    isBroken = true;
    warn(`Worker ${part.number} died: ${reason}. What it had under way counts as interrupted; the others go on.`);
    if (part.users === undefined) refuse(new RushhourError('internal', { message: `A worker thread died before it began: ${reason}.` }));
    finish(part, part.account && settleAccount(part.account));
  };

  return {
    async play(threads) {
      parts = threads.map((thread, number): Part => {
        const none = { users: undefined, account: undefined, isReady: false, isOver: false };
        return { number, thread, phase: 'ready', answers: [], ...none };
      });
      for (const part of parts) {
        part.thread.listen({ message: (message) => hear(part, message), died: (reason) => mourn(part, reason) });
      }
      try {
        await allOver;
      } finally {
        await Promise.all(threads.map((thread) => thread.close()));
      }
    },
    tellAll,
    askAll(order) {
      const going = parts.filter(({ isOver }) => !isOver);
      const answers = going.map((part) => new Promise<Refusal | undefined>((resolve) => part.answers.push(resolve)));
      tellAll(order);
      return Promise.all(answers);
    },
    halt(reason) {
      tellAll({ kind: 'halt', reason });
      const deadline = clock.now() + lastWordsMs;
      for (const part of parts.filter(({ isOver }) => !isOver)) {
        for (const message of part.thread.lastWords(Math.max(0, deadline - clock.now()))) hear(part, message);
        if (!part.isOver) finish(part, part.account && settleAccount(part.account));
      }
    },
    account() {
      const accounts = parts.flatMap(({ account }) => account ?? []);
      if (accounts.length > 0) merged ??= mergeAccounts(accounts, { shard });
      return merged;
    },
    get phase() {
      return phase;
    },
    get isBroken() {
      return isBroken;
    },
  };
}

/** A mistake that another thread told of, as an error of this one. */
export function errorOf({ code, message, hint }: Refusal): RushhourError {
  return new RushhourError(code, { message, ...(hint !== undefined && { hint }) });
}
