import type { Random } from '../support/random.ts';
import { createGroup, Person, type Group } from './person.ts';
import type { Profile } from './profile.ts';
import { createRates, type RateBounds, type Rates } from './rates.ts';

/** Everybody a plan describes, and how often they act. */
export interface Population {
  readonly groups: readonly Group[];
  /** How many people there are. */
  readonly size: number;
  readonly rates: Rates;
  /** The person of a number, counted through all profiles in their order. */
  member(number: number): Member;
}

/** One person and where all that is drawn for them comes from. */
export interface Member {
  readonly person: Person;
  /** `visitor/3`: stable, whatever the other profiles are. */
  readonly id: string;
  readonly random: Random;
}

/** What a population is made of. */
export interface PopulationOptions {
  readonly profiles: readonly Profile[];
  readonly bounds: RateBounds;
  readonly scale: number;
  /** Simulated time at which the run begins. */
  readonly startMs: number;
  /** The root of the seed tree. */
  readonly random: Random;
}

/** Makes the population of a plan. What one of them draws depends on the names of their profile and their number in it alone. */
export function createPopulation({ profiles, bounds, scale, startMs, random }: PopulationOptions): Population {
  const groups = profiles.map(createGroup);
  const forks = groups.map(({ profile }) => random.fork('profile').fork(profile.name).fork('user'));
  const everybody = new Map<Group, readonly Person[]>();
  const make = (group: Group, number: number) => {
    const own = forks[group.index]?.fork(number) ?? random;
    return { person: new Person(group, number, own), id: `${group.profile.name}/${number}`, random: own };
  };
  return {
    groups,
    size: profiles.reduce((sum, { count }) => sum + count, 0),
    rates: createRates({
      groups,
      bounds,
      scale,
      startMs,
      everybody(group) {
        let people = everybody.get(group);
        if (people === undefined) {
          people = Array.from({ length: group.profile.count }, (_, number) => make(group, number).person);
          everybody.set(group, people);
        }
        return people;
      },
    }),
    member(number) {
      let first = 0;
      for (const group of groups) {
        if (number < first + group.profile.count) return make(group, number - first);
        first += group.profile.count;
      }
      throw new RangeError(`There is no person ${number}.`);
    },
  };
}
