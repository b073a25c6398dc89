import { fail, summaryOf, type ContractCheck } from '../contract-check.ts';

/**
 * Bytes are payload: what a plugin states may leave framing and bookkeeping out, so it lies between the payload and all that was on the
 * wire. What it does not state is counted by the engine on the shared HTTP session, and must be all of it.
 */
export const reportsBytes: ContractCheck = {
  name: 'reports the bytes that were on the wire',
  async run({ baseline }) {
    const rehearsal = await baseline();
    summaryOf(rehearsal);
    const { observations, wire, ends } = rehearsal;
    for (const [index, call] of observations.calls.entries()) {
      const end = ends[index];
      if (end === undefined || end.outcome !== 'ok') continue;
      if (call.pending > 0)
        fail(`"${end.action} ${end.target}" ended while ${call.pending} of its requests were under way: wait for every request.`);
      const requests = wire.slice(call.wireFrom, call.wireTo);
      const sent = requests.map(({ requestBytes }) => requestBytes);
      const received = requests.map(({ bodyBytes }) => bodyBytes);
      const isStated = (name: string) =>
        typeof call.result === 'object' && call.result !== null && Reflect.get(call.result, name) !== undefined;
      const what = `"${end.action} ${end.target}"`;
      hold({ what, name: 'bytesSent', reported: end.bytesSent, wire: sent, isStated: isStated('bytesSent') });
      hold({ what, name: 'bytesReceived', reported: end.bytesReceived, wire: received, isStated: isStated('bytesReceived') });
    }
  },
};

function hold({
  what,
  name,
  reported,
  wire,
  isStated,
}: {
  readonly what: string;
  readonly name: string;
  readonly reported: number;
  readonly wire: readonly number[];
  readonly isStated: boolean;
}): void {
  const all = wire.reduce((sum, bytes) => sum + bytes, 0);
  if (isStated) {
    if (reported > all) fail(`${what} stated ${name}: ${reported}, but only ${all} bytes were on the wire.`);
    if (all > 0 && reported === 0) fail(`${what} stated ${name}: 0, but ${all} bytes were on the wire.`);
    return;
  }
  if (reported !== all) {
    fail(`${what} left ${name} to the engine, which saw ${reported} bytes of ${all} on the wire: send everything through \`http\`.`);
  }
}
