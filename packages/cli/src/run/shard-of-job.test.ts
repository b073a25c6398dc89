import { expect, test } from 'vitest';
import { shardOfJob } from './shard-of-job.ts';

test('a pod of an Indexed Job plays the shard of its number', () => {
  expect(shardOfJob({ RUSHHOUR_SHARDS: '20', JOB_COMPLETION_INDEX: '7' })).toBe('7/20');
  expect(shardOfJob({ RUSHHOUR_SHARDS: '1', JOB_COMPLETION_INDEX: '0' })).toBe('0/1');
});

test('the number of a pod alone means nothing', () => {
  expect(shardOfJob({ JOB_COMPLETION_INDEX: '7' })).toBeUndefined();
  expect(shardOfJob({})).toBeUndefined();
  expect(shardOfJob({ RUSHHOUR_SHARDS: '', JOB_COMPLETION_INDEX: '7' })).toBeUndefined();
});

test.each([
  [{ RUSHHOUR_SHARDS: 'many', JOB_COMPLETION_INDEX: '0' }, 'The environment variable RUSHHOUR_SHARDS cannot be "many".'],
  [{ RUSHHOUR_SHARDS: '0', JOB_COMPLETION_INDEX: '0' }, 'The environment variable RUSHHOUR_SHARDS cannot be "0".'],
  [{ RUSHHOUR_SHARDS: '3', JOB_COMPLETION_INDEX: '3' }, 'The environment variable JOB_COMPLETION_INDEX cannot be "3".'],
  [{ RUSHHOUR_SHARDS: '3', JOB_COMPLETION_INDEX: '-1' }, 'The environment variable JOB_COMPLETION_INDEX cannot be "-1".'],
  [
    { RUSHHOUR_SHARDS: '3' },
    'RUSHHOUR_SHARDS is set, and JOB_COMPLETION_INDEX is not: which of the shards this process plays is not known.',
  ],
])('%j is refused', (env, message) => {
  expect(() => shardOfJob(env)).toThrow(expect.objectContaining({ code: 'option_invalid', message }));
});
