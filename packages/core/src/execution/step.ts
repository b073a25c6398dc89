import type { AnyActionDefinition, SitePlugin } from '../plugin/plugin.ts';
import type { FileContent } from '../scenario/file-content.ts';
import type { Instruction, OrderName, Scenario, StatusSet, ThinkTime } from '../scenario/scenario.ts';
import type { StepTelemetry } from '../telemetry/run-telemetry.ts';

/** An instruction made ready for one plugin. */
export interface BoundAction {
  readonly plugin: SitePlugin;
  readonly definition: AnyActionDefinition;
  readonly params: unknown;
  readonly prepared: unknown;
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
  /** Who plays it, when that is known before. */
  readonly bound: BoundAction | undefined;
  /** Finds who plays it on a URL. Throws `no_handler`, or `params_invalid` when the one who takes it refuses the parameters. */
  readonly bind: LateBinding;
  readonly expect: StatusSet;
  readonly timeoutMs: number;
  readonly think: ThinkTime;
  readonly stopsPlay: boolean;
  /** The file to upload: a checked path, or content. */
  readonly file: string | FileContent | undefined;
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
