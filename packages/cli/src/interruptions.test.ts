import { expect, test } from 'vitest';
import { createInterruptions } from './interruptions.ts';

function setUp() {
  const happened: string[] = [];
  const time = { now: 0, terminalIsGone: false };
  const interruptions = createInterruptions({
    exit: (code) => happened.push(`exit ${code}`),
    onFault: () => happened.push('fault'),
    now: () => time.now,
    terminalIsGone: () => time.terminalIsGone,
  });
  const run = { stop: (reason: string) => happened.push(`stop ${reason}`), cut: () => happened.push('cut') };
  return { happened, interruptions, run, time };
}

test('a key that stands for a signal is told as itself, and cuts a stop short all the same', () => {
  const { happened, interruptions, run, time } = setUp();
  interruptions.register(run);
  interruptions.signal('SIGINT', 'q');
  time.now += 400;
  interruptions.signal('SIGINT', 'q');
  expect(happened).toEqual(['stop q', 'cut', 'exit 130']);
});

test('a first signal stops gracefully, a second one exits at once', () => {
  const { happened, interruptions, run, time } = setUp();
  interruptions.register(run);
  interruptions.signal('SIGTERM');
  time.now = 300;
  interruptions.signal('SIGTERM');
  expect(happened).toEqual(['stop SIGTERM', 'cut', 'exit 143']);
});

test('the same signal again at once counts once, another one does not', () => {
  const { happened, interruptions, run, time } = setUp();
  interruptions.register(run);
  interruptions.signal('SIGINT');
  time.now = 299;
  interruptions.signal('SIGINT');
  expect(happened).toEqual(['stop SIGINT']);
  interruptions.signal('SIGTERM');
  expect(happened).toEqual(['stop SIGINT', 'cut', 'exit 143']);
});

test('with nothing to stop the first signal exits', () => {
  const { happened, interruptions, run } = setUp();
  interruptions.register(run)();
  interruptions.signal('SIGINT');
  expect(happened).toEqual(['exit 130']);
});

test('a fault stops gracefully once', () => {
  const { happened, interruptions, run } = setUp();
  interruptions.register(run);
  interruptions.fault();
  interruptions.fault();
  expect(happened).toEqual(['fault', 'stop an internal error', 'fault']);
});

test('last words that fail do not keep the process', () => {
  const { happened, interruptions, run, time } = setUp();
  interruptions.register({
    ...run,
    cut() {
      throw new Error('EPIPE');
    },
  });
  interruptions.signal('SIGINT');
  time.now = 1000;
  interruptions.signal('SIGINT');
  expect(happened).toEqual(['stop SIGINT', 'exit 130']);
});

test('a SIGHUP reloads what can be read again, as often as it comes', () => {
  const { happened, interruptions, run } = setUp();
  interruptions.register({ ...run, reload: () => happened.push('reload') });
  interruptions.signal('SIGHUP');
  interruptions.signal('SIGHUP');
  expect(happened).toEqual(['reload', 'reload']);
});

test('a SIGHUP because the terminal was closed stops gracefully, and another one changes nothing', () => {
  const { happened, interruptions, run, time } = setUp();
  interruptions.register({ ...run, reload: () => happened.push('reload') });
  time.terminalIsGone = true;
  interruptions.signal('SIGHUP');
  time.now = 1000;
  interruptions.signal('SIGHUP');
  expect(happened).toEqual(['stop SIGHUP']);
  interruptions.signal('SIGTERM');
  expect(happened).toEqual(['stop SIGHUP', 'cut', 'exit 143']);
});

test('a SIGHUP stops what has nothing to read again, and exits where nothing runs', () => {
  const { happened, interruptions, run } = setUp();
  const release = interruptions.register(run);
  interruptions.signal('SIGHUP');
  expect(happened).toEqual(['stop SIGHUP']);
  release();
  const other = setUp();
  other.interruptions.signal('SIGHUP');
  expect(other.happened).toEqual(['exit 129']);
});
