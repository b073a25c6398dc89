import type { SitePlugin } from '@rushhour/core';
import { fail, summaryOf, describe, type ContractCheck } from '../contract-check.ts';
import { rehearse, type Rehearsal } from '../rehearse.ts';

const users = 2;
const plays = 2;

/** Each play has a session of its own, closed once, that leaves nothing running; on a good site and on one that breaks down. */
export const keepsSessions: ContractCheck = {
  name: 'opens and closes one session per play, and leaves nothing running',
  async run({ contract }) {
    const good = await rehearse(contract, { users, plays });
    summaryOf(good);
    checkSessions(good, { plugin: contract.plugin, where: 'on a good site' });
    if (contract.plugin.createSession !== undefined && good.observations.opened.length !== users * plays) {
      fail(
        `${users * plays} sessions should be made for ${users} users with ${plays} plays each, but ${good.observations.opened.length} were.`,
      );
    }
    const broken = await rehearse(contract, { users, plays, site: () => () => ({ status: 500 }) });
    checkSessions(broken, { plugin: contract.plugin, where: 'on a site that answers 500' });
  },
};

/** Every session made was closed once, and was nobody else's. */
export function checkSessions(
  { observations, traces }: Rehearsal,
  { plugin, where }: { readonly plugin: SitePlugin; readonly where: string },
): void {
  const { opened, closed, closeErrors } = observations;
  const objects = opened.filter((session) => typeof session === 'object' && session !== null);
  if (new Set(objects).size !== objects.length) fail(`createSession gave the same object to two plays, ${where}.`);
  const [error] = closeErrors;
  if (closeErrors.length > 0) fail(`closeSession threw, ${where}: ${describe(error)}`);
  if (plugin.closeSession !== undefined && closed.length !== opened.length)
    fail(`${opened.length} sessions were made, but ${closed.length} closed, ${where}.`);
  if (traces.timersLeft > 0)
    fail(`${traces.timersLeft} timers still run after the end, ${where}: closeSession has to end what the session started.`);
}
