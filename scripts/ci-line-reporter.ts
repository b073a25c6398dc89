import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * A vitest reporter that names what was skipped, and why where the test says so, and ends with the line `N passed, N failed, N skipped`.
 */
export default class CiLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    // A file that does not load has no tests to fail.
    const failedFiles = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
    ).length;
    if (skipped.length > 0) console.log('\nSkipped:');
    for (const test of skipped) console.log(`  ${test.project.name} ${test.module.relativeModuleId} > ${test.fullName}${reasonOf(test)}`);
    console.log(`\n${passed} passed, ${failed + failedFiles + unhandledErrors.length} failed, ${skipped.length} skipped`);
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  const reason = result.state === 'skipped' ? (result.note ?? (test.options.mode === 'todo' ? 'to be written' : undefined)) : undefined;
  return reason === undefined ? '' : `: ${reason}`;
}
