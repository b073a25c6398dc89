import { join } from 'node:path';
import { systemClock, watchScenarioFiles } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { loadPlugins } from '../run/load-plugins.ts';
import { playRun } from '../run/play-run.ts';
import { quoteForShell, repeatCommand } from '../run/repeat-command.ts';
import { optional, text, type RawOptions } from '../run/option-values.ts';
import { parseRunSettings } from '../run/run-settings.ts';
import { formatElapsed, formatPlural } from '../text/format.ts';
import { createPaint, type Paint } from '../text/paint.ts';
import { writeDemoFolder, type DemoFolder } from './demo-folder.ts';
import { demoFiles, type DemoFile } from './demo-scenarios.ts';
import { startDemoSite, type DemoSite } from './demo-site.ts';
import { describeSteps } from './describe-steps.ts';
import { portNumber } from './port-number.ts';
import { untilInterrupted } from './until-interrupted.ts';

const defaultUsers = 20;
const defaultDurationMs = 20_000;

/** Opens the demo shop, plays its visitors, and says what to try next; returns the exit code. */
export async function runDemo(raw: RawOptions, host: Host): Promise<number> {
  const port = optional(raw, 'port', portNumber);
  const save = optional(raw, 'save', text);
  const settings = parseRunSettings(raw);
  const { seed, quiet, noColor } = settings;
  const users = raw['users'] === undefined ? defaultUsers : settings.users;
  const durationMs = settings.durationMs ?? defaultDurationMs;
  const paint = createPaint({ isTTY: host.stderr.isTTY, env: host.env, noColor });
  const say = (line: string) => {
    if (!quiet) host.stderr.write(`${line}\n`);
  };

  const site = await startDemoSite({ port });
  const releases: (() => void)[] = [];
  try {
    const files = demoFiles(site.url);
    const folder = raw['serve'] === true && save === undefined ? undefined : writeDemoFolder(files, { save, cwd: host.cwd });
    if (folder !== undefined) releases.push(host.atExit(folder.remove), folder.remove);
    if (folder === undefined || raw['serve'] === true) {
      say(serving({ site, folder, save, host, paint }));
      await untilInterrupted(host, () => say('The shop is closed.'));
      return exitCode.ok;
    }
    say(opening({ site, files, users, durationMs, paint }));
    const paths = files.filter(({ scenario }) => scenario).map(({ name }) => join(folder.path, name));
    const { code, summary: account } = await playRun({
      host,
      run: {
        name: 'demo',
        scenarios: await watchScenarioFiles(paths, { clock: systemClock }),
        plugins: await loadPlugins([]),
        http: createHttp(),
        users,
        duration: durationMs,
        allow: [site.url],
        ...(seed !== undefined && { seed }),
      },
      limits: { durationMs },
      output: { ...settings, verbose: false },
      repeat: (used) => repeatCommand(host.commandName, host.args, used),
    });
    say(nextSteps({ host, paint, failed: account.actions.failed > 0 }));
    return code;
  } finally {
    for (const release of releases) release();
    await site.close();
  }
}

function opening(demo: {
  readonly site: DemoSite;
  readonly files: readonly DemoFile[];
  readonly users: number;
  readonly durationMs: number;
  readonly paint: Paint;
}): string {
  const { site, files, users, durationMs, paint } = demo;
  const scenarios = files
    .filter(({ scenario }) => scenario)
    .map(({ name, text: source }) => {
      const lines = source.trimEnd().split('\n');
      return `  ${paint('bold', name)}\n${lines.map((line) => `    ${paint('dim', line)}`).join('\n')}`;
    });
  return `
  ${paint('bold', 'rushhour demo')}  ${formatPlural(users, 'visitor')} in a small coffee shop for ${formatElapsed(durationMs)}
  The shop is at ${paint('cyan', site.url)} while they are there: have a look.

${scenarios.join('\n\n')}
`;
}

function serving(demo: {
  readonly site: DemoSite;
  readonly folder: DemoFolder | undefined;
  readonly save: string | undefined;
  readonly host: Host;
  readonly paint: Paint;
}): string {
  const { site, folder, save, host, paint } = demo;
  const play =
    folder === undefined || save === undefined
      ? ''
      : `\n  In another terminal:\n    ${host.commandName} run ${quoteForShell(save)} --users 5 --duration 10s\n`;
  return `\n  The shop is open at ${paint('cyan', site.url)} until Ctrl+C.\n${play}`;
}

function nextSteps({ host, paint, failed }: { readonly host: Host; readonly paint: Paint; readonly failed: boolean }): string {
  return describeSteps(
    [
      ['See ten people and their day with an object store, in a minute', 'demo office'],
      ['Keep the shop open and its scenarios in ./rushhour-demo', 'demo --serve --port 8087 --save rushhour-demo'],
      ['then, in another terminal, see every request and answer of one visitor', 'run rushhour-demo/buy.scenario --once --verbose'],
      ['or play all of them, and keep the figures', 'run rushhour-demo --users 50 --duration 30s --summary summary.json'],
      ['See which plugin plays each instruction', 'explain rushhour-demo'],
    ],
    { host, paint, ...(failed && { about: '(http_410 is a dead link the shop keeps on purpose)' }) },
  );
}
