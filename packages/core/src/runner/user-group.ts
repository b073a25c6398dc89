import type { Group } from '../people/person.ts';
import type { ProfileStatistics } from './profile-statistics.ts';
import type { ScenarioChoice } from './scenario-choice.ts';

/** The users of one profile, as a run plays them. */
export interface UserGroup extends Group {
  readonly statistics: ProfileStatistics;
  /** Renewed when scenarios change. */
  choice: ScenarioChoice;
}
