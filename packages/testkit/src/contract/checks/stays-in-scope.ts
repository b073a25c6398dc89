import { startLoopbackSite, type LoopbackSite } from '../../site/loopback-site.ts';
import type { SiteReply, SiteResponder } from '../../site/site.ts';
import { fail, type ContractCheck } from '../contract-check.ts';
import { createCutFinder, cutsOf, nameCut, type Cut } from '../cut.ts';
import { rehearse, type LiveRehearsal, type Rehearsal } from '../rehearse.ts';
import { lure } from '../lure.ts';

/**
 * Puts a decoy, a real server on loopback that is not in scope, into every link, address and redirect of the site. It must get nothing, by
 * the run's HTTP client (whose scope refuses it) or past it: a socket of the plugin's own is noticed wherever it leads.
 */
export const staysInScope: ContractCheck = {
  name: 'sends nothing outside its scope, and opens no socket of its own',
  async run(context) {
    const { contract } = context;
    const baseline = await context.baseline();
    checkSockets(baseline, 'on a good site');
    const decoy = await startLoopbackSite({ site: () => ({ status: 200, body: 'decoy' }) });
    try {
      const lured = await rehearse(contract, { site: (respond) => luring(respond, decoy) });
      checkDecoy(lured, decoy, 'when every link and address of the site led there');
      for (const cut of cutsOf(baseline)) {
        const redirected = await rehearse(contract, { site: (respond, live) => redirecting(respond, { live, decoy, cut }) });
        checkDecoy(redirected, decoy, `when ${nameCut(cut)} was redirected there`);
      }
    } finally {
      await decoy.close();
    }
  },
};

function luring(respond: SiteResponder, decoy: LoopbackSite): SiteResponder {
  return async (request) => {
    const reply = await respond(request);
    return reply && lure(reply, { from: request.url.origin, to: decoy.baseUrl });
  };
}

function redirecting(
  respond: SiteResponder,
  { live, decoy, cut }: { readonly live: LiveRehearsal; readonly decoy: LoopbackSite; readonly cut: Cut },
): SiteResponder {
  const reply: SiteReply = { status: 307, headers: { location: `${decoy.baseUrl}/redirected` } };
  const isHere = createCutFinder(cut, live.observations);
  return (asked) => (isHere() ? reply : respond(asked));
}

function checkDecoy(rehearsal: Rehearsal, decoy: LoopbackSite, when: string): void {
  checkSockets(rehearsal, when);
  const [entry] = decoy.log;
  const asked = entry === undefined ? '' : ` (${entry.method} ${entry.url})`;
  if (decoy.connections() > 0) fail(`An origin outside the scope was reached${asked}, ${when}.`);
  const leaked = rehearsal.wire.find(({ origin }) => origin === decoy.baseUrl);
  if (leaked !== undefined) fail(`An origin outside the scope was sent ${leaked.method} ${leaked.url}, ${when}.`);
}

function checkSockets({ traces: { sockets } }: Rehearsal, when: string): void {
  if (sockets.length > 0) {
    fail(
      `The plugin used the network on its own (${[...new Set(sockets)].join(', ')}), ${when}: send through \`http\`, or what leaves cannot be kept in scope.`,
    );
  }
}
