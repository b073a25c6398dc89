import { EventEmitter } from 'eventemitter3';

/** An event emitter whose `on` gives back what ends it. */
export interface TypedEmitter<Events extends object> {
  on<Name extends keyof Events>(name: Name, listener: Events[Name]): () => void;
  emit<Name extends keyof Events>(name: Name, event: EventOf<Events[Name]>): void;
  /** Whether anyone listens, so that an event nobody wants is not made. */
  has(name: keyof Events): boolean;
}

/** What the listeners of an event get. */
export type EventOf<Listener> = Listener extends (event: infer Event) => void ? Event : never;

/**
 * Makes an emitter on eventemitter3. A listener that throws disturbs nobody else.
 *
 * @param failed - told of what a listener threw
 */
export function createTypedEmitter<Events extends object>(failed: (event: keyof Events, error: unknown) => void): TypedEmitter<Events> {
  const emitter = new EventEmitter();
  const nameOf = (name: keyof Events) => String(name);
  const guarded = (name: keyof Events, call: (event: unknown) => void) => (event: unknown) => {
    try {
      call(event);
    } catch (error) {
      failed(name, error);
    }
  };
  return {
    on(name, listener) {
      // The boundary to eventemitter3, which knows events by string: what is emitted under a name fits its listeners, see `emit`.
      const call = guarded(name, listener as (event: unknown) => void);
      emitter.on(nameOf(name), call);
      return () => {
        emitter.off(nameOf(name), call);
      };
    },
    emit(name, event) {
      emitter.emit(nameOf(name), event);
    },
    has: (name) => emitter.listenerCount(nameOf(name)) > 0,
  };
}
