/** One option of `run`. */
export interface RunOption {
  readonly flags: string;
  readonly description: string;
  /** May be given more than once. */
  readonly repeatable?: boolean;
}

/** Every option of `run`, in the order of its help. Values are checked by `parseRunSettings`. */
export const runOptionTable = [
  { flags: '--users <n>', description: 'virtual users (default 1)' },
  { flags: '--duration <time>', description: 'end after this long, such as 30s or 5m' },
  { flags: '--plays <n>', description: 'end each user after so many plays' },
  { flags: '--actions <n>', description: 'end after so many actions in all' },
  { flags: '--seed <text>', description: 'make the run repeatable (default: random, and printed)' },
  { flags: '--think <range>', description: 'wait after each action, such as 0-1s (the default), 500ms or 0' },
  { flags: '--base <url>', description: 'what relative targets are relative to' },
  { flags: '--allow <url>', description: 'an origin or URL prefix traffic may reach; repeatable', repeatable: true },
  { flags: '--plugin <name>', description: 'a plugin by package name or path; repeatable', repeatable: true },
  { flags: '--files <folder>', description: 'where files to upload are found' },
  { flags: '--downloads <folder>', description: 'where downloads with save=true are kept' },
  {
    flags: '--shard <i/n>',
    description: "this process's share of the users, i from 0 to n-1 (default: JOB_COMPLETION_INDEX/RUSHHOUR_SHARDS, where set)",
  },
  { flags: '--workers <n>', description: 'play on so many threads of this process, 64 at most (default 1)' },
  { flags: '--once', description: 'one user, one play' },
  { flags: '--verbose', description: 'show every request and answer with headers, secrets hidden' },
  { flags: '--summary <file>', description: 'write the summary as JSON (- for standard output)' },
  { flags: '--report <file>', description: 'write an HTML page with charts' },
  { flags: '--journal <file>', description: 'write what was done, one JSON object a line' },
  { flags: '--quiet', description: 'show nothing but errors' },
  { flags: '--no-color', description: 'show no colours' },
  { flags: '--contact <text>', description: 'whom the owner of a site may ask, sent in the User-Agent' },
  { flags: '--ca <file>', description: 'trust this certificate authority too (PEM)' },
  { flags: '--proxy <url>', description: 'send everything through an HTTP proxy' },
  { flags: '--host <name=address>', description: 'use this address for a name; repeatable', repeatable: true },
  { flags: '--http2', description: 'use HTTP/2 where a server offers it' },
  { flags: '--speed <x>', description: 'let simulated time pass x times faster: hours, think times, rates, --duration' },
  { flags: '--scale <x>', description: 'multiply open rates' },
  { flags: '--size-scale <x>', description: 'multiply generated sizes' },
  { flags: '--start <time>', description: 'simulated time of the start, such as 2026-01-05T08:00:00Z (default now)' },
  { flags: '--stats-every <time>', description: 'a line of statistics per profile so often, 0 for never (default 5m)' },
  { flags: '--log <file>', description: 'append messages and statistics to a log that rotates' },
  { flags: '--log-size <size>', description: 'begin a new log file after so much (default 10MB)' },
  { flags: '--log-keep <n>', description: 'keep so many log files (default 5)' },
] as const satisfies readonly RunOption[];
