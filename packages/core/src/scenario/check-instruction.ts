import { checkTarget } from './check-target.ts';
import { isEngineKey } from './engine-keys.ts';
import type { Problem } from './problem.ts';
import type { Instruction } from './scenario.ts';
import { isUnsafeKey } from './unsafe-key.ts';

/** What is wrong with an instruction as such, whatever notation it came from and whoever will take it. */
export function checkInstruction(instruction: Instruction): readonly Problem[] {
  const { action, target, position, targetPosition = position, positions = {} } = instruction;
  const problems: Problem[] = [];
  if (target !== undefined) {
    const fault = checkTarget(target);
    if (fault !== undefined) problems.push({ position: targetPosition, ...fault });
  } else if (action !== 'follow') {
    problems.push({ position, message: `\`${action}\` needs a target.`, hint: 'Only `follow` can do without: it uses the current page.' });
  }
  for (const key of Object.keys(instruction.with)) {
    const keyPosition = positions[key] ?? position;
    if (isEngineKey(key)) {
      problems.push({
        position: keyPosition,
        message: `\`${key}\` is no parameter of an action, but of every instruction.`,
        hint: `Write \`${key}\` beside \`with\`, not in it.`,
      });
    } else if (isUnsafeKey(key)) {
      problems.push({ position: keyPosition, message: `The key "${key}" is refused.`, hint: 'Use another name.' });
    }
  }
  return problems;
}
