import { actionFor, type HttpSession } from '@rushhour/core';

/** What one user keeps with the generic plugin. */
export interface GenericSession {
  /** Shared with every other plugin of the user. */
  readonly http: HttpSession;
  /** The folder downloads may be saved in. */
  readonly downloads: string | undefined;
  /** Nothing is saved while its disk has fewer bytes left. */
  readonly minFree: number;
  /** A name for the next file saved, without extension. */
  readonly nextName: () => string;
}

/** Types an action of the generic plugin. */
export const genericAction = actionFor<GenericSession>();
