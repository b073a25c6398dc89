import type { PreparedScenario } from '../execution/step.ts';
import { createGroup, Person, type Group } from '../people/person.ts';
import { createPopulation, type Population } from '../people/population.ts';
import type { Plan } from '../plan/plan.ts';
import type { Threshold } from '../plan/threshold.ts';
import type { Clock } from '../support/clock.ts';
import { createFleetRate } from '../support/fleet-rate.ts';
import { createRandom } from '../support/random.ts';
import type { RateLimit } from '../support/rate-window.ts';
import { createUsers, userNumbers } from '../users/create-users.ts';
import { reservedNames, type PreparedRun } from './prepare-run.ts';
import { plainProfile } from './run-settings.ts';
import type { RunStatistics } from '../account/run-statistics.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { chooseScenarios } from '../users/scenario-choice.ts';
import type { UserGroup } from '../users/user-group.ts';
import { createUserScript } from '../users/user-script.ts';
import type { UserWorld } from '../users/user-world.ts';
import { VirtualUser } from '../users/virtual-user.ts';

/** The users of a run, made of its plan, and made anew when that changes. */
export interface RunUsers {
  readonly population: Population;
  /** How many users the run has in all shards. */
  readonly size: number;
  /** The numbers of those of this shard. */
  readonly numbers: readonly number[];
  /** Simulated time at which they begin. */
  readonly startMs: number;
  /** This shard's part of the actions a second. */
  readonly cap: RateLimit | undefined;
  /** Those of the plan, and that nothing of the setup fails. */
  readonly thresholds: readonly Threshold[];
  create(world: UserWorld): readonly VirtualUser[];
  /** The user of the setup or the teardown, and what it plays; undefined where there is none in this shard. */
  alone(what: 'setup' | 'teardown', world: UserWorld): { readonly user: VirtualUser; readonly scenario: PreparedScenario } | undefined;
  /** From each user's next play on these scenarios are played. */
  takeScenarios(scenarios: readonly PreparedScenario[]): void;
  /** Gives the users the habits of a later plan; returns all there are now. */
  takePlan(
    plan: Plan,
    scenarios: readonly PreparedScenario[],
    now: { readonly world: UserWorld; readonly users: readonly VirtualUser[] },
  ): readonly VirtualUser[];
}

