// Whoever requires and whoever imports a package gets the same classes and functions.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
let compared = 0;
for (const name of ['@rushhour/core', '@rushhour/http', '@rushhour/plugin-generic', '@rushhour/testkit']) {
  const imported = await import(name);
  const required = require(name);
  for (const [key, value] of Object.entries(imported)) {
    assert.equal(required[key], value, `${name}: ${key}`);
    compared += 1;
  }
}
console.log(compared);
