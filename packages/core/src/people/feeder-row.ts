import type { Random } from '../support/random.ts';
import type { DataRow, Feeder } from './feeder.ts';

/** Who asks for a row. */
export interface RowRequest {
  /** The user's number among `users`, from 0: the same in every shard. */
  readonly user: number;
  /** How many users share the rows: all of the plan, or of the profile (`scope` of the feeder). */
  readonly users: number;
  /** Plays the user has begun before, from 0. */
  readonly play: number;
  /** Of the play, or of the user where a user keeps a row; only drawn from by `random`. */
  readonly random: Random;
}

/**
 * The row a user plays with. By formula, so that shards need not ask each other: user `g` of `U` takes row `g`, or for each play `p` row
 * `g + p x U`. Thus no two users share a row of a queue, and no row of it is skipped while all go on.
 *
 * @returns undefined when a queue has no row left
 */
export function feederRow(feeder: Pick<Feeder, 'rows' | 'pick' | 'per'>, request: RowRequest): DataRow | undefined {
  const { rows, pick, per } = feeder;
  const index = per === 'user' ? request.user : request.user + request.play * request.users;
  switch (pick) {
    case 'queue':
      return rows[index];
    case 'circular':
      return rows[index % rows.length];
    case 'random':
      return request.random.pick(rows);
  }
}
