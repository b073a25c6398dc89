import { mergeHistograms } from '../support/sparse-histogram.ts';
import type { GroupAccount } from './account.ts';

/** Adds up what some groups of actions counted. */
export function mergeGroups(groups: readonly GroupAccount[]): GroupAccount {
  const sum = (value: (group: GroupAccount) => number) => groups.reduce((all, group) => all + value(group), 0);
  return {
    started: sum(({ started }) => started),
    ok: sum(({ ok }) => ok),
    failed: sum(({ failed }) => failed),
    interrupted: sum(({ interrupted }) => interrupted),
    injected: sum(({ injected }) => injected),
    bytesSent: sum(({ bytesSent }) => bytesSent),
    bytesReceived: sum(({ bytesReceived }) => bytesReceived),
    durations: mergeHistograms(groups.map(({ durations }) => durations)),
    responses: mergeHistograms(groups.map(({ responses }) => responses)),
  };
}
