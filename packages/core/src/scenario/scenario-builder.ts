import { checkInstruction } from './check-instruction.ts';
import { checkPlayable } from './check-playable.ts';
import type { FileContent } from './file-content.ts';
import { inputError } from './input-error.ts';
import { draftInstruction, type InstructionDraft, type InstructionOptions } from './instruction-draft.ts';
import type { Problem } from './problem.ts';
import { isOrderName, parseScenarioKey, scenarioKeys, unknownOrder, type ScenarioFields } from './scenario-keys.ts';
import type { OnFailure, OrderName, Scenario } from './scenario.ts';
import type { ThinkInput } from './think.ts';

/** Parameters of an action (`with`), loosely typed; the builders of a configured plugin are typed strictly. */
export type LooseParams = Readonly<Record<string, unknown>>;

/** What a scenario made in code may say beside its instructions. */
export interface ScenarioOptions {
  /** @default sequential */
  readonly order?: OrderName;
  /** For `random` and `weighted` how many draws, for `markov` how many steps at most, as a multiple of the number of instructions. @default 10 */
  readonly draws?: number;
  /** `'0-1s'`, milliseconds, or a {@link ThinkTime}. @default what the run says */
  readonly think?: ThinkInput;
  /** @default continue */
  readonly onFailure?: OnFailure;
  /** What relative targets are relative to. */
  readonly base?: string;
  /** The folder files to upload are found below, an absolute path. */
  readonly folder?: string;
}

/**
 * Makes a scenario in code: the same value the scenario files become.
 *
 * @throws RushhourError `input_invalid` with every problem of the scenario; their line is the number of the instruction.
 *
 * @example
 * ```ts
 * const browse = scenario('browse', { order: 'random', base: 'https://shop.example' }, [
 *   open('/'),
 *   follow({ text: 'Next page' }),
 *   upload('/photos', { file: 'photo.jpg', field: 'image' }, { expect: 201 }),
 * ]);
 * ```
 */
export function scenario(name: string, options: ScenarioOptions, instructions: readonly InstructionDraft[]): Scenario {
  const { order = 'sequential', folder, ...keys } = options;
  const problems: Problem[] = [];
  const position = { file: name, line: 1, column: 1 };
  const fields: ScenarioFields = {};
  for (const key of scenarioKeys) {
    const value = key === 'name' ? name : keys[key];
    if (value === undefined) continue;
    const result = parseScenarioKey(key, value);
    if ('fault' in result) problems.push({ position, ...result.fault });
    else Object.assign(fields, result.fields);
  }
  if (!isOrderName(order)) problems.push({ position, ...unknownOrder(order) });
  const made: Scenario = {
    draws: 10,
    ...fields,
    name,
    order,
    instructions: instructions.map((draft, index) => ({ ...draft, position: { file: name, line: index + 1, column: 1 } })),
    position,
    ...(folder !== undefined && { folder }),
  };
  problems.push(...made.instructions.flatMap(checkInstruction), ...checkPlayable(made));
  if (problems.length > 0) throw inputError(problems);
  return made;
}

/** Opens a page. */
export function open(target: string, parameters: LooseParams = {}, options: InstructionOptions = {}): InstructionDraft {
  return draftInstruction('open', { target, with: parameters, options });
}

/** Follows a link of the current page. */
export function follow(parameters?: LooseParams, options?: InstructionOptions): InstructionDraft;
/** Opens a page, unless the user is on it, and follows one of its links. */
export function follow(target: string, parameters?: LooseParams, options?: InstructionOptions): InstructionDraft;
export function follow(...given: FollowHere | FollowFrom): InstructionDraft {
  if (isFollowFrom(given)) {
    const [target, parameters = {}, options = {}] = given;
    return draftInstruction('follow', { target, with: parameters, options });
  }
  const [parameters = {}, options = {}] = given;
  return draftInstruction('follow', { with: parameters, options });
}

/** Uploads a file: a path below the folder of the scenario (or of the run), or content given here. */
export function upload(
  target: string,
  parameters: LooseParams & { readonly file?: string | FileContent } = {},
  options: InstructionOptions = {},
): InstructionDraft {
  return draftInstruction('upload', { target, with: parameters, options });
}

/** Downloads a file; it is streamed and counted. */
export function download(target: string, parameters: LooseParams = {}, options: InstructionOptions = {}): InstructionDraft {
  return draftInstruction('download', { target, with: parameters, options });
}

type FollowHere = [parameters?: LooseParams, options?: InstructionOptions];
type FollowFrom = [target: string, parameters?: LooseParams, options?: InstructionOptions];

function isFollowFrom(given: FollowHere | FollowFrom): given is FollowFrom {
  return typeof given[0] === 'string';
}
