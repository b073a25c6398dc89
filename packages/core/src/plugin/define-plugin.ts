import { RushhourError } from '../errors/rushhour-error.ts';
import { draftInstruction, type InstructionDraft, type InstructionOptions } from '../scenario/instruction-draft.ts';
import { actionNames, type ActionName, type Instruction } from '../scenario/scenario.ts';
import type { SchemaInput, SchemaOutput, StandardSchema } from '../support/standard-schema.ts';
import {
  pluginBrand,
  type AnyActionDefinition,
  type DefaultSession,
  type ParamsInput,
  type SessionContext,
  type SitePlugin,
} from './plugin.ts';
import type { CreatedThings, ServiceContext } from './created-things.ts';
import type { FileContent } from './upload-file.ts';
import { validateWith } from './validate-with.ts';

/** The actions of a plugin: one definition each. */
export type PluginActions = Readonly<Partial<Record<ActionName, AnyActionDefinition>>>;

/** The session that all of these actions can work with. */
export type SessionOf<Actions> = {
  readonly [Name in keyof Actions]: Actions[Name] extends { readonly sessionType?: (session: infer Session) => void }
    ? (session: Session) => void
    : never;
}[keyof Actions] extends (session: infer Session) => void
  ? Session
  : never;

/** What every plugin says of itself. */
export interface PluginBasics<ConfigSchema extends StandardSchema, Actions> {
  /** What the plugin is, lower case: `shop`. */
  readonly name: string;
  /** Checks and types the configuration. Any Standard Schema; synchronous. @default takes none */
  readonly config?: ConfigSchema;
  /** URL prefixes it claims; the longest match wins. `https:` claims every URL of that scheme, after all prefixes. */
  readonly targets: (config: SchemaOutput<ConfigSchema>) => readonly string[];
  /** Every origin it will talk to; the scope of a run must allow them. */
  readonly origins: (config: SchemaOutput<ConfigSchema>) => readonly string[];
  /** One handler for each action it serves; an absent one falls to the next claimant, then to generic. */
  readonly actions: Actions;
  /** May veto an instruction its targets claim. Synchronous, pure. */
  readonly supports?: (instruction: Instruction, config: SchemaOutput<ConfigSchema>) => boolean;
}

/** How a plugin makes what one user keeps with it, and lets it go. */
export interface PluginSessions<ConfigSchema extends StandardSchema, Session, Service = undefined> {
  /** Called when the user first needs the plugin. */
  readonly createSession: (context: SessionContext<SchemaOutput<ConfigSchema>, Service>) => Session | Promise<Session>;
  /** Called exactly once for each session made, at the end of the play (or of the user). */
  readonly closeSession?: (session: Session, context: { readonly signal: AbortSignal }) => void | Promise<void>;
}

/** What all users of a run share with the plugin, and how the ledger cleans up with it. */
export interface PluginService<ConfigSchema extends StandardSchema, Service> {
  /** Called once a run, before the first session is made or anything is cleaned up. */
  readonly createService?: (context: ServiceContext<SchemaOutput<ConfigSchema>>) => Service | Promise<Service>;
  /** Called once, when the run is over and everything is cleaned up. */
  readonly closeService?: (service: NoInfer<Service>, context: { readonly signal: AbortSignal }) => void | Promise<void>;
  /** Lets the ledger remove what runs have made. */
  readonly created?: CreatedThings<NoInfer<Service>>;
}

/** Sessions need not be made when the actions are content with {@link DefaultSession}. */
export type SessionsFor<ConfigSchema extends StandardSchema, Session, Service = undefined> = Partial<
  PluginSessions<ConfigSchema, Session, Service>
> &
  // Apart from the rest: what is conditional is not inferred from.
  (DefaultSession extends Session ? unknown : { readonly createSession: unknown });

type Optional<Value> = Record<never, never> extends Value ? true : false;

/** The parameters of a typed instruction: those of the action, and for `upload` the file. */
export type BuilderParams<Name extends ActionName, Definition> = ParamsInput<Definition> &
  (Name extends 'upload' ? { readonly file?: string | FileContent } : unknown);

