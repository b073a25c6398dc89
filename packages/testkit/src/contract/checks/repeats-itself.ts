import { canonicalJournal, systemClock, type Clock } from '@rushhour/core';
import { createHash } from 'node:crypto';
import { fail, summaryOf, type ContractCheck } from '../contract-check.ts';
import type { MemoryRequest } from '../../memory-http/memory-request.ts';
import { rehearse, type Rehearsal } from '../rehearse.ts';

/** Real time for waits, one fixed moment on the wall: what depends on the date is the same in both runs. */
const fixedWallClock: Clock = { ...systemClock, wallTime: () => Date.UTC(2026, 0, 1) };

/** Two runs of one seed: the same journal, and the same requests. */
export const repeatsItself: ContractCheck = {
  name: 'does the same again under the same seed',
  async run({ contract }) {
    // The run id is the one unseeded value, and may be part of names and signatures.
    const options = { users: 3, plays: 2, clock: fixedWallClock, runId: 'contract' };
    const first = await rehearse(contract, options);
    const second = await rehearse(contract, options);
    summaryOf(first);
    summaryOf(second);
    compare('journal', journalLines(first), journalLines(second));
    compare('requests', wireLines(first), wireLines(second));
  },
};

function compare(what: string, first: readonly string[], second: readonly string[]): void {
  if (first.length !== second.length) fail(`The ${what} of two runs under one seed differ: ${first.length} and ${second.length} lines.`);
  const at = first.findIndex((line, index) => line !== second[index]);
  if (at === -1) return;
  fail(
    `The ${what} of two runs under one seed differ. Draw from \`random\`, and take the time from \`clock\`.\n  first:  ${first[at]}\n  second: ${second[at]}`,
  );
}

function journalLines({ journal: { header, entries } }: Rehearsal): readonly string[] {
  return header === undefined ? [] : canonicalJournal({ header, entries }).split('\n');
}

/** The requests without what names the run, in an order that does not depend on how users took turns. */
function wireLines({ wire }: Rehearsal): readonly string[] {
  return wire.map(wireLine).toSorted();
}

function wireLine({ method, origin, url, headers, body }: MemoryRequest): string {
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1];
  const neutral = (text: string) => (boundary === undefined ? text : text.replaceAll(boundary, 'BOUNDARY'));
  const { 'x-rushhour-run': _run, ...rest } = headers;
  const content = createHash('sha256')
    .update(neutral(Buffer.from(body).toString('latin1')), 'latin1')
    .digest('hex');
  const written = Object.entries(rest)
    .map(([name, value]) => `${name}: ${neutral(value)}`)
    .toSorted()
    .join('; ');
  return `${method} ${origin}${url} {${written}} ${body.length} bytes ${content.slice(0, 12)}`;
}
