import { z } from 'zod';
import { actionNames, orderNames } from './scenario.ts';
import { thinkDistributions } from './think.ts';

const text = z.string('must be text');
const textOrNumber = z.union([z.string(), z.number()], 'must be text or a number');

const target = (what: string) => text.meta({ description: `${what} An absolute URL (http, https, s3), or one relative to \`base\`.` });

const onFailure = z.enum(['continue', 'stop'], 'must be `continue` or `stop`');

/** A think time in YAML: its shape. */
const thinkSchema = z
  .union(
    [
      z.string(),
      z.number(),
      z.strictObject({
        distribution: z.enum(thinkDistributions).meta({ description: 'How it is drawn. Default: uniform.' }).optional(),
        mean: textOrNumber.meta({ description: 'Of exponential, normal and lognormal: the mean before bounding.' }).optional(),
        deviation: textOrNumber.meta({ description: 'Of normal and lognormal: the standard deviation before bounding.' }).optional(),
        min: textOrNumber.meta({ description: 'What is drawn below is set to this. Default: 0.' }).optional(),
        max: textOrNumber.meta({ description: 'What is drawn above is set to this. Default: none.' }).optional(),
      }),
    ],
    'must be text, a number, or a map of distribution, mean, deviation, min and max',
  )
  .meta({
    description:
      'The pause after an action: a duration, two with a dash between to draw from, or a distribution with mean, deviation and bounds; a number counts milliseconds.',
    examples: [
      '0-1s',
      '500ms',
      'exponential(2s)',
      'lognormal(2s,1s,100ms-10s)',
      { distribution: 'normal', mean: '2s', deviation: '500ms' },
    ],
  });

const capture = z.record(
  z.string(),
  z.strictObject(
    {
      json: text.meta({ description: 'A path into a JSON body.', examples: ['$.items[0].id'] }).optional(),
      css: text.meta({ description: 'A selector of an element: its text, or its `attr`.', examples: ['.price'] }).optional(),
      attr: text.meta({ description: 'With `css`: an attribute instead of the text.', examples: ['content'] }).optional(),
      regex: text.meta({ description: 'A pattern in the body: its first group, or all of it.', examples: ['id=(\\d+)'] }).optional(),
      header: text.meta({ description: 'A header of the answer.', examples: ['location'] }).optional(),
    },
    'must be a map such as `{ json: $.token }`',
  ),
  'must be a map of variables',
);

/** One instruction of a YAML scenario. */
const instructionSchema = z
  .strictObject(
    {
      open: target('Opens a page.').optional(),
      follow: target('Follows a link of this page (opened first unless it is the current one); empty: of the current page.')
        .nullable()
        .optional(),
      upload: target('Uploads the file `with.file` to this URL.').optional(),
      download: target('Downloads this URL: streamed, counted, optionally checked.').optional(),
      with: z
        .record(z.string(), z.unknown(), 'must be a map of parameters')
        .meta({
          description: 'The parameters of the action; the plugin that takes it checks them.',
          examples: [{ css: 'a.product' }, { file: 'photo.jpg' }],
        })
        .optional(),
      expect: z
        .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))], 'must be statuses, such as `2xx` or `[200, 404]`')
        .meta({
          description: 'The statuses that count as success. Default: 200-299 and 304.',
          examples: ['2xx', 201, '200-299,304', ['2xx', 404]],
        })
        .optional(),
      weight: z
        .number('must be a number')
        .min(0, 'must be 0 or more')
        .meta({ description: 'Relative frequency in a weighted scenario. Default: 1.', examples: [2] })
        .optional(),
      timeout: textOrNumber
        .meta({ description: 'The deadline of the action: a duration, or milliseconds.', examples: ['30s', '500ms', '2m'] })
        .optional(),
      think: thinkSchema.optional(),
      name: text
        .meta({
          description: 'Groups the instruction in statistics and telemetry. Default: the action and the target.',
          examples: ['product'],
        })
        .optional(),
      onFailure: onFailure.meta({ description: 'Whether a failure of this instruction ends the play.' }).optional(),
      capture: capture
        .meta({
          description:
            'Values read off the answer into variables of the play, `{var.name}`: each by exactly one of json, css, regex, header.',
          examples: [{ token: { json: '$.token' } }],
        })
        .optional(),
      next: z
        .union([z.string(), z.record(z.string(), z.number())], 'must be a name, or a map of names and weights')
        .meta({
          description: 'In the order markov: names of instructions, or `end`, and how often each comes next. Default: the play ends.',
          examples: [{ product: 3, end: 1 }, 'product'],
        })
        .optional(),
    },
    'must be a map such as `open: /`',
  )
  .meta({
    description: 'One instruction: exactly one of open, follow, upload, download.',
    oneOf: actionNames.map((action) => ({ required: [action] })),
  });

/** A scenario in YAML: its shape. What the values mean is read by the same code as in the line format. */
export const scenarioFileSchema = z
  .strictObject(
    {
      name: text.meta({ description: 'What the scenario is called. Default: the name of the file.', examples: ['browse'] }).optional(),
      order: z
        .enum(orderNames, `must be one of: ${orderNames.join(', ')}`)
        .meta({ description: 'The order the instructions are played in. Default: sequential.' })
        .optional(),
      draws: z
        .int('must be a whole number')
        .min(1, 'must be 1 or more')
        .max(1_000_000, 'must be 1000000 or less')
        .meta({
          description:
            'For random and weighted how many draws, for markov how many steps at most, times the number of instructions. Default: 10.',
        })
        .optional(),
      think: thinkSchema.optional(),
      onFailure: onFailure.meta({ description: 'Whether a failed action ends the play (`stop`). Default: continue.' }).optional(),
      base: text.meta({ description: 'What relative targets are relative to.', examples: ['https://shop.example'] }).optional(),
      instructions: z.array(instructionSchema, 'must be a list of instructions').meta({ description: 'What to play.' }),
    },
    'must be a map with `instructions:`',
  )
  .meta({ title: 'rushhour scenario', description: 'A scenario of rushhour: instructions and the order to play them in.' });

/** The keys of a scenario in YAML. */
export const scenarioFileKeys: readonly string[] = Object.keys(scenarioFileSchema.shape);

/** The keys of an instruction in YAML. */
export const instructionFileKeys: readonly string[] = Object.keys(instructionSchema.shape);
