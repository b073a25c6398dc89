import { RushhourError } from '../errors/rushhour-error.ts';
import type { ContentRequest } from '../plugin/content-port.ts';
import type { ActionResult } from '../plugin/plugin.ts';
import { memoryFile } from '../scenario/memory-file.ts';
import type { OpenedFile } from '../scenario/opened-file.ts';
import { isExpected } from '../scenario/scenario.ts';
import { openUploadFile } from '../scenario/upload-files.ts';
import { captureAnswer } from './capture-answer.ts';
import { classifyError } from './classify-error.ts';
import type { Execute } from './execute.ts';
import type { Execution } from './execution.ts';
import { HandlerContext } from './handler-context.ts';
import { giveFault } from './with-faults.ts';

/**
 * The innermost part of every action: gets the session and the file, runs the handler, holds its result against `expect`, and counts what
 * the HTTP session sent and received meanwhile. What is captured is read before the action ends, because it fails when it is not there.
 *
 * @param unwound - called when a handler is done that went on after its action was cut
 */
export function createCallHandler(unwound: () => void): Execute {
  /** The handler is done, whatever became of its action. */
  const finish = (execution: Execution) => {
    execution.handlerRuns = false;
    // The handler is done with it; that a file could not be closed does not change what was sent.
    execution.file?.close().catch(() => undefined);
    execution.held?.();
    if (execution.outcome !== undefined) unwound();
  };

  const failed = (execution: Execution, error: unknown) => {
    if (execution.outcome === undefined) execution.measure();
    finish(execution);
    if (execution.outcome !== undefined) return;
    const { type, message } = classifyError(error);
    execution.fail(type, message);
  };

  const returned = (execution: Execution, result: unknown) => {
    const usedHttp = execution.outcome === undefined && execution.measure();
    finish(execution);
    if (execution.outcome !== undefined) return;
    try {
      complete(execution, result, usedHttp);
    } catch {
      execution.fail('plugin_result', 'The handler returned something that cannot be looked at.');
    }
  };

  const invoke = (execution: Execution) => {
    const { bound, url } = execution;
    if (bound === undefined || url === undefined || execution.outcome !== undefined) {
      finish(execution);
      return;
    }
    // What making the session moved is not the action's.
    execution.beginMeasure();
    if (execution.fault !== undefined) giveFault(execution, () => execution.commitFault());
    let result: unknown;
    try {
      // The boundary where a definition's own types were let go: its session, parameters and preparation were made for it.
      result = bound.definition.run(new HandlerContext(execution, bound, url) as never);
    } catch (error) {
      failed(execution, error);
      return;
    }
    if (!isThenable(result)) returned(execution, result);
    else {
      result.then(
        (value) => returned(execution, value),
        (error: unknown) => failed(execution, error),
      );
    }
  };

  const withFile = async (execution: Execution, path: string) => {
    try {
      execution.file = await openUploadFile(path);
    } catch (error) {
      failed(execution, error);
      return;
    }
    invoke(execution);
  };

  const begin = (execution: Execution) => {
    const { file } = execution.step;
    if (typeof file === 'string') {
      void withFile(execution, file);
      return;
    }
    try {
      if (file !== undefined) execution.file = 'make' in file ? madeFile(execution, file) : memoryFile(file);
    } catch (error) {
      failed(execution, error);
      return;
    }
    invoke(execution);
  };

  return (execution) => {
    const { bound, actor } = execution;
    if (bound === undefined || execution.refusal !== undefined) {
      const { type, message } = classifyError(execution.refusal ?? new RushhourError('no_page'));
      execution.fail(type, message);
      return;
    }
    execution.handlerRuns = true;
    execution.beginMeasure();
    let session: unknown;
    try {
      session = actor.pluginSession(bound);
    } catch (error) {
      failed(execution, error);
      return;
    }
    if (!isThenable(session)) {
      execution.session = session;
      begin(execution);
      return;
    }
    session.then(
      (made) => {
        execution.session = made;
        begin(execution);
      },
      (error: unknown) => failed(execution, error),
    );
  };
}

/** A file that is made while it is read. */
function madeFile(execution: Execution, request: ContentRequest): OpenedFile {
  const { name, type, size, folder, recipe, stream } = execution.actor.makeFile(request, {
    index: execution.index,
    number: execution.takeNumber(),
    recipe: execution.recipe,
  });
  return { name, type, size, folder, recipe, stream, close: async () => undefined };
}

function complete(execution: Execution, result: unknown, usedHttp: boolean) {
  if (!isResult(result)) {
    execution.fail('plugin_result', `The handler returned ${describe(result)}, which is not a result.`);
    return;
  }
  if (result?.bytesSent !== undefined) execution.bytesSent = result.bytesSent;
  if (result?.bytesReceived !== undefined) execution.bytesReceived = result.bytesReceived;
  const status = result?.status === undefined ? (usedHttp ? (execution.actor.meter?.status ?? 0) : 0) : (result.status ?? 0);
  if (status !== 0 && !isExpected(execution.step.expect, status)) execution.fail(`http_${status}`, `The server answered ${status}.`);
  else if (execution.step.captures === undefined || captureAnswer(execution, usedHttp)) execution.succeed();
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
  return typeof value === 'object' && value !== null
    ? `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}`
    : typeof value;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
