import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { transform } from 'lightningcss';
import { parse as parseHtml } from 'parse5';
import { parse as parseToml } from 'smol-toml';
import { expect } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { FormatCheck, MadeFile } from '../format-check.ts';
import { runCommand } from '../run-command.ts';
import { forEachText } from './text-checks.ts';

/** `file` knows no such language and says what it can. */
const plain = 'text/plain';

export const codeChecks: Readonly<Record<string, FormatCheck>> = {
  py: compiled({ detected: 'text/x-script.python', readers: '`py_compile` of Python', command: 'python3' }, (files) => [
    '-c',
    'import ast,sys\nfor name in sys.argv[1:]: ast.parse(open(name).read())',
    ...files,
  ]),
  js: {
    detected: 'application/javascript',
    readers: '`node --check`',
    open(files) {
      for (const { path } of files) runCommand(process.execPath, ['--check', path]);
    },
  },
  html: {
    detected: 'text/html',
    readers: 'parse5 without an error',
    open: (files) =>
      forEachText(files, (text) => {
        parseHtml(text, {
          onParseError({ code, startLine }) {
            throw new Error(`${code} in line ${startLine}`);
          },
        });
      }),
  },
  css: {
    detected: plain,
    readers: 'lightningcss without a warning',
    open: (files) => forEachText(files, (_, { path, bytes }) => expect(transform({ filename: path, code: bytes }).warnings).toEqual([])),
  },
  rs: {
    detected: plain,
    readers: '`rustc` without a warning',
    compilers: ['rustc'],
    open: (files) =>
      inFolder((folder) => {
        // As modules of one crate: the compiler starts once.
        const crate = shortest(files)
          .map(({ path }, index) => `#[path = ${JSON.stringify(path)}] pub mod file${index};\n`)
          .join('');
        writeFileSync(join(folder, 'lib.rs'), crate);
        runCommand('rustc', ['--crate-type=lib', '--emit=metadata', '--deny=warnings', `--out-dir=${folder}`, join(folder, 'lib.rs')]);
      }),
  },
  go: compiled({ detected: plain, readers: '`gofmt`', command: 'gofmt' }, (files) => ['-l', '-e', ...files]),
  java: {
    detected: 'text/x-java',
    readers: '`javac` without a warning',
    compilers: ['java', 'javac'],
    open: (files) =>
      inFolder((folder) => {
        writeFileSync(join(folder, 'Check.java'), javaCheck);
        runCommand('java', [join(folder, 'Check.java'), folder, ...shortest(files).map(({ path }) => path)]);
      }),
  },
  cpp: compiled({ detected: 'text/x-c++', readers: '`g++ -Wall -fsyntax-only`', command: 'g++' }, (files) => [
    '-Wall',
    '-Werror',
    '-fsyntax-only',
    ...files,
  ]),
  c: compiled({ detected: 'text/x-c', readers: '`gcc -Wall -fsyntax-only`', command: 'gcc' }, (files) => [
    '-Wall',
    '-Werror',
    '-fsyntax-only',
    ...files,
  ]),
  json: {
    detected: 'application/json',
    readers: '`JSON.parse`',
    open: (files) => forEachText(files, (text) => expect(JSON.parse(text)).toHaveProperty('items')),
  },
  xml: {
    detected: 'text/xml',
    readers: 'fast-xml-parser, validating',
    open: (files) =>
      forEachText(files, (text) => {
        expect(XMLValidator.validate(text)).toBe(true);
        expect(new XMLParser().parse(text)).toHaveProperty('items');
      }),
  },
  yaml: {
    detected: plain,
    readers: 'yaml',
    open: (files) => forEachText(files, (text) => expect(parseYaml(text, { maxAliasCount: 0 })).toHaveProperty('items')),
  },
  toml: {
    detected: plain,
    readers: 'smol-toml',
    open: (files) => forEachText(files, (text) => expect(parseToml(text)).toHaveProperty('topic')),
  },
};

interface Compiler {
  readonly detected: string;
  readonly readers: string;
  readonly command: string;
}

/** The compiler for one file after the other, for their classes may have the same names; in one process, because it starts slowly. */
const javaCheck = `
class Check {
    public static void main(String[] args) {
        for (int at = 1; at < args.length; at++) {
            int status = javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, "-Werror", "-d", args[0], args[at]);
            if (status != 0) System.exit(status);
        }
    }
}
`;

/** By a command that takes all files at once. */
function compiled({ detected, readers, command }: Compiler, args: (files: readonly string[]) => readonly string[]): FormatCheck {
  return {
    detected,
    readers,
    compilers: [command],
    open(files) {
      runCommand(command, args(files.map(({ path }) => path)));
    },
  };
}

/** The longest files are more of the same, and some compilers take long over them. */
function shortest(files: readonly MadeFile[]): readonly MadeFile[] {
  return files.filter(({ bytes }) => bytes.length < 200_000);
}

/** With a folder for what a compiler makes. */
function inFolder(run: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'rushhour-content-'));
  try {
    run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
