import type { JournalEntry, JournalHeader } from './journal.ts';

/** Where a journal goes. */
export interface JournalSink {
  write(record: JournalHeader | JournalEntry): void;
  /** Called once when the run is over. */
  end?(): Promise<void>;
}
