import type { ContentRequest } from '../plugin/content-port.ts';
import type { AnyActionDefinition, SitePlugin } from '../plugin/plugin.ts';
import type { Capture } from '../scenario/capture.ts';
import type { FileContent } from '../scenario/file-content.ts';
import type { Instruction, OrderName, Scenario, StatusSet, ThinkTime } from '../scenario/scenario.ts';
import type { StepTelemetry } from '../telemetry/run-telemetry.ts';
import type { Lookup } from './placeholder.ts';

/** What a handler is given beside its target. */
export interface ActionInputs {
  /** What the schema made of the parameters. */
  readonly params: unknown;
  /** What `prepare` made of them. */
  readonly prepared: unknown;
}

/** An instruction made ready for one plugin. Its inputs are those of every action, unless `inputsFor` is there. */
export interface BoundAction extends ActionInputs {
  readonly plugin: SitePlugin;
  readonly definition: AnyActionDefinition;
  /** Makes the inputs of one action, where parameters name data or variables. Throws `variable_missing`, `params_invalid`. */
  readonly inputsFor: ((lookup: Lookup) => ActionInputs) | undefined;
  readonly telemetry: StepTelemetry;
}

/** Who plays a step whose target is only known when it is played. */
export type LateBinding = (url: URL) => BoundAction;

/** An instruction made ready to be played again and again. */
export interface Step {
  readonly instruction: Instruction;
  /** What it is grouped by in statistics. */
  readonly name: string;
  /** The target resolved; a template still holds its names in braces; undefined: the current page. */
  readonly target: string | undefined;
  /** The target parsed; undefined for a template or the current page. */
  readonly url: URL | undefined;
  /** Where it leads, of a template an example; undefined: the current page. */
  readonly sample: URL | undefined;
  /** Who plays it, when that and its parameters are known before; else it is found by `bindLate`. */
  readonly bound: BoundAction | undefined;
  /** Finds who plays it on a URL. Throws `no_handler`, or `params_invalid` when the one who takes it refuses the parameters. */
  readonly bind: LateBinding;
  readonly expect: StatusSet;
  readonly timeoutMs: number;
  /** That of the instruction, else of the scenario; undefined: that of the profile. */
  readonly think: ThinkTime | undefined;
  readonly stopsPlay: boolean;
  /** The file to upload: a checked path, content, or what is made for each action. */
  readonly file: string | FileContent | ContentRequest | undefined;
  /** What is read off its answer into variables of the play; undefined when nothing is, and no answer has to be kept. */
  readonly captures: readonly (readonly [name: string, capture: Capture])[] | undefined;
}

/** A scenario made ready to be played. */
export interface PreparedScenario {
  readonly scenario: Scenario;
  readonly name: string;
  readonly order: OrderName;
  readonly steps: readonly Step[];
  /** Whether any instruction follows a link; if none does, no page is kept. */
  readonly follows: boolean;
}
