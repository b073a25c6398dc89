import type { S3Client as SdkClient } from '@aws-sdk/client-s3';
import type { IdentitySource } from '../config/identity-source.ts';
import type { S3Settings } from '../config/s3-settings.ts';
import { SdkRequestHandler } from './sdk-request-handler.ts';
import type { StoreClock } from './store-clock.ts';

/** The parts of the AWS SDK that large uploads need: loaded when first needed, because they are large themselves. */
export interface Sdk {
  readonly client: SdkClient;
  readonly Upload: typeof import('@aws-sdk/lib-storage').Upload;
  readonly commands: Pick<
    typeof import('@aws-sdk/client-s3'),
    'CreateMultipartUploadCommand' | 'UploadPartCommand' | 'CompleteMultipartUploadCommand'
  >;
}

/** What a client of the SDK is made from. */
export interface SdkSettings {
  readonly settings: Pick<S3Settings, 'endpoint' | 'region' | 'addressing' | 'requestChecksumCalculation' | 'maxAttempts'>;
  readonly clock: StoreClock;
  readonly identityFor: IdentitySource;
}

/** Loads the SDK and makes a client that sends through the session that comes with each command. */
export async function loadSdk({ settings, clock, identityFor }: SdkSettings, isWrong: boolean): Promise<Sdk> {
  const [commands, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  const client = new commands.S3Client({
    region: settings.region,
    endpoint: settings.endpoint,
    forcePathStyle: settings.addressing === 'path',
    credentials: async () => identityFor({ badCredentials: isWrong }),
    requestHandler: new SdkRequestHandler(clock),
    maxAttempts: settings.maxAttempts,
    requestChecksumCalculation: settings.requestChecksumCalculation,
    responseChecksumValidation: settings.requestChecksumCalculation,
    systemClockOffset: clock.offsetMs,
    // Said here, or the SDK looks for them in files, and asks the metadata address.
    defaultsMode: 'standard',
    retryMode: 'standard',
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    useArnRegion: false,
    disableS3ExpressSessionAuth: true,
    disableMultiregionAccessPoints: true,
  });
  return { client, Upload, commands };
}
