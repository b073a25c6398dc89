/** What each reason of a drop means to whoever reads a report. */
export const dropReasonNames: ReadonlyMap<string, string> = new Map([
  ['busy', 'the user was busy'],
  ['rate_cap', 'the rate cap was reached'],
  ['paused', 'paused'],
  ['stopping', 'the run was stopping'],
  ['lag', 'the generator was too late'],
]);
