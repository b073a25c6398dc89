import { join } from 'node:path';
import { RushhourError } from '@rushhour/core';
import type { LoopbackStore } from '@rushhour/testkit';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { optional, text, type RawOptions } from '../run/option-values.ts';
import { quoteForShell } from '../run/repeat-command.ts';
import { runPlan } from '../run/run-plan.ts';
import { parseRunSettings } from '../run/run-settings.ts';
import { formatElapsed } from '../text/format.ts';
import { createPaint, type Paint } from '../text/paint.ts';
import { writeDemoFolder } from './demo-folder.ts';
import { startDemoSite, type DemoSite } from './demo-site.ts';
import { describeSteps } from './describe-steps.ts';
import { officeDayMs, officeFiles, officePlanName, officeVariables } from './office-files.ts';
import { officePeople } from './office-people.ts';
import { openDemoStore } from './open-demo-store.ts';
import { portNumber } from './port-number.ts';
import { untilInterrupted } from './until-interrupted.ts';

const defaultDurationMs = 60_000;

/** Opens the demo shop and an object store, plays the day of an office, and says what to try next; returns the exit code. */
export async function runOfficeDemo(raw: RawOptions, host: Host): Promise<number> {
  const port = optional(raw, 'port', portNumber);
  const save = optional(raw, 'save', text);
  if (raw['users'] !== undefined) {
    throw new RushhourError('option_invalid', {
      message: 'The office has ten people.',
      hint: 'Leave --users out, or play the shop: `demo`.',
    });
  }
  const { durationMs = defaultDurationMs, ...settings } = parseRunSettings(raw);
  const { quiet, noColor } = settings;
  const paint = createPaint({ isTTY: host.stderr.isTTY, env: host.env, noColor });
  const say = (line: string) => {
    if (!quiet) host.stderr.write(`${line}\n`);
  };
  const closes: (() => unknown)[] = [];
  try {
    const site = await startDemoSite({ port });
    closes.push(site.close);
    const store = await openDemoStore({ port: port && port + 1 });
    closes.push(store.close);
    const folder = writeDemoFolder(officeFiles({ shop: site.url, store, durationMs }), { save, cwd: host.cwd });
    closes.push(host.atExit(folder.remove), folder.remove);
    say(opening({ site, store, durationMs, paint }));
    if (raw['serve'] === true) {
      say(serving({ save, host, paint }));
      await untilInterrupted(host, () => say('The shop and the store are closed.'));
      return exitCode.ok;
    }
    // The store of the demo, whatever the environment names.
    const env = Object.fromEntries(Object.entries(host.env).filter(([name]) => !officeVariables.some((own) => own === name)));
    const code = await runPlan(join(folder.path, officePlanName), settings, { ...host, env });
    say(nextSteps({ host, paint }));
    return code;
  } finally {
    for (const close of closes.toReversed()) await close();
  }
}

interface Opened {
  readonly site: DemoSite;
  readonly store: LoopbackStore;
  readonly durationMs: number;
  readonly paint: Paint;
}

function opening({ site, store, durationMs, paint }: Opened): string {
  const people = officePeople.map(({ name, role, hours, bucket }) => {
    return `    ${name.padEnd(15)} ${role.padEnd(19)} ${hours.padEnd(12)} ${paint('dim', bucket)}`;
  });
  return `
  ${paint('bold', 'rushhour demo office')}  ten people, a day in ${formatElapsed(durationMs)}: ${Math.round(officeDayMs / durationMs / 60)} minutes a second

${people.join('\n')}

  Each keeps files in a bucket of their own: four go in for each that comes
  out, and what is three hours old is removed. Now and then they need a coffee.
  While they are there:
    the store  ${paint('cyan', store.url)}  S3, key ${store.accessKeyId}, secret ${store.secretAccessKey}
    the shop   ${paint('cyan', site.url)}
`;
}

function serving({ save, host, paint }: { readonly save: string | undefined; readonly host: Host; readonly paint: Paint }): string {
  if (save === undefined) return `  Both are open until ${paint('bold', 'Ctrl+C')}.`;
  const plan = quoteForShell(join(save, officePlanName));
  const steps = [`plan ${plan}`, `run ${plan}`, `cleanup ${plan} --dry-run`];
  return `  Both are open until ${paint('bold', 'Ctrl+C')}. In another terminal:\n${steps.map((step) => `    ${host.commandName} ${step}`).join('\n')}\n`;
}

function nextSteps({ host, paint }: { readonly host: Host; readonly paint: Paint }): string {
  const plan = `office-demo/${officePlanName}`;
  return describeSteps(
    [
      ['Keep the shop and the store open, and the plan in ./office-demo', 'demo office --serve --port 8087 --save office-demo'],
      ['then, in another terminal, see the day before it is played', `plan ${plan}`],
      ['play it, and keep a report to look at', `run ${plan} --report office.html`],
      ['or elsewhere, if STORE_URL, STORE_KEY and STORE_SECRET say where', `run ${plan}`],
      ['and see what is left in the store; without --dry-run it is removed', `cleanup ${plan} --dry-run`],
    ],
    { host, paint },
  );
}
