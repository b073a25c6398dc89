import { RushhourError } from '../errors/rushhour-error.ts';
import type { ActionResult, ActionReturn } from '../plugin/plugin.ts';
import type { UploadFile } from '../plugin/upload-file.ts';
import { isExpected } from '../scenario/scenario.ts';
import { memoryFile } from '../scenario/memory-file.ts';
import type { OpenedFile } from '../scenario/opened-file.ts';
import { openUploadFile } from '../scenario/upload-files.ts';
import { classifyError } from './classify-error.ts';
import type { Execute } from './execute.ts';
import { HandlerContext, type Execution } from './execution.ts';
import type { BoundAction } from './step.ts';

/**
 * The innermost part of every action: gets the session and the file, runs the handler, holds its result against `expect`, and counts what
 * the HTTP session sent and received meanwhile.
 *
 * @param unwinding - called with +1 when a handler goes on after its action was cut, with -1 when it is done
 */
export function createCallHandler(unwinding: (change: 1 | -1) => void): Execute {
  return (execution, settled) => {
    const { bound, url, actor } = execution;
    if (bound === undefined || url === undefined) {
      execution.settled = settled;
      const { type, message } = classifyError(execution.refusal ?? new RushhourError('no_page'));
      execution.fail(type, message);
      return;
    }
    execution.settled = (ended) => {
      if (execution.handlerRuns) unwinding(1);
      settled(ended);
    };
    execution.handlerRuns = true;
    const finish = () => {
      execution.handlerRuns = false;
      if (execution.outcome !== undefined) unwinding(-1);
    };
    try {
      const session = actor.pluginSession(bound);
      if (isThenable(session)) {
        session.then(
          (made) => runHandler(execution, { bound, url, session: made, finish }),
          (error: unknown) => failWith(execution, error, finish),
        );
      } else runHandler(execution, { bound, url, session, finish });
    } catch (error) {
      failWith(execution, error, finish);
    }
  };
}

interface Call {
  readonly bound: BoundAction;
  readonly url: URL;
  readonly session: unknown;
  /** Says that the handler is done. */
  readonly finish: () => void;
}

function runHandler(execution: Execution, call: Call) {
  const { file } = execution.step;
  if (execution.outcome !== undefined) {
    call.finish();
    return;
  }
  if (file === undefined) invoke(execution, call, undefined);
  else if (typeof file !== 'string') invoke(execution, call, memoryFile(file));
  else void runWithFile(execution, call, file);
}

async function runWithFile(execution: Execution, call: Call, path: string) {
  let file: OpenedFile | undefined;
  try {
    file = await openUploadFile(path);
  } catch (error) {
    failWith(execution, error, call.finish);
    return;
  }
  const opened = file;
  const finish = () => {
    call.finish();
    // The handler is done with it; that a file could not be closed does not change what was sent.
    opened.close().catch(() => undefined);
  };
  invoke(execution, { ...call, finish }, opened);
}

function invoke(execution: Execution, call: Call, file: UploadFile | undefined) {
  const { bound, url, session, finish } = call;
  const { meter } = execution.actor;
  const before = { requests: meter?.requests ?? 0, sent: meter?.bytesSent ?? 0, received: meter?.bytesReceived ?? 0 };
  const end = (result: unknown) => {
    finish();
    complete(execution, result, before);
  };
  const failed = (error: unknown) => {
    measure(execution, before);
    failWith(execution, error, finish);
  };
  let returned: ActionReturn;
  try {
    // The boundary where a definition's own types were let go: its session, parameters and preparation were made for it.
    returned = bound.definition.run(new HandlerContext(execution, { bound, url, session, file }) as never);
  } catch (error) {
    failed(error);
    return;
  }
  if (isThenable(returned)) returned.then(end, failed);
  else end(returned);
}

interface MeterReading {
  readonly requests: number;
  readonly sent: number;
  readonly received: number;
}

/** Counts what the HTTP session moved since a reading; returns whether it sent anything. */
function measure(execution: Execution, before: MeterReading): boolean {
  const { meter } = execution.actor;
  if (meter === undefined || execution.outcome !== undefined) return false;
  execution.bytesSent = meter.bytesSent - before.sent;
  execution.bytesReceived = meter.bytesReceived - before.received;
  return meter.requests !== before.requests;
}

function complete(execution: Execution, result: unknown, before: MeterReading) {
  if (execution.outcome !== undefined) return;
  const usedHttp = measure(execution, before);
  if (!isResult(result)) {
    execution.fail('plugin_result', `The handler returned ${describe(result)}, which is not a result.`);
    return;
  }
  if (result?.bytesSent !== undefined) execution.bytesSent = result.bytesSent;
  if (result?.bytesReceived !== undefined) execution.bytesReceived = result.bytesReceived;
  const status = result?.status === undefined ? (usedHttp ? (execution.actor.meter?.status ?? 0) : 0) : (result.status ?? 0);
  if (status !== 0 && !isExpected(execution.step.expect, status)) {
    execution.fail(`http_${status}`, `The server answered ${status}.`);
    return;
  }
  execution.succeed();
}

function failWith(execution: Execution, error: unknown, finish: () => void) {
  finish();
  if (execution.outcome !== undefined) return;
  const { type, message } = classifyError(error);
  execution.fail(type, message);
}

function isResult(result: unknown): result is ActionResult | undefined {
  if (result === undefined) return true;
  if (typeof result !== 'object' || result === null) return false;
  const { bytesSent, bytesReceived, status } = result as Readonly<Record<keyof ActionResult, unknown>>;
  return isCount(bytesSent) && isCount(bytesReceived) && (status === null || isCount(status));
}

function isCount(value: unknown): boolean {
  return value === undefined || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}` : typeof value;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Thrown by an actor that has no HTTP client. */
export function noHttpClient(plugin: string): RushhourError {
  return new RushhourError('option_invalid', {
    message: `Plugin "${plugin}" needs HTTP, but the runner was given none.`,
    hint: 'Pass `http: createHttp()` of `@rushhour/http`.',
  });
}
