import type { PreparedScenario, Step } from '../execution/step.ts';

/** What one user does, and when, where that is known beforehand: a journal that is played again. */
export interface UserScriptOptions {
  /** The id of the user, `visitor/3`: its number makes it draw what the user of that number drew. */
  readonly user: string;
  readonly profile: string;
  /** In the order they are done. */
  readonly actions: Iterable<ScriptedInstruction>;
}

/** One action of a script. */
export interface ScriptedInstruction {
  /** When it is intended, in milliseconds from the start of the run before `speed`. */
  readonly at: number;
  readonly play: number;
  readonly index: number;
  /** The name of the scenario. */
  readonly scenario: string;
  /** The place of the instruction in it, from 0. */
  readonly instruction: number;
  /** The recipe of the file of an upload, where that is made, instead of what the instruction says. */
  readonly file?: string;
}

/** A script made ready. */
export interface UserScript {
  /** The next action; undefined when there is none any more. */
  next(): ScriptedAction | undefined;
}

/** An action of a script made ready. */
export interface ScriptedAction extends Pick<ScriptedInstruction, 'at' | 'play' | 'index' | 'file'> {
  readonly scenario: PreparedScenario;
  readonly step: Step;
}

/** Makes a script ready; actions of scenarios that are not there are passed over. */
export function createUserScript(actions: Iterable<ScriptedInstruction>, scenarios: readonly PreparedScenario[]): UserScript {
  const iterator = actions[Symbol.iterator]();
  const named = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  return {
    next() {
      for (let item = iterator.next(); item.done !== true; item = iterator.next()) {
        const { at, play, index, scenario: name, instruction, file } = item.value;
        const scenario = named.get(name);
        const step = scenario?.steps[instruction];
        if (scenario !== undefined && step !== undefined) return { at, play, index, scenario, step, ...(file !== undefined && { file }) };
      }
      return undefined;
    },
  };
}
