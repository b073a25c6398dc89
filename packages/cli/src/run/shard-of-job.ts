import { RushhourError } from '@rushhour/core';

/**
 * This process's share of a run where Kubernetes tells it: a pod of an Indexed Job has its number in `JOB_COMPLETION_INDEX`, and how many there
 * are is given as `RUSHHOUR_SHARDS`. Without `RUSHHOUR_SHARDS` the number of the pod means nothing to a run.
 *
 * @throws RushhourError `option_invalid` when they do not fit together
 */
export function shardOfJob(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { RUSHHOUR_SHARDS: shards, JOB_COMPLETION_INDEX: index } = env;
  if (shards === undefined || shards === '') return undefined;
  if (!/^[1-9]\d{0,5}$/.test(shards)) throw invalid('RUSHHOUR_SHARDS', shards, 'Set it to the number of shards, 1 or more.');
  if (index === undefined || index === '') {
    const message = 'RUSHHOUR_SHARDS is set, and JOB_COMPLETION_INDEX is not: which of the shards this process plays is not known.';
    throw new RushhourError('option_invalid', { message, hint: 'Run it in an Indexed Job, or give `--shard i/n`.' });
  }
  if (!/^\d{1,6}$/.test(index) || Number(index) >= Number(shards)) {
    throw invalid(
      'JOB_COMPLETION_INDEX',
      index,
      `With ${shards} shards it goes from 0 to ${Number(shards) - 1}: are there as many completions as shards?`,
    );
  }
  return `${Number(index)}/${Number(shards)}`;
}

function invalid(name: string, value: string, hint: string): RushhourError {
  return new RushhourError('option_invalid', { message: `The environment variable ${name} cannot be "${value}".`, hint });
}
