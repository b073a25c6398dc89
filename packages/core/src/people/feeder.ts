/** One row of data: what `{data.name}` stands for. */
export type DataRow = Readonly<Record<string, string>>;

/** Rows that users play with. Rows are given out by formula, so that shards never share one of a queue. */
export interface Feeder {
  /** The columns of every row. */
  readonly columns: readonly string[];
  readonly rows: readonly DataRow[];
  /** `queue`: each row once, then the user is done; `circular`: from the first again; `random`: drawn by the seed. */
  readonly pick: 'queue' | 'circular' | 'random';
  /** Whether a user keeps a row, or takes one for each play. */
  readonly per: 'user' | 'play';
  /** Who shares the rows: all users of the plan, or those of the profile. */
  readonly scope: 'plan' | 'profile';
  /** Columns whose values are written nowhere. */
  readonly secret: readonly string[];
}