/** Makes the users of a run. */
export function createRunUsers(
  prepared: PreparedRun,
  {
    options,
    seed,
    statistics,
    clock,
    startMs: given,
  }: {
    readonly options: ScenarioRunnerOptions;
    readonly seed: string;
    readonly statistics: RunStatistics;
    readonly clock: Clock;
    /** Simulated time to begin at, instead of that of the plan. */
    readonly startMs?: number | undefined;
  },
): RunUsers {
  const { settings } = prepared;
  const { shard } = settings;
  const random = createRandom(seed);
  const { capPerSecond } = settings.plan.limits;
  let { plan } = settings;
  let { scenarios, reserved } = prepared;
  const startMs = given ?? plan.startAt ?? (plan.profiles.some(({ hours }) => hours !== 'always') ? clock.wallTime() : 0);

  const populate = () => {
    const { profiles, limits, scale } = plan;
    return createPopulation({ profiles, bounds: limits, scale, startMs, random });
  };
  const group = (whose: Group): UserGroup => ({
    ...whose,
    statistics: statistics.profile(whose.profile.name),
    secretColumns: new Set(whose.profile.data.flatMap(({ secret }) => secret)),
    habits: options.content?.habits(whose.profile.role, whose.profile.files),
    choice: chooseScenarios(whose.profile, { scenarios, reserved }),
  });
  let population = populate();
  let groups = population.groups.map(group);

  const scripted = (world: UserWorld) =>
    (options.scripts ?? []).flatMap((script, place) => {
      if (place % shard.count !== shard.index) return [];
      // Numbers as in the run that was recorded: they choose what is drawn, and the rows of data.
      const inProfile = Number(script.user.slice(script.profile.length + 1));
      const index = groups.findIndex((one) => one.profile.name === script.profile);
      const number = groups.slice(0, Math.max(0, index)).reduce((sum, one) => sum + one.profile.count, inProfile);
      const own = random.fork('profile').fork(script.profile).fork('user').fork(inProfile);
      const profile = groups[index]?.profile ?? plainProfile(script.profile, noThink);
      const mine = group(createGroup({ ...profile, hours: 'always' }, -1));
      const info = { id: script.user, profile: script.profile, role: profile.role };
      const user = new VirtualUser(info, {
        world,
        group: mine,
        person: new Person(mine, inProfile, own),
        random: own,
        number,
        plays: Infinity,
        actions: Infinity,
      });
      user.script = createUserScript(script.actions, scenarios);
      return [user];
    });

  return {
    get population() {
      return population;
    },
    size: population.size,
    numbers: userNumbers(options.scripts?.length ?? population.size, shard),
    startMs,
    cap: capPerSecond === undefined ? undefined : createFleetRate(capPerSecond, { clock, shard }),
    thresholds: plan.setup === undefined || shard.index !== 0 ? plan.thresholds : [...plan.thresholds, setupThreshold],
    create: (world) =>
      options.scripts === undefined
        ? createUsers(userNumbers(population.size, shard), { settings, population, groups, world })
        : scripted(world),
    alone(what, world) {
      const scenario = scenarios.find(({ name }) => name === plan[what]);
      if (scenario === undefined || shard.index !== 0) return undefined;
      const profile = plainProfile(what, noThink);
      const own = random.fork('profile').fork(what).fork('user').fork(0);
      const mine: UserGroup = {
        ...createGroup(profile, -1),
        statistics: statistics.profile(what),
        secretColumns: new Set(),
        habits: options.content?.habits(profile.role, undefined),
        choice: { start: undefined, end: undefined, weights: [], pick: () => undefined },
      };
      const info = { id: `${what}/0`, profile: what, role: what };
      const user = new VirtualUser(info, {
        world,
        group: mine,
        person: new Person(mine, 0, own),
        random: own,
        number: 0,
        plays: 0,
        actions: Infinity,
      });
      return { user, scenario };
    },
    takeScenarios(changed) {
      scenarios = changed;
      for (const one of groups) one.choice = chooseScenarios(one.profile, { scenarios, reserved });
    },
    takePlan(changed, changedScenarios, { world, users }) {
      plan = changed;
      scenarios = changedScenarios;
      reserved = reservedNames(changed);
      population = populate();
      groups = population.groups.map(group);
      const known = new Map(users.filter(({ isAlone }) => !isAlone).map((user) => [user.info.id, user]));
      return createUsers(userNumbers(population.size, shard), { settings, population, groups, world }).map((made) => {
        const user = known.get(made.info.id);
        if (user === undefined) return made;
        if (user.isFinished && user.playsLeft > 0 && user.actionsLeft > 0) return comeBack(made, user);
        user.group = made.group;
        user.person = made.person;
        user.arrivals = made.arrivals;
        return user;
      });
    },
  };
}

/** Somebody who was gone, or whose time was over, begins with what was left of its limits, and goes on counting its plays. */
function comeBack(made: VirtualUser, { plays, playsLeft, actionsLeft, named }: VirtualUser): VirtualUser {
  return Object.assign(made, { plays, playsBefore: plays, playsLeft, actionsLeft, named });
}

const noThink = { minMs: 0, maxMs: 0 };

/** A setup of which anything fails fails the run. */
const setupThreshold: Threshold = {
  check: 'setup.failed <= 0%',
  group: 'setup',
  metric: 'failed',
  operator: '<=',
  limit: 0,
  unit: 'share',
  abortOnFail: false,
  delayMs: 0,
};
