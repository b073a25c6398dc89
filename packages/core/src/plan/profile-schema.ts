import { z } from 'zod';
import { faultsSchema } from './faults-schema.ts';

const text = z.string('must be text');
const textOrNumber = z.union([z.string(), z.number()], 'must be text or a finite number');
const duration = (description: string, ...examples: string[]) => textOrNumber.meta({ description, examples }).optional();

/** For an editor: a number, or `${NAME}` in a file. */
export const orVariable = (type: 'integer' | 'number') => ({ type: [type, 'string'], pattern: String.raw`^\$\{\w+(:-[^}]*)?\}$` });

/** A think time. */
export const think = (description: string) =>
  z
    .union([z.string(), z.number(), z.looseObject({})], 'must be a time such as `500ms` or `0-1s`')
    .meta({ description, examples: ['0-1s', 'exponential(2s)'] });

const paceSchema = z
  .strictObject(
    {
      peak: textOrNumber
        .meta({
          description: 'Inside the hours: a rate of each user, or a share of `limits.rate`. Default: 100%.',
          examples: ['120/min', '100%'],
        })
        .optional(),
      offPeak: textOrNumber.meta({ description: 'Outside the hours. Default: 0.', examples: ['5/min', '10%'] }).optional(),
      arrivals: z
        .enum(['poisson', 'steady'], 'must be `poisson` or `steady`')
        .meta({ description: 'Independent arrivals, or evenly spaced ones. Default: poisson.' })
        .optional(),
      backlog: z
        .int('must be a whole number, 0 or more')
        .min(0, 'must be a whole number, 0 or more')
        .max(10_000, 'must be 10000 or less')
        .meta({ ...orVariable('integer'), description: 'Arrivals that wait while the user is busy. Default: 10.' })
        .optional(),
      patience: duration('How long an arrival waits before it is dropped as `busy`. Default: 2s.', '2s'),
    },
    'must be a map such as `{ peak: 120/min }`',
  )
  .meta({ description: 'Open: actions at intended times, whatever the answers take.' });

const stageSchema = z
  .strictObject(
    {
      ramp: text.meta({ description: 'In a straight line from one level to another.', examples: ['0-100 users', '10/s-200/s'] }).optional(),
      constant: text.meta({ description: 'One level.', examples: ['50 users'] }).optional(),
      wave: text.meta({ description: 'Smoothly up and down between two levels; with `period`.', examples: ['50-150 users'] }).optional(),
      spike: text
        .meta({ description: 'Straight up to a level in the first half, and back in the second.', examples: ['500/s'] })
        .optional(),
      for: textOrNumber.meta({ description: 'How long the stage lasts.', examples: ['10m'] }),
      period: duration('Of a wave.', '1m'),
    },
    'must be a map such as `{ ramp: 0-100 users, for: 10m }`',
  )
  .meta({
    description: 'One stage: exactly one of ramp, constant, wave, spike.',
    oneOf: ['ramp', 'constant', 'wave', 'spike'].map((kind) => ({ required: [kind] })),
  });

const linkSchema = z
  .strictObject(
    {
      down: text.meta({ description: 'Towards the user, a second.', examples: ['20Mbit', '2.5MB'] }).optional(),
      up: text.meta({ description: 'From the user, a second.', examples: ['5Mbit'] }).optional(),
      latency: duration('Added before every request.', '40ms'),
    },
    'must be a map such as `{ down: 20Mbit, latency: 40ms }`',
  )
  .meta({ description: 'The line somebody is on. Default: as fast as it goes.' });

/** Rows of data. */
export const dataSchema = z
  .strictObject(
    {
      file: text
        .meta({
          description: 'A CSV file with a header line, or a JSON list of objects, relative to the folder of the plan.',
          examples: ['products.csv'],
        })
        .optional(),
      rows: z
        .array(
          z.unknown().meta({ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } }),
          'must be a list of rows',
        )
        .meta({ description: 'The rows themselves.', examples: [[{ sku: 'a-1' }]] })
        .optional(),
      pick: z
        .enum(['queue', 'circular', 'random'], 'must be `queue`, `circular` or `random`')
        .meta({ description: 'Each row once, round and round, or drawn. Default: circular.' })
        .optional(),
      per: z
        .enum(['user', 'play'], 'must be `user` or `play`')
        .meta({ description: 'Whether a user keeps a row, or takes one for each play. Default: play.' })
        .optional(),
      secret: z
        .array(text, 'must be a list of columns')
        .meta({ description: 'Columns whose values are written nowhere.', examples: [['password']] })
        .optional(),
    },
    'must be a map such as `{ file: products.csv }`',
  )
  .meta({
    description: 'Rows that users play with: `{data.column}` in targets and parameters.',
    oneOf: [{ required: ['file'] }, { required: ['rows'] }],
  });

