import type { IncomingMessage } from 'node:http';
import type { SignatureCheck } from './check-signature.ts';
import type { ChecksumAlgorithm } from './checksum.ts';
import { throughInterceptors, type StoreInterceptor } from './intercept.ts';
import { operations } from './operations/operations.ts';
import { readPayload, type Payload } from './payload.ts';
import { errorAnswer, type StoreAnswer } from './store-answer.ts';
import { StoreError } from './store-error.ts';
import type { StoreLogLine } from './store-log.ts';
import { readRequest, type RequestHead, type StoreRequest } from './store-request.ts';
import type { StoreState } from './store-state.ts';

/** A request that came, and the line of the log that is written about it. */
export interface Arrived {
  readonly message: IncomingMessage;
  readonly head: RequestHead;
  readonly line: StoreLogLine;
  readonly requestId: string;
}

/**
 * Makes what answers requests: operation named, interceptors asked, signature checked, operation done. What any of them throws becomes an
 * error of S3. The body is read only when somebody wants it.
 */
export function createAnswerer(options: {
  readonly state: StoreState;
  /** The list may change between requests. */
  readonly interceptors: readonly StoreInterceptor[];
  /** Absent where signatures, and the SHA-256 of bodies, are not checked. */
  readonly checkSignature: SignatureCheck | undefined;
}): (arrived: Arrived) => Promise<StoreAnswer> {
  const { state, interceptors, checkSignature } = options;

  return async ({ message, head, line, requestId }) => {
    const refuse = (error: unknown): StoreAnswer => {
      const known = error instanceof StoreError ? error : new StoreError('InternalError');
      line.code = known.code;
      return errorAnswer(known, head, requestId);
    };
    let request: StoreRequest;
    try {
      request = readRequest(head);
    } catch (error) {
      return refuse(error);
    }
    line.operation = request.operation;
    line.bucket = request.bucket;
    line.key = request.key;
    let read: Promise<Payload> | undefined;
    const payload = (algorithm?: ChecksumAlgorithm): Promise<Payload> => {
      const checks = { maxBytes: state.bytes.left(), checksSha256: checkSignature !== undefined, algorithm };
      read ??= readPayload(message, head.headers, checks);
      return read;
    };
    const operate = async (): Promise<StoreAnswer> => {
      try {
        checkSignature?.(request);
        return await operations[request.operation]({ request, state, payload });
      } catch (error) {
        return refuse(error);
      }
    };
    if (interceptors.length === 0) return operate();
    const body = async (): Promise<Buffer> => Buffer.concat((await payload()).pieces);
    return throughInterceptors(interceptors, { ...request, body }, operate);
  };
}
