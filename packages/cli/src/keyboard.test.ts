import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createKeyboard, type KeyboardInput } from './keyboard.ts';

function setUp({ isTTY = true, foreground = true } = {}) {
  const happened: string[] = [];
  const state = { foreground };
  const events = new EventEmitter();
  const input = Object.assign(events, {
    isTTY,
    setRawMode: (raw: boolean) => happened.push(raw ? 'raw' : 'cooked'),
    resume: () => happened.push('resume'),
    pause: () => happened.push('pause'),
  });
  let continued = () => {};
  const listen = createKeyboard(
    // The part of a terminal that is used, by hand.
    input as unknown as KeyboardInput,
    {
      interrupt: () => happened.push('interrupt'),
      quit: () => happened.push('quit'),
      suspend: () => happened.push('suspend'),
      onContinued(callback) {
        continued = callback;
        return () => {
          continued = () => {};
        };
      },
      isForeground: () => state.foreground,
    },
  );
  return { happened, state, listen, type: (text: string) => events.emit('data', Buffer.from(text)), wake: () => continued() };
}

test('keys are told one by one, Ctrl+C interrupts, q quits, and the terminal is given back', () => {
  const { happened, listen, type } = setUp();
  const release = listen?.((key) => happened.push(key));
  type('p+\u0003q');
  release?.();
  release?.();
  type('p');
  expect(happened).toEqual(['raw', 'resume', 'p', '+', 'interrupt', 'quit', 'pause', 'cooked']);
});

test('Ctrl+Z gives the terminal back, and takes it again when the process is continued in the foreground', () => {
  const { happened, listen, type, wake, state } = setUp();
  listen?.(() => undefined);
  happened.length = 0;
  type('\u001a');
  expect(happened).toEqual(['pause', 'cooked', 'suspend']);
  state.foreground = false;
  wake();
  state.foreground = true;
  wake();
  expect(happened).toEqual(['pause', 'cooked', 'suspend', 'raw', 'resume']);
});

test('there are no keys without a terminal, or in its background', () => {
  expect(setUp({ isTTY: false }).listen).toBeUndefined();
  expect(setUp({ foreground: false }).listen).toBeUndefined();
});
