import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAccessLog } from '../../../scripts/services/access-log.ts';
import { startNginx, type Nginx } from '../../../scripts/services/nginx.ts';
import { requireService } from '../../../scripts/services/require-service.ts';
import { runCommand } from './start-command.ts';

const isMissing = requireService('nginx') === undefined;

/** A plugin as a stranger writes it: plain JavaScript in a package of its own, with `@rushhour/core` as its only dependency. */
const strangersPlugin = (baseUrl: string) => `
import { actionFor, definePlugin } from '@rushhour/core';

export const plugin = definePlugin({
  name: 'manual',
  targets: () => ['${baseUrl}/pg/sql'],
  origins: () => ['${baseUrl}'],
  createSession: ({ http }) => ({ http: http.session(), seen: 0 }),
  actions: {
    open: actionFor()({
      description: 'Reads a page of the SQL manual, and says that it was the stranger.',
      async run({ session, target }) {
        session.seen += 1;
        await session.http.navigate({ url: \`\${target}?stranger=\${session.seen}\` });
      },
    }),
  },
});
`;

describe.skipIf(isMissing)("a stranger's plugin", () => {
  let site: Nginx;
  let folder: string;

  beforeAll(async () => {
    site = await startNginx();
    // The documentation has no folder /pg/sql; a copy of two of its pages makes one.
    folder = await mkdtemp(join(tmpdir(), 'stranger-'));
    await mkdir(join(folder, 'manual', 'node_modules', '@rushhour'), { recursive: true });
    await symlink(fileURLToPath(new URL('../../core', import.meta.url)), join(folder, 'manual', 'node_modules', '@rushhour', 'core'));
    await writeFile(
      join(folder, 'manual', 'package.json'),
      JSON.stringify({
        name: 'rushhour-plugin-manual',
        version: '1.0.0',
        type: 'module',
        exports: './index.js',
        peerDependencies: { '@rushhour/core': '*' },
      }),
    );
    await writeFile(join(folder, 'manual', 'index.js'), strangersPlugin(site.baseUrl));
    await writeFile(
      join(folder, 'read.txt'),
      ['open /pg/index.html', 'open /pg/sql', 'open /pg/sql-select.html', 'follow text="Next"', 'open /pg/sql/'].join('\n'),
    );
  });

  afterAll(async () => {
    await site.remove();
    await rm(folder, { recursive: true });
  });

  const options = () => ['--base', site.baseUrl, '--plugin', './manual'];

  test('takes over one path prefix of the site, and explain says so', async () => {
    const { code, stdout } = await runCommand(['explain', 'read.txt', ...options()], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout.replaceAll(site.baseUrl, 'SITE')).toMatchInlineSnapshot(`
      "read.txt:1  open SITE/pg/index.html
          manual   SITE/pg/sql does not match
        → generic  takes it: http: matches

      read.txt:2  open SITE/pg/sql
        → manual   takes it: SITE/pg/sql matches
          generic  http: matches, but SITE/pg/sql is more specific

      read.txt:3  open SITE/pg/sql-select.html
          manual   SITE/pg/sql does not match
        → generic  takes it: http: matches

      read.txt:4  follow a link of the current page
        whoever takes follow on the page the user is on

      read.txt:5  open SITE/pg/sql/
        → manual   takes it: SITE/pg/sql matches
          generic  http: matches, but SITE/pg/sql is more specific

      "
    `);
  });

  test('is played for that prefix and for nothing else', async () => {
    const { code, stdout } = await runCommand(
      ['run', 'read.txt', ...options(), '--plays', '3', '--think', '0', '--summary', '-', '--quiet', '--allow', site.baseUrl],
      { cwd: folder },
    );
    expect(code).toBe(0);
    const summary = JSON.parse(stdout);
    expect(summary.byPlugin.manual.started).toBe(6);
    expect(summary.byPlugin.generic.started).toBe(9);
    await site.stop();
    const log = await readAccessLog(site.accessLog);
    expect(log).toHaveLength(summary.requests.sent);
    expect(log.filter(({ uri }) => uri.includes('stranger=')).map(({ uri }) => uri)).toEqual(
      [1, 2, 3].flatMap(() => ['/pg/sql?stranger=1', '/pg/sql/?stranger=2']),
    );
  });
});
