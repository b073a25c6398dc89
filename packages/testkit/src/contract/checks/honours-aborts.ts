import type { SitePlugin } from '@rushhour/core';
import { setTimeout as realDelay } from 'node:timers/promises';
import { createVirtualClock, type VirtualClock } from '../../clock/virtual-clock.ts';
import { nextTurn } from '../../clock/next-turn.ts';
import { describe, fail, summaryOf, type CheckContext, type ContractCheck } from '../contract-check.ts';
import { createCutFinder, cutsOf, isAtWork, nameCut, type Cut } from '../cut.ts';
import { rehearse, type LiveRehearsal, type Rehearsal } from '../rehearse.ts';
import type { SiteResponder } from '../../site/site.ts';
import { checkSessions } from './keeps-sessions.ts';

/** How it is cut: the request is never answered and the deadline passes; the same, and the run is aborted; it is answered, and the run is aborted. */
type CutKind = 'deadline' | 'abort unanswered' | 'abort answered';

const kinds: readonly CutKind[] = ['deadline', 'abort unanswered', 'abort answered'];
/** Virtual. */
const timeoutMs = 600_000;
/** Virtual; how long a stop leaves actions alone. */
const drainMs = 1;
/** How long a handler may take to settle after it was aborted: turns of the event loop, each of the later ones with a millisecond of real time. */
const quickTurns = 100;
const slowTurns = 250;

/** Cuts every handler at each of its first requests, and sees that it settles, and that its session is closed once. */
export const honoursAborts: ContractCheck = {
  name: 'stops at its deadline and at the end of the run',
  async run(context) {
    for (const cut of cutsOf(await context.baseline())) {
      for (const kind of kinds) await check(context, cut, kind);
    }
  },
};

async function check({ contract }: CheckContext, cut: Cut, kind: CutKind): Promise<void> {
  const clock = createVirtualClock();
  let isReached = false;
  let request = '';
  let complaint = '';

  const site = (respond: SiteResponder, live: LiveRehearsal): SiteResponder => {
    const isHere = createCutFinder(cut, live.observations);
    return (asked) => {
      if (!isHere()) return respond(asked);
      isReached = true;
      request = `${asked.method} ${asked.url.href}`;
      return kind === 'abort answered' ? respond(asked) : { fault: 'never' };
    };
  };

  const drive = async (live: LiveRehearsal): Promise<void> => {
    await until(
      () => isReached || live.isOver(),
      () => clock.advance(1),
    );
    if (kind === 'deadline') {
      await clock.advance(timeoutMs);
    } else {
      live.runner.stop('contract');
      await clock.advance(drainMs);
    }
    await until(() => !isAtWork(live.observations, cut.call), nextTurn);
    if (isAtWork(live.observations, cut.call)) {
      const who = cut.call === 'createSession' ? cut.call : `The handler of "${live.observations.calls[cut.call]?.action ?? ''}"`;
      const when = kind === 'deadline' ? 'its deadline' : 'the end of the run';
      const where = kind === 'abort answered' ? `after the answer to ${request}` : `waiting for the answer to ${request}`;
      complaint = `${who} did not settle at ${when}, ${where}: hand \`signal\` on to whatever it waits for.`;
    }
    await endRun(live, clock);
  };

  const rehearsal = await rehearse(contract, { clock, timeoutMs, drainMs, site, drive });
  if (complaint !== '') fail(complaint);
  if (!isReached) fail(`The plugin sent ${nameCut(cut)} once, but not when the same was played again.`);
  checkEnd(rehearsal, { plugin: contract.plugin, cut, kind });
}

/** Lets virtual time pass until the run is over; a handler that never settles keeps it from ending by itself. */
async function endRun(live: LiveRehearsal, clock: VirtualClock): Promise<void> {
  await until(live.isOver, () => clock.advance(timeoutMs));
  live.runner.stop('contract');
  await until(live.isOver, () => clock.advance(timeoutMs));
}

function checkEnd(
  rehearsal: Rehearsal,
  { plugin, cut, kind }: { readonly plugin: SitePlugin; readonly cut: Cut; readonly kind: CutKind },
): void {
  summaryOf(rehearsal);
  const where = kind === 'deadline' ? 'in a run with a deadline that passed' : 'in a run that was aborted';
  checkSessions(rehearsal, { plugin, where });
  const end = cut.call === 'createSession' ? undefined : rehearsal.ends[cut.call];
  if (kind !== 'abort answered' && end?.outcome === 'ok') {
    fail(`"${end.action} ${end.target}" was reported as ok, although its request was never answered.`);
  }
  const [rejection] = rehearsal.traces.rejections;
  if (rehearsal.traces.rejections.length > 0) fail(`A promise was rejected ${where} and nobody listened: ${describe(rejection)}`);
}

/** Repeats a step, first quickly, then with a little real time for what files and threads do, until something holds or patience ends. */
async function until(holds: () => boolean, step: () => Promise<void>): Promise<void> {
  for (let turn = 0; !holds() && turn < quickTurns + slowTurns; turn += 1) {
    await step();
    if (turn >= quickTurns) await realDelay(1);
  }
}
