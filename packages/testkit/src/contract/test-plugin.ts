import { createCheckContext, type ContractCheck } from './contract-check.ts';
import { declaresOrigins } from './checks/declares-origins.ts';
import { handlesRejections } from './checks/handles-rejections.ts';
import { honoursAborts } from './checks/honours-aborts.ts';
import { keepsSessions } from './checks/keeps-sessions.ts';
import { leavesTheRest } from './checks/leaves-the-rest.ts';
import { playsInstructions } from './checks/plays-instructions.ts';
import { refusesInvalidParameters } from './checks/refuses-invalid-parameters.ts';
import { repeatsItself } from './checks/repeats-itself.ts';
import { reportsBytes } from './checks/reports-bytes.ts';
import { reportsFailures } from './checks/reports-failures.ts';
import { staysInScope } from './checks/stays-in-scope.ts';
import type { PluginContract, TestFunction } from './plugin-contract.ts';

/** What every plugin promises, in the order the tests appear. */
const contractChecks: readonly ContractCheck[] = [
  playsInstructions,
  refusesInvalidParameters,
  keepsSessions,
  honoursAborts,
  staysInScope,
  declaresOrigins,
  handlesRejections,
  reportsBytes,
  reportsFailures,
  repeatsItself,
  leavesTheRest,
];

/**
 * The acceptance suite of a site plugin: adds one test for each promise, with any test runner and without a network. Needs a test runner
 * that runs the tests of a file one after the other.
 *
 * @example
 * ```ts
 * import { testPlugin } from '@rushhour/testkit';
 * import { test } from 'vitest';
 *
 * const plugin = shop({ baseUrl: 'https://shop.test' });
 * testPlugin({ plugin, site: () => shopSite, instructions: [plugin.open('/')], invalid: [open('https://shop.test/', { page: 'x' })] }, test);
 * ```
 */
export function testPlugin(contract: PluginContract, test: TestFunction): void {
  const context = createCheckContext(contract);
  for (const { name, run } of contractChecks) test(`${contract.plugin.name} ${name}`, () => run(context));
}
