import { Command } from 'commander';

const commands = [{ name: 'cleanup', description: 'remove what earlier runs left (not built yet)' }] as const;

/** The commands that are promised and not built: they exit 2 and say so. */
export function notBuiltCommands(): readonly Command[] {
  return commands.map(({ name, description }) =>
    new Command(name)
      .description(description)
      .argument('[args...]')
      .allowUnknownOption()
      .action(async () => {
        const { RushhourError } = await import('@rushhour/core');
        throw new RushhourError('not_built', { message: `The command "${name}" is not built yet.` });
      }),
  );
}
