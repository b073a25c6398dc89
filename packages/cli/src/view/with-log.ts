import type { RunView } from './run-view.ts';

/** The same view, whose lines that stay are written to a log as well. */
export function withLog(view: RunView, write: (line: string) => void): RunView {
  return {
    ...view,
    log(line) {
      view.log(line);
      write(line);
    },
  };
}
