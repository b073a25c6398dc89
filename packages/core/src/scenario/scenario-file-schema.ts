import { z } from 'zod';
import { actionNames, orderNames } from './scenario.ts';

const text = z.string('must be text');
const textOrNumber = z.union([z.string(), z.number()], 'must be text or a number');

const target = (what: string) => text.meta({ description: `${what} An absolute URL (http, https, s3), or one relative to \`base\`.` });

const onFailure = z.enum(['continue', 'stop'], 'must be `continue` or `stop`');

const think = textOrNumber.meta({
  description: 'The pause after an action: a duration, or two with a dash between to draw from; a number counts milliseconds.',
  examples: ['0-1s', '500ms', '200ms-2s', '0'],
});

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
      think: think.optional(),
      name: text
        .meta({
          description: 'Groups the instruction in statistics and telemetry. Default: the action and the target.',
          examples: ['product'],
        })
        .optional(),
      onFailure: onFailure.meta({ description: 'Whether a failure of this instruction ends the play.' }).optional(),
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
        .meta({ description: 'For random and weighted: how many draws, times the number of instructions. Default: 10.' })
        .optional(),
      think: think.optional(),
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
