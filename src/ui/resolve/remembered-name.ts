const key = 'hipay-ecr.resolved-by';

/** Storage can be switched off by policy; the name is then asked for each time. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** Who decided last, for as long as this tab is open: the next shift is another person. */
export const rememberedName = {
  read: (): string => storage()?.getItem(key) ?? '',
  write: (name: string): void => storage()?.setItem(key, name),
};