const shares = z.record(z.string(), z.number('must be a number'), 'must be a map of kinds and numbers');

const filesSchema = z
  .strictObject(
    {
      kinds: shares
        .meta({
          description: 'Kinds or extensions of files and how often each is made. Default: by the role.',
          examples: [{ images: 60, pdf: 10 }],
        })
        .optional(),
      names: z
        .union([z.array(text), z.record(z.string(), z.array(text))], 'must be a list of names, or a map of kinds and lists')
        .meta({ description: 'Names with folders. Default: by the role.', examples: [['projects/{project}/src/{name}.{ext}']] })
        .optional(),
      perFolder: z
        .int('must be a whole number, 1 or more')
        .min(1, 'must be a whole number, 1 or more')
        .meta({ ...orVariable('integer'), description: 'Files in a folder at most. Default: 200.' })
        .optional(),
      sizes: z
        .record(z.string(), text, 'must be a map of kinds and sizes')
        .meta({
          description: 'Sizes by kind or extension. Default: small, medium and large ones as people have them.',
          examples: [{ images: '1-5MB' }],
        })
        .optional(),
    },
    'must be a map such as `{ kinds: { images: 60, documents: 40 } }`',
  )
  .meta({ description: 'Which files they make for uploads such as `any`, where these lie and how large they are.' });

/** People with the same habits. */
export const profileSchema = z
  .strictObject(
    {
      name: text.meta({ description: 'What they are called.', examples: ['alice-dev'] }),
      role: text.meta({ description: 'What they do. Default: the name.', examples: ['Software Developer'] }).optional(),
      count: z
        .int('must be a whole number from 1 to 1000000')
        .min(1, 'must be a whole number from 1 to 1000000')
        .max(1_000_000, 'must be a whole number from 1 to 1000000')
        .meta({ ...orVariable('integer'), description: 'How many of them. Default: 1, or the highest level of `load`.' })
        .optional(),
      zone: text.meta({ description: 'IANA time zone of the hours. Default: UTC.', examples: ['Europe/Berlin'] }).optional(),
      hours: z
        .union([z.string(), z.array(z.string())], 'must be text between quotes, such as `"09:00-17:00"`')
        .meta({
          description: 'When they are there. Default: always.',
          examples: ['09:00-17:00', 'Mon-Fri 08:00-12:00, 13:00-17:00', '22:00-06:00', 'always'],
        })
        .optional(),
      ramp: duration('How long presence takes to rise and fall at the edges of the hours. Default: 30m.', '30m'),
      jitter: duration('How far hours shift from day to day at most, either way. Default: 0.', '10m'),
      activity: z
        .number('must be a number, 0 or more')
        .min(0, 'must be a number, 0 or more')
        .max(1_000_000, 'must be 1000000 or less')
        .meta({ ...orVariable('number'), description: 'Weighs the user where `limits.rate` is shared. Default: 1.', examples: [2] })
        .optional(),
      pace: paceSchema.optional(),
      think: think('Closed: the pause after each action. Default: 0-1s.').optional(),
      load: z
        .array(stageSchema, 'must be a list of stages')
        .min(1, 'must have at least one stage')
        .meta({ description: 'Stages of users or of a rate from the start of the run, instead of hours.' })
        .optional(),
      scenarios: z
        .union([z.array(z.string()), z.record(z.string(), z.number())], 'must be a list of names, or a map of names and numbers')
        .meta({
          description: 'Which scenarios they play, and how often each is picked. Default: all, evenly.',
          examples: [{ develop: 3, browse: 1 }],
        })
        .optional(),
      start: text.meta({ description: 'Name of a scenario each of them plays first, once.' }).optional(),
      end: text.meta({ description: 'Name of a scenario each of them plays last, once.' }).optional(),
      session: z
        .enum(['play', 'user'], 'must be `play` or `user`')
        .meta({ description: 'Whether a session lasts for a play or for the user. Default: play.' })
        .optional(),
      link: linkSchema.optional(),
      data: z
        .array(dataSchema, 'must be a list')
        .meta({ description: 'Rows of data for this profile, beside those of the plan.' })
        .optional(),
      files: filesSchema.optional(),
      faults: faultsSchema.optional(),
    },
    'must be a map with `name:`',
  )
  .meta({ description: 'People with the same habits.' });
