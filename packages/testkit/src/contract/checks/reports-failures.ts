import { defaultExpect, isExpected } from '@rushhour/core';
import { fail, summaryOf, type ContractCheck } from '../contract-check.ts';
import { rehearse } from '../rehearse.ts';
import type { SiteReply } from '../../site/site.ts';

const failures: Readonly<Record<string, SiteReply>> = {
  'answers 500': { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Internal server error</h1>' },
  'breaks off every answer': { body: 'half an answer', fault: 'cut' },
};

/** A failing target is an outcome: never an exception, never a success. */
export const reportsFailures: ContractCheck = {
  name: 'reports a failing site as failed, and goes on',
  async run({ contract }) {
    for (const [how, reply] of Object.entries(failures)) {
      const { status = 200 } = reply;
      const rehearsal = await rehearse(contract, { site: () => () => reply });
      const { actions } = summaryOf(rehearsal);
      if (actions.started !== contract.instructions.length) {
        fail(`On a site that ${how}, ${actions.started} of ${contract.instructions.length} instructions were started.`);
      }
      for (const [index, call] of rehearsal.observations.calls.entries()) {
        const end = rehearsal.ends[index];
        const instruction = contract.instructions[index];
        const isMeant = status !== 200 && isExpected(instruction?.expect ?? defaultExpect, status);
        const sent = (call.wireTo ?? call.wireFrom) - call.wireFrom;
        if (end?.outcome === 'ok' && sent > 0 && !isMeant) {
          fail(`"${end.action} ${end.target}" was reported as ok on a site that ${how}.`);
        }
      }
    }
  },
};
