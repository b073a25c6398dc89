import type { Group } from '../people/person.ts';
import type { FileHabits } from '../plugin/content-port.ts';
import type { ProfileStatistics } from '../account/profile-statistics.ts';
import type { ScenarioChoice } from './scenario-choice.ts';

/** The users of one profile, as a run plays them. */
export interface UserGroup extends Group {
  readonly statistics: ProfileStatistics;
  /** Columns of their data whose values are written nowhere. */
  readonly secretColumns: ReadonlySet<string>;
  /** Which files they make; undefined when the host gave nothing that makes files. */
  readonly habits: FileHabits | undefined;
  /** Renewed when scenarios change. */
  choice: ScenarioChoice;
}