/** Typed instructions of a configured plugin: a misspelt parameter does not compile. */
export type InstructionBuilders<Actions> = {
  readonly [Name in keyof Actions & ActionName]: (
    target: string,
    ...rest: Optional<ParamsInput<Actions[Name]>> extends true
      ? [params?: BuilderParams<Name, Actions[Name]>, options?: InstructionOptions]
      : [params: BuilderParams<Name, Actions[Name]>, options?: InstructionOptions]
  ) => InstructionDraft;
};

/** A configured plugin with its typed instructions. */
export type ConfiguredPlugin<Actions> = SitePlugin & InstructionBuilders<Actions>;

/** Configures a plugin; `as` names the instance in statistics. */
export type PluginFactory<ConfigSchema extends StandardSchema, Actions> = (
  ...rest: Optional<SchemaInput<ConfigSchema>> extends true
    ? [config?: SchemaInput<ConfigSchema>, options?: { readonly as?: string }]
    : [config: SchemaInput<ConfigSchema>, options?: { readonly as?: string }]
) => ConfiguredPlugin<Actions>;

/**
 * Defines a site plugin and returns its factory. Export the factory as `plugin` so that the command finds it.
 *
 * @throws RushhourError `plugin_config`, from the factory, when the configuration does not fit its schema.
 *
 * @example
 * ```ts
 * export const shop = definePlugin({
 *   name: 'shop',
 *   config: z.object({ baseUrl: z.url() }),
 *   targets: ({ baseUrl }) => [baseUrl],
 *   origins: ({ baseUrl }) => [new URL(baseUrl).origin],
 *   createSession: ({ http }) => ({ http: http.session(), basket: [] as string[] }),
 *   actions: { open, upload },
 * });
 * export { shop as plugin };
 * ```
 */
export function definePlugin<const ConfigSchema extends StandardSchema, const Actions extends PluginActions, Service>(
  definition: PluginBasics<ConfigSchema, Actions> &
    PluginService<ConfigSchema, Service> &
    SessionsFor<ConfigSchema, SessionOf<Actions>, NoInfer<Service>>,
): PluginFactory<ConfigSchema, Actions>;
export function definePlugin(
  definition: PluginBasics<StandardSchema, PluginActions> &
    PluginService<StandardSchema, unknown> &
    Partial<PluginSessions<StandardSchema, unknown, unknown>>,
) {
  return (input: unknown = {}, { as: instance = definition.name }: { readonly as?: string } = {}) => {
    const config = readConfig(definition.name, definition.config, input);
    const { supports, createSession, closeSession, createService, closeService, created } = definition;
    const targets = definition.targets(config);
    return {
      [pluginBrand]: true,
      name: definition.name,
      instance,
      targets,
      origins: definition.origins(config),
      actions: definition.actions,
      ...(supports && { supports: (instruction: Instruction) => supports(instruction, config) }),
      ...(createSession && {
        createSession: (context: Omit<SessionContext<unknown, unknown>, 'config'>) => createSession({ ...context, config }),
      }),
      ...(closeSession && { closeSession }),
      ...(createService && { createService: (context: Omit<ServiceContext<unknown>, 'config'>) => createService({ ...context, config }) }),
      ...(closeService && { closeService }),
      ...(created && { created }),
      ...instructionBuilders(definition.actions, targets),
    };
  };
}

function readConfig(name: string, schema: StandardSchema | undefined, input: unknown): unknown {
  if (schema === undefined) return input;
  const result = validateWith(schema, input);
  if (result.issues === undefined) return result.value;
  throw new RushhourError('plugin_config', {
    message: `The configuration of plugin "${name}" is invalid: ${result.issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')}.`,
  });
}

function instructionBuilders(actions: PluginActions, targets: readonly string[]) {
  const base = targets.find((target) => target.includes('://'))?.replace(/\/$/, '');
  return Object.fromEntries(
    actionNames
      .filter((action) => actions[action] !== undefined)
      .map((action) => [
        action,
        (target: string, parameters: Readonly<Record<string, unknown>> = {}, options: InstructionOptions = {}) =>
          draftInstruction(action, {
            target: base !== undefined && target.startsWith('/') ? `${base}${target}` : target,
            with: parameters,
            options,
          }),
      ]),
  );
}
