import { Command } from 'commander';
import { cleanupCommand } from './commands/cleanup.ts';
import { demoCommand } from './commands/demo.ts';
import { explainCommand } from './commands/explain.ts';
import { journalCommand } from './commands/journal.ts';
import { planCommand } from './commands/plan.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { validateCommand } from './commands/validate.ts';
import type { Host } from './host.ts';
import { columnsOf } from './text/columns-of.ts';
import { commandVersion } from './version.ts';

/** The whole command line. Nothing heavy is loaded before a command needs it. */
export function createProgram(host: Host): Command {
  const program = new Command('rushhour')
    .description('Traffic that looks like people, for sites you own.')
    .version(commandVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help of a command')
    .showHelpAfterError(`(\`${host.commandName} --help\` shows what there is)`)
    .addHelpText('after', `\nStart here:\n  ${host.commandName} demo\n`);
  const commands = [
    runCommand(host),
    validateCommand(host),
    explainCommand(host),
    planCommand(host),
    replayCommand(host),
    journalCommand(host),
    cleanupCommand(host),
    demoCommand(host),
  ];
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program), { hidden: command.description() === '' });
  for (const command of [program, ...commands]) {
    command.exitOverride();
    command.configureOutput({
      writeOut: (text: string) => host.stdout.write(text),
      writeErr: (text: string) => host.stderr.write(text),
      getOutHelpWidth: () => columnsOf(host.stdout) ?? 100,
      getErrHelpWidth: () => columnsOf(host.stderr) ?? 100,
    });
  }
  return program;
}
