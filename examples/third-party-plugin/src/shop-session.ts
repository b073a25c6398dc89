import { actionFor, RushhourError, type HttpSession } from '@rushhour/core';

/** What one user keeps with the shop: signed in, with a basket. */
export interface ShopSession {
  readonly http: HttpSession;
  readonly baseUrl: URL;
  /** Pieces put into the basket in this session. */
  pieces: number;
}

/** Types an action of the shop. */
export const shopAction = actionFor<ShopSession>();

/** Who signs in, and where. */
export interface Account {
  readonly baseUrl: URL;
  readonly user: string;
  readonly password: string;
}

/** Signs a user in, through the login form of the shop. */
export async function logIn(http: HttpSession, { baseUrl, user, password }: Account): Promise<ShopSession> {
  const answer = await http.postForm(new URL('login', baseUrl), { user, password });
  if (answer.status !== 200) {
    throw new RushhourError('http_status', {
      type: `http_${answer.status}`,
      message: `The shop did not let "${user}" in: it answered ${answer.status}.`,
    });
  }
  return { http, baseUrl, pieces: 0 };
}

/** Signs the user of a session out. */
export async function logOut({ http, baseUrl }: ShopSession): Promise<void> {
  await http.get(new URL('logout', baseUrl));
}
