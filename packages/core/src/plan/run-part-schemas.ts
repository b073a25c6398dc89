import { z } from 'zod';

const text = z.string('must be text');
const flag = z.boolean('must be true or false');
const deadline = (description: string) =>
  z.union([z.string(), z.number()], 'must be a time such as `20s`').meta({ description }).optional();

/** One plugin of a plan. */
export const pluginSchema = z.union(
  [
    z.string(),
    z.strictObject({
      use: text.meta({ description: 'Package name, or path from the folder of the plan.', examples: ['generic', '@rushhour/plugin-s3'] }),
      as: text.meta({ description: 'Its name in statistics. Default: that of the plugin.' }).optional(),
      with: z.record(z.string(), z.unknown(), 'must be a map').meta({ description: 'Its configuration.' }).optional(),
    }),
  ],
  'must be a package name, or a map with `use:`',
);

/** One origin or URL prefix of a scope. */
export const allowSchema = z.union(
  [
    z.string(),
    z.strictObject({
      origin: text.meta({ description: 'An origin, or a URL prefix.', examples: ['https://shop.example'] }),
      owned: flag.meta({ description: 'Whether the site is yours: no default rate and no robots.txt. Default: true.' }).optional(),
      private: flag.meta({ description: 'Whether its name may resolve to a private or loopback address.' }).optional(),
      propagate: flag.meta({ description: 'Whether `traceparent` is sent to it. Default: false.' }).optional(),
      rate: text.meta({ description: 'Requests a second of the whole fleet at most.', examples: ['100/s'] }).optional(),
      retryAfter: flag.meta({ description: 'Whether `Retry-After` pauses the traffic to it. Default: true.' }).optional(),
    }),
  ],
  'must be an origin such as `https://shop.example`, or a map with `origin:`',
);

/** How long each phase of a stop may take. */
export const stopSchema = z
  .strictObject(
    {
      drain: deadline('Actions under way may end. Default: 20s.'),
      abort: deadline('Cut actions may unwind. Default: 5s.'),
      clean: deadline('Sessions are closed and what the run created is removed. Default: 10s.'),
      flush: deadline('The journal and telemetry are written out. Default: 5s.'),
    },
    'must be a map such as `{ drain: 20s }`',
  )
  .meta({ description: 'How long each phase of a stop may take.' });
