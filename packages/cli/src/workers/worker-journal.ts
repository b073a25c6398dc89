import type { JournalSink } from '@rushhour/core';
import type { WorkerMessage } from './worker-message.ts';

/** The journal of a worker thread. */
export interface WorkerJournal extends JournalSink {
  /** Tells what is in memory. */
  flush(): void;
}

/** Makes a journal that tells its lines in batches of at most so many characters; the header goes first, alone. */
export function createWorkerJournal(tell: (message: WorkerMessage) => void, { batchLength = 65_536 } = {}): WorkerJournal {
  let lines = '';
  const flush = () => {
    if (lines !== '') tell({ kind: 'journal', lines });
    lines = '';
  };
  return {
    write(record) {
      if ('journal' in record) tell({ kind: 'header', header: record });
      else lines += `${JSON.stringify(record)}\n`;
      if (lines.length >= batchLength) flush();
    },
    flush,
    end() {
      flush();
      return Promise.resolve();
    },
  };
}
