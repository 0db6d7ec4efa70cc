/** The cookie by which a paired browser is known. Its name has the port: cookies do not tell ports apart. */
export const cookieName = (port: number): string => `hipay-ecr-${port}`;

/** 400 days: the longest that browsers keep a cookie. Every connection of the page renews it. */
const maxAgeS = 34_560_000;

/**
 * Sent back to the relay's path alone: other programs' pages on this machine get the cookies of `localhost` too, and
 * need not have ours.
 */
export const pairingCookie = (port: number, secret: string): string =>
  `${cookieName(port)}=${secret}; Max-Age=${maxAgeS}; Path=/connector; HttpOnly; SameSite=Strict`;

/** The secret in a Cookie header, if any. */
export function secretIn(cookies: string | undefined, port: number): string | undefined {
  const prefix = `${cookieName(port)}=`;
  return cookies
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}
