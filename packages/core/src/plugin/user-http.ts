import type { HttpSession } from './http-port.ts';

/** The HTTP of one user, as `createSession` sees it, or of the service of a plugin. */
export interface UserHttp {
  /** The session all plugins of this user share, or one of its own. */
  session(options?: { readonly isolated?: boolean }): HttpSession;
}
