// Checks that every optional package (the binaries of the tools) is in the lock for every platform: npm writes a lock without
// those a registry does not have, and then `npm ci` refuses it. No registry host may be in the lock either.
import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !isLocked(name, path))
    .map((name) => `${path === '' ? 'package.json' : path}: "${name}" is not in the lock: pin a version whose binaries are all published.`),
);
const hosts = Object.entries(lock.packages)
  .filter(([, { resolved }]) => resolved?.startsWith('http'))
  .map(([path, { resolved }]) => `${path}: the lock names the host of "${resolved}": set omit-lockfile-registry-resolved=true.`);

const problems = [...missing, ...hosts];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${Object.keys(lock.packages).length} packages in the lock, none missing.`);

/** Whether Node would find the package from there: in its own node_modules, or in one of those around it. */
function isLocked(name: string, from: string): boolean {
  if (lock.packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] !== undefined) return true;
  return from !== '' && isLocked(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))).replace(/^node_modules$/, ''));
}
