import type { PlannedArrival, PlannedRun } from '@rushhour/core';
import type { OutputStream } from '../host.ts';

/**
 * Writes every arrival as one JSON object a line, no faster than they are read. Ends quietly when whoever reads them has read enough.
 */
export async function writeArrivals(planned: Pick<PlannedRun, 'arrivals'>, stream: OutputStream): Promise<void> {
  for await (const batch of planned.arrivals()) {
    if (!(await written(stream, batch.map(line).join('')))) return;
  }
}

function line({ simulatedAt, at, ...arrival }: PlannedArrival): string {
  return `${JSON.stringify({ at: Math.round(at * 1000) / 1000, simulatedAt: new Date(simulatedAt).toISOString(), ...arrival })}\n`;
}

/** Whether the text is out. */
function written(stream: OutputStream, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    stream.write(text, (error) => resolve(error === undefined || error === null));
  });
}
