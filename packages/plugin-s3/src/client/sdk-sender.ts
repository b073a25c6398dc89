import type { CreateMultipartUploadCommand, CreateMultipartUploadCommandOutput } from '@aws-sdk/client-s3';
import { isRushhourError, RushhourError, type HttpSession } from '@rushhour/core';
import type { BucketAddress } from '../config/bucket-address.ts';
import type { LargeUploadOptions, S3Call } from './s3-client.ts';
import type { Sdk } from './sdk-client.ts';
import { SessionError } from './sdk-request-handler.ts';
import { createPartMemory } from './part-memory.ts';
import { storeError } from './store-error.ts';
import { beginStoreSpan, endStoreSpan, failStoreSpan } from './store-spans.ts';

/** One large upload. */
export interface SdkUpload {
  readonly bucket: string;
  readonly key: string;
  readonly address: BucketAddress;
  readonly region: string;
  /** Cuts every part. */
  readonly controller: AbortController;
  readonly call: S3Call;
  readonly onUploadId: LargeUploadOptions['onUploadId'];
}

/** Sends the commands of one upload, and knows what became of them. */
export interface SdkSender {
  /** Stands for `send` of a client of the SDK. */
  send(command: unknown): Promise<unknown>;
  /** Undefined before the upload was begun, as far as the store said. */
  readonly uploadId: string | undefined;
  /** Whether it may have been begun: the answer to that did not come, or does not say. */
  readonly mayBeBegun: boolean;
  /** Whether it may have been completed: the answer to that did not come, or was an error. */
  readonly mayBeComplete: boolean;
  /** Ends when nothing is on the wire. */
  settled(): Promise<void>;
  /** What went wrong first, in the words of the catalogue. */
  failure(error: unknown): unknown;
}

/** Makes a sender for one upload. */
export function createSdkSender({ client, once, commands }: Sdk, upload: SdkUpload): SdkSender {
  const { bucket, key, address, region, controller, call, onUploadId } = upload;
  const underWay = new Set<Promise<unknown>>();
  const memory = createPartMemory();
  let failed: { readonly error: unknown } | undefined;
  let uploadId: string | undefined;
  let mayBeBegun = false;
  let mayBeComplete = false;

  // The boundary to the SDK: all commands of `Upload` are sent alike, and only the answer to the first one is looked at.
  const sendCommand = (
    command: unknown,
    { through, ...options }: { readonly through: Sdk['client']; readonly session: HttpSession; readonly abortSignal?: AbortSignal },
  ): Promise<Partial<CreateMultipartUploadCommandOutput>> => through.send(command as CreateMultipartUploadCommand, options);

  const transmit = async (command: unknown): Promise<unknown> => {
    const { operation, partNumber, bytes } = describe(command, commands);
    if (partNumber !== undefined) memory.begin(partNumber);
    if (operation === 'CreateMultipartUpload' || operation === 'PutObject') mayBeBegun = true;
    if (operation === 'CompleteMultipartUpload') mayBeComplete = true;
    const span = beginStoreSpan(call, { operation, bucket, key, address, region, uploadId, partNumber });
    try {
      // Whoever begins an upload must learn its id: that request is not cut, neither by its signal nor with the session of the user.
      // Nor is it sent again: of two that are begun the store tells one id.
      const way =
        operation === 'CreateMultipartUpload'
          ? { through: once, session: call.rescue ?? call.http }
          : { through: client, session: call.http, abortSignal: controller.signal };
      const output = await sendCommand(command, way);
      endStoreSpan(span, output.$metadata?.httpStatusCode, output.$metadata?.requestId);
      if (operation === 'CreateMultipartUpload' && output.UploadId !== undefined) {
        uploadId = output.UploadId;
        await onUploadId(uploadId);
      }
      if (partNumber !== undefined) memory.end(partNumber, bytes);
      return output;
    } catch (cause) {
      const error = toFailure(cause, operation);
      if (operation === 'CreateMultipartUpload' && isRefusal(statusOf(cause))) mayBeBegun = false;
      failStoreSpan(span, error, statusOf(cause));
      throw error;
    }
  };

  const toFailure = (cause: unknown, operation: string): unknown => {
    for (let error = cause; error instanceof Error; error = error.cause) if (error instanceof SessionError) return error.cause;
    if (isRushhourError(cause)) return cause;
    const status = statusOf(cause);
    if (status !== undefined && cause instanceof Error) {
      const code = cause.name === 'Error' || cause.name === 'UnknownError' ? undefined : cause.name;
      return storeError({ operation, status, code, message: cause.message, bucket, key });
    }
    return cause instanceof Error
      ? new RushhourError('s3_request', { message: `${operation} of "${bucket}/${key}" failed: ${cause.message}`, cause })
      : cause;
  };

  return {
    async send(command) {
      controller.signal.throwIfAborted();
      const sending = transmit(command);
      underWay.add(sending);
      try {
        return await sending;
      } catch (error) {
        failed ??= { error };
        // One part that failed ends them all.
        controller.abort(error);
        throw error;
      } finally {
        underWay.delete(sending);
      }
    },
    get uploadId() {
      return uploadId;
    },
    get mayBeBegun() {
      return mayBeBegun;
    },
    get mayBeComplete() {
      return mayBeComplete;
    },
    async settled() {
      await Promise.allSettled(underWay);
    },
    failure(error) {
      if (failed !== undefined) return failed.error;
      const reason: unknown = controller.signal.reason;
      return controller.signal.aborted ? reason : error;
    },
  };
}

type Operation = 'CreateMultipartUpload' | 'UploadPart' | 'CompleteMultipartUpload' | 'PutObject';

interface Described {
  readonly operation: Operation;
  readonly partNumber?: number | undefined;
  readonly bytes?: unknown;
}

function describe(command: unknown, commands: Sdk['commands']): Described {
  if (command instanceof commands.UploadPartCommand) {
    return { operation: 'UploadPart', partNumber: command.input.PartNumber, bytes: command.input.Body };
  }
  if (command instanceof commands.CreateMultipartUploadCommand) return { operation: 'CreateMultipartUpload' };
  if (command instanceof commands.CompleteMultipartUploadCommand) return { operation: 'CompleteMultipartUpload' };
  // What is no larger than a part.
  return { operation: 'PutObject' };
}

/** Whether a status says that nothing was begun; what is broken, or stands between us and the store, cannot know. */
const isRefusal = (status: number | undefined) => status !== undefined && (status < 500 || status === 501 || status === 503);

/** The status of an error of the SDK; undefined when no answer came. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
