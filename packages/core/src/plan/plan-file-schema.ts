import { z } from 'zod';
import { allowSchema, pluginSchema, stopSchema } from './run-part-schemas.ts';
import { faultsSchema } from './faults-schema.ts';
import { dataSchema, orVariable, profileSchema, think } from './profile-schema.ts';

const text = z.string('must be text');
const textOrNumber = z.union([z.string(), z.number()], 'must be text or a finite number');
const positive = z.number('must be a number above 0').positive('must be a number above 0');
const count = z.int('must be a whole number, 1 or more').min(1, 'must be a whole number, 1 or more');
const rate = (description: string, ...examples: string[]) => textOrNumber.meta({ description, examples }).optional();
const duration = (description: string, ...examples: string[]) => textOrNumber.meta({ description, examples }).optional();

const limitsSchema = z
  .strictObject(
    {
      rate: rate('What all open paces add up to at the busiest time of the day, and never exceed.', '2000/min'),
      floor: rate('What all open paces add up to at least.', '25/min'),
      cap: rate('So many actions begin in any second at most: a whole number a second.', '100/s'),
    },
    'must be a map such as `{ rate: 2000/min }`',
  )
  .meta({ description: 'What holds for all users together, whatever the number of shards.' });

const createdSchema = z
  .strictObject(
    {
      ttl: duration('How long a thing may live. Default: for ever.', '3h'),
      ttlLarge: z
        .strictObject(
          {
            over: textOrNumber.meta({ description: 'What is larger is large.', examples: ['100MB'] }),
            ttl: textOrNumber.meta({ description: 'How long it may live.', examples: ['60m'] }),
          },
          'must be a map such as `{ over: 100MB, ttl: 60m }`',
        )
        .meta({ description: 'How long large things may live.' })
        .optional(),
      onStop: z
        .enum(['keep', 'remove'], 'must be `keep` or `remove`')
        .meta({ description: 'Whether what the run has created is removed when it stops. Default: keep.' })
        .optional(),
      sweep: duration('How often what is due is removed. Default: a tenth of the shortest ttl, from 1s to 1m.', '1m'),
      lease: duration('For how long a run that has died is taken to go on still. Default: 2m.', '2m'),
    },
    'must be a map such as `{ ttl: 3h }`',
  )
  .meta({ description: 'How long what the run creates on its targets may live.' });

const thresholdSchema = z.union(
  [
    z.string(),
    z.strictObject({
      check: text.meta({ description: 'What must hold.', examples: ['open.p95 < 300ms'] }),
      abortOnFail: z
        .boolean('must be true or false')
        .meta({ description: 'Whether the run stops as soon as it does not. Default: false.' })
        .optional(),
      delay: duration('How long after the start it is first looked at. Default: 10s.', '30s'),
    }),
  ],
  'must be text such as `open.p95 < 300ms`, or a map with `check:`',
);

/** The keys of a plan, in a file and in code. */
const planShape = {
  name: text.meta({ description: 'What the run is called. Default: rushhour.', examples: ['office'] }).optional(),
  seed: textOrNumber
    .meta({ description: 'Makes the run repeatable. Default: a random one, told at the end.', examples: ['office-2026'] })
    .optional(),
  profiles: z
    .array(profileSchema, 'must be a list of profiles')
    .min(1, 'must have at least one profile')
    .meta({ description: 'Who acts.' })
    .optional(),
  limits: limitsSchema.optional(),
  start: text.meta({ description: 'Simulated time at which the run begins. Default: now.', examples: ['2026-01-05T00:00:00Z'] }).optional(),
  speed: positive
    .meta({ ...orVariable('number'), description: 'How many times faster than real time it goes. Default: 1.', examples: [144] })
    .optional(),
  scale: positive.meta({ ...orVariable('number'), description: 'Multiplies open rates. Default: 1.', examples: [0.01] }).optional(),
  sizeScale: positive
    .meta({ ...orVariable('number'), description: 'Multiplies generated sizes. Default: 1.', examples: [0.01] })
    .optional(),
  duration: duration('Ends the run after this long, in simulated time. Default: endless.', '24h'),
  thresholds: z
    .array(thresholdSchema, 'must be a list')
    .meta({ description: 'What the run must hold to; exit code 3 when it does not.' })
    .optional(),
  tags: z
    .record(z.string(), z.string('must be text'), 'must be a map of text')
    .meta({ description: 'Told in the summary, the journal and telemetry.', examples: [{ branch: 'main' }] })
    .optional(),
  setup: text.meta({ description: 'Name of a scenario played once before anybody begins.' }).optional(),
  teardown: text.meta({ description: 'Name of a scenario played once when everybody is done.' }).optional(),
  data: z.array(dataSchema, 'must be a list').meta({ description: 'Rows of data for every profile.' }).optional(),
  created: createdSchema.optional(),
  faults: faultsSchema.optional(),
};

/** A plan in code: what the runner takes as a whole has more keys, which are not its business. */
export const planOptionsSchema = z.object(planShape);

/** A plan in a file. */
export const planFileSchema = z
  .strictObject(
    {
      ...planShape,
      profiles: planShape.profiles.nonoptional('must be a list of profiles'),
      scenarios: z
        .array(text, 'must be a list of files and folders')
        .min(1, 'must have at least one file or folder')
        .meta({ description: 'Scenario files and folders, relative to the folder of the plan.', examples: [['scenarios/']] })
        .optional(),
      plugins: z
        .array(pluginSchema, 'must be a list of plugins')
        .meta({ description: 'Site plugins, in the order they are asked.' })
        .optional(),
      allow: z
        .array(allowSchema, 'must be a list of origins')
        .meta({
          description: 'Origins and URL prefixes traffic may reach. Default: those written out in the scenarios.',
          examples: [['https://shop.example']],
        })
        .optional(),
      env: z
        .array(text, 'must be a list of names')
        .meta({ description: 'Environment variables that `${NAME}` may use in values of this file.', examples: [['TOKEN']] })
        .optional(),
      files: text
        .meta({ description: 'The folder files to upload are found below. Default: that of each scenario file.', examples: ['./files'] })
        .optional(),
      base: text
        .meta({ description: 'What relative targets are relative to, where the scenario has no base.', examples: ['https://shop.example'] })
        .optional(),
      think: think('The pause after an action, where neither instruction, scenario nor profile has one. Default: 0-1s.').optional(),
      onFailure: z
        .enum(['continue', 'stop'], 'must be `continue` or `stop`')
        .meta({ description: 'Whether a failed action ends the play (`stop`). Default: continue.' })
        .optional(),
      session: z
        .enum(['play', 'user'], 'must be `play` or `user`')
        .meta({ description: 'Whether a session lasts for a play or for the user, where the profile does not say. Default: play.' })
        .optional(),
      plays: count.meta({ ...orVariable('integer'), description: 'Ends each user after so many plays.' }).optional(),
      actions: count.meta({ ...orVariable('integer'), description: 'Ends the run after so many actions in all.' }).optional(),
      stop: stopSchema.optional(),
    },
    'must be a map with `profiles:`',
  )
  .meta({ title: 'rushhour plan', description: 'A plan of rushhour: who acts, when, how often, and where.' });
