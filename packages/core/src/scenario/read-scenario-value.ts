import { checkInstruction } from './check-instruction.ts';
import { engineKeys, parseEngineKey, type EngineFields, type WrongValue } from './engine-keys.ts';
import type { ScenarioText } from './parse-line-format.ts';
import type { Problem } from './problem.ts';
import { isOrderName, parseScenarioKey, scenarioKeys, type ScenarioFields } from './scenario-keys.ts';
import { actionNames, type Instruction, type Scenario, type SourcePosition } from './scenario.ts';
import type { YamlPath, YamlValue } from './yaml-value.ts';

/** What a YAML value means as a scenario. */
export interface ScenarioReading {
  readonly scenario: Scenario;
  readonly problems: readonly Problem[];
}

/**
 * Reads a YAML value as a scenario: what can be read of it, though its shape may be wrong elsewhere, so that all problems are told at once.
 * What is of the wrong shape is passed over: the schema tells of it.
 */
export function readScenarioValue(yaml: YamlValue, { file, name, folder }: ScenarioText): ScenarioReading {
  const value = asRecord(yaml.value);
  const problems: Problem[] = [];
  const fields: ScenarioFields = {};
  for (const key of scenarioKeys) {
    if (!Object.hasOwn(value, key)) continue;
    const result = parseScenarioKey(key, value[key]);
    if ('fault' in result) problems.push({ position: placeOf(result, [key], yaml), ...result.fault });
    else Object.assign(fields, result.fields);
  }
  const items: readonly unknown[] = Array.isArray(value['instructions']) ? value['instructions'] : [];
  const read = items.map((item, index) => readInstructionValue(asRecord(item), ['instructions', index], yaml));
  problems.push(...read.flatMap((each) => each.problems));
  const order = value['order'];
  const scenario: Scenario = {
    draws: 10,
    name,
    ...fields,
    order: typeof order === 'string' && isOrderName(order) ? order : 'sequential',
    instructions: read.flatMap(({ instruction }) => instruction ?? []),
    position: { file, line: 1, column: 1 },
    ...(folder !== undefined && { folder }),
  };
  return { scenario, problems };
}

function readInstructionValue(
  item: Readonly<Record<string, unknown>>,
  path: YamlPath,
  yaml: YamlValue,
): { readonly instruction?: Instruction; readonly problems: readonly Problem[] } {
  const position = yaml.valueAt(path);
  const problems: Problem[] = [];
  const [action, other] = actionNames.filter((known) => Object.hasOwn(item, known));
  if (action === undefined) {
    const hint = `Write exactly one of ${actionNames.map((known) => `\`${known}:\``).join(', ')}.`;
    return { problems: [{ position, message: 'The instruction names no action.', hint }] };
  }
  if (other !== undefined) {
    const message = `The instruction names two actions, \`${action}\` and \`${other}\`.`;
    problems.push({ position: yaml.keyAt([...path, other]), message, hint: 'Make two instructions of it.' });
  }
  const fields: EngineFields = {};
  for (const key of engineKeys) {
    if (!Object.hasOwn(item, key)) continue;
    const result = parseEngineKey(key, item[key]);
    if ('fault' in result) problems.push({ position: placeOf(result, [...path, key], yaml), ...result.fault });
    else Object.assign(fields, result.fields);
  }
  const target = item[action];
  const parameters = asRecord(item['with']);
  const positions = Object.fromEntries(partPositions(parameters, [...path, 'with'], '', yaml));
  const instruction: Instruction = {
    action,
    ...(typeof target === 'string' && target !== '-' && { target, targetPosition: yaml.valueAt([...path, action]) }),
    with: parameters,
    ...fields,
    position,
    ...(Object.keys(positions).length > 0 && { positions }),
  };
  // The schema tells of a target that is there and no text; that it is missing as well would be one problem too many.
  const checked = checkInstruction(instruction).filter((problem) => problem.position !== position || target === '-');
  return { instruction, problems: [...problems, ...checked] };
}

/** Where the part of a value stands that is wrong. */
function placeOf({ at, atKey = false }: WrongValue, path: YamlPath, yaml: YamlValue): SourcePosition {
  if (at === undefined) return yaml.valueAt(path);
  return atKey ? yaml.keyAt([...path, at]) : yaml.valueAt([...path, at]);
}

/** Every part of a value by its dotted path, and where it stands. */
function partPositions(value: unknown, path: YamlPath, prefix: string, yaml: YamlValue): [dotted: string, SourcePosition][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const inner = [...path, Array.isArray(value) ? Number(key) : key];
    return [[`${prefix}${key}`, yaml.keyAt(inner)], ...partPositions(part, inner, `${prefix}${key}.`, yaml)];
  });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
