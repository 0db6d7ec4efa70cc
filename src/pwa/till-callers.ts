/** Pages of the web have an origin; files, sandboxed frames and extensions have none that a person could judge. */
export const isWebOrigin = (origin: string): boolean => /^https?:\/\/[^/\s]+$/.test(origin);

/** The parts of a window that say who is around it. */
interface Framed {
  readonly location: { readonly hostname: string; readonly ancestorOrigins?: ArrayLike<string> };
}

/**
 * Is this page framed by another site? Browsers give such a frame a storage of its own, hence a journal of its own, in
 * which an order of the real journal could be charged again. Same host, or a parent domain of the other: a stricter rule
 * than the browsers' own, which needs the list of public suffixes.
 */
export function frameVerdict({ location }: Framed, caller: string): 'fine' | 'other-site' {
  const around = Array.from(location.ancestorOrigins ?? []);
  if (around.length === 0) return 'fine';
  // Only the page that made the frame may use it.
  if (!around.includes(caller)) return 'other-site';
  return around.every((origin) => sameSite(new URL(origin).hostname, location.hostname))
    ? 'fine'
    : 'other-site';
}

const sameSite = (one: string, other: string): boolean =>
  one === other || isBelow(one, other) || isBelow(other, one);

const isBelow = (name: string, parent: string): boolean =>
  parent.includes('.') && name.endsWith(`.${parent}`);
