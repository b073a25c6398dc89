import type { S3Client as SdkClient, S3ClientConfig } from '@aws-sdk/client-s3';
import type { IdentitySource } from '../config/identity-source.ts';
import type { S3Settings } from '../config/s3-settings.ts';
import { SdkRequestHandler } from './sdk-request-handler.ts';
import type { StoreClock } from './store-clock.ts';

/** The parts of the AWS SDK that large uploads need: loaded when first needed, because they are large themselves. */
export interface Sdk {
  readonly client: SdkClient;
  /** Sends everything once. */
  readonly once: SdkClient;
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

/** Loads the SDK and makes clients that send through the session that comes with each command. */
export async function loadSdk({ settings, clock, identityFor }: SdkSettings, isWrong: boolean): Promise<Sdk> {
  const [commands, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  const config = {
    region: settings.region,
    endpoint: settings.endpoint,
    forcePathStyle: settings.addressing === 'path',
    credentials: async () => identityFor({ badCredentials: isWrong }),
    requestHandler: new SdkRequestHandler(clock),
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
  } satisfies S3ClientConfig;
  return {
    client: new commands.S3Client({ ...config, maxAttempts: settings.maxAttempts }),
    once: new commands.S3Client({ ...config, maxAttempts: 1 }),
    Upload,
    commands,
  };
}
