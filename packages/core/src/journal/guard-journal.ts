import { messageOf } from '../support/message-of.ts';
import type { JournalSink } from './journal-sink.ts';

/** A journal that disturbs no traffic when it cannot be written; what went wrong is told. */
export function guardJournal(sink: JournalSink, warn: (message: string) => void): JournalSink {
  const tell = (error: unknown) => warn(`The journal cannot be written: ${messageOf(error)}`);
  return {
    write(record) {
      try {
        sink.write(record);
      } catch (error) {
        tell(error);
      }
    },
    async end() {
      try {
        await sink.end?.();
      } catch (error) {
        tell(error);
      }
    },
  };
}
