import { RushhourError } from '../errors/rushhour-error.ts';
import type { Capture } from './capture.ts';
import { engineKeys, isEngineKey, parseEngineKey, type EngineFields } from './engine-keys.ts';
import type { ExpectInput } from './expect.ts';
import type { NextInput } from './parse-transitions.ts';
import type { ActionName, Instruction, OnFailure } from './scenario.ts';
import type { ThinkInput } from './think.ts';
import { unknownWord } from './unknown-word.ts';

/** An instruction made in code, before it has a place in a scenario. */
export type InstructionDraft = Omit<Instruction, 'position' | 'positions' | 'targetPosition' | 'repeated'>;

/** What an instruction made in code may say beside its parameters; values as in scenario files. */
export interface InstructionOptions {
  /** `'2xx'`, `201`, `'200-299,304'`, or a list of them. @default 200-299 and 304 */
  readonly expect?: ExpectInput;
  /** Deadline of the action: `'30s'`, or milliseconds. */
  readonly timeout?: string | number;
  /** Relative frequency in a weighted scenario. @default 1 */
  readonly weight?: number;
  /** Groups the instruction in statistics and telemetry. @default the action and the target as written */
  readonly name?: string;
  /** `'0-1s'`, milliseconds, or a {@link ThinkTime}. */
  readonly think?: ThinkInput;
  /** `stop` ends the play when this instruction fails. @default what the scenario says */
  readonly onFailure?: OnFailure;
  /** Values read off the answer into variables of the play, `{var.name}`: `{ token: { json: '$.token' } }`. */
  readonly capture?: Readonly<Record<string, Capture>>;
  /** In a `markov` scenario: names of instructions, or `end`, and how often each comes next. @default the play ends */
  readonly next?: NextInput;
}

/** What {@link draftInstruction} puts together. */
export interface InstructionParts {
  readonly target?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly options?: InstructionOptions;
}

/**
 * Makes an instruction draft of an action, a target and parameters.
 *
 * @throws RushhourError `option_invalid` when one of the options cannot be read.
 */
export function draftInstruction(action: ActionName, parts: InstructionParts): InstructionDraft {
  const { target, with: parameters = {}, options = {} } = parts;
  const fields: EngineFields = {};
  for (const key of Object.keys(options)) {
    if (isEngineKey(key)) continue;
    const fault = unknownWord('option', key, engineKeys);
    throw new RushhourError('option_invalid', { ...fault, message: `${action}: ${fault.message}` });
  }
  for (const key of engineKeys) {
    if (options[key] === undefined) continue;
    const result = parseEngineKey(key, options[key]);
    if ('fault' in result) {
      throw new RushhourError('option_invalid', { ...result.fault, message: `${action}: ${result.fault.message}` });
    }
    Object.assign(fields, result.fields);
  }
  return { action, ...(target !== undefined && { target }), with: parameters, ...fields };
}
