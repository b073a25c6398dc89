import { describe, fail, type ContractCheck } from '../contract-check.ts';
import { rehearse, type Rehearsal } from '../rehearse.ts';
import type { SiteReply } from '../../site/site.ts';

const sites: Readonly<Record<string, SiteReply>> = {
  'a site that answers 500': { status: 500 },
  'a site that breaks off every answer': { body: 'half an answer', fault: 'cut' },
  'a site that answers nonsense': { headers: { 'content-type': 'text/html', location: ':' }, body: '<a href="http://[">\u0000' },
};

/** A floating rejection ends a host process; it must not happen, whatever the site does. */
export const handlesRejections: ContractCheck = {
  name: 'leaves no promise rejection unhandled',
  async run({ contract, baseline }) {
    check(await baseline(), 'a good site');
    for (const [where, reply] of Object.entries(sites)) check(await rehearse(contract, { site: () => () => reply }), where);
  },
};

function check({ traces: { rejections } }: Rehearsal, where: string): void {
  if (rejections.length > 0) fail(`A promise was rejected on ${where} and nobody listened: ${describe(rejections[0])}`);
}
