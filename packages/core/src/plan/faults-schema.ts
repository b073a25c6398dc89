import { z } from 'zod';

const share = z
  .union([z.string(), z.number()], 'must be a share such as `1%`')
  .meta({ description: 'Of the actions it can happen to.', examples: ['1%'] });
const delay = (description: string, ...examples: string[]) =>
  z.union([z.string(), z.number()], 'must be a time such as `500ms` or `200ms-2s`').meta({ description, examples }).optional();

const fault = <Shape extends z.ZodRawShape>(description: string, shape: Shape) =>
  z
    .union(
      [z.string(), z.number(), z.strictObject({ share, ...shape }, 'must be a map with `share:`')],
      'must be a share such as `1%`, or a map with `share:`',
    )
    .meta({ description, examples: ['1%'] })
    .optional();

/** Faults of the client, committed on purpose. */
export const faultsSchema = z
  .strictObject(
    {
      abortUpload: fault('The connection is cut in the middle of an upload.', {}),
      abortDownload: fault('The connection is cut in the middle of a download.', {}),
      slowReader: fault('The answer to an open or a download is read slowly.', {
        rate: z
          .string('must be a rate such as `64KB`')
          .meta({ description: 'A second. Default: 64KB.', examples: ['64KB'] })
          .optional(),
      }),
      stalledUpload: fault('In the middle of an upload nothing more is sent, and after a while the connection is cut.', {
        delay: delay('For how long nothing is sent. Default: 5s.', '5s'),
      }),
      wrongChecksum: fault('A checksum is sent that is not that of the file, where the plugin knows how.', {}),
      missingKey: fault('Something is asked for that is not there, where the plugin knows how.', {}),
      badCredentials: fault('Credentials are sent that are wrong, where the plugin knows how.', {}),
      connectionReset: fault('The connection is reset while a request is on it.', {}),
      extraLatency: fault('Every request waits before it is sent.', {
        delay: delay('For how long. Default: 200ms-2s.', '200ms-2s', '500ms'),
      }),
    },
    'must be a map such as `{ abortUpload: 1% }`',
  )
  .meta({ description: 'Faults of the client, committed on purpose. Default: none.' });
