/** The part of `navigator` that a sign on the program's icon takes; not every browser has it. */
export interface BadgeMaker {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** So many things wait. Shown on the icon of an installed program, and nowhere in a tab. */
export const setBadge = (maker: BadgeMaker, count: number): void => {
  const set = count > 0 ? maker.setAppBadge?.(count) : maker.clearAppBadge?.();
  set?.catch(() => undefined);
};
