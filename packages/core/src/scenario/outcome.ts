/** What became of a started action. */
export type Outcome = 'ok' | 'failed' | 'interrupted';
