const names: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A page under one of this computer's own names: a sidecar may have served it. `hostname` as `location` has it. */
export const isOnThisComputer = (hostname: string): boolean => names.has(hostname);
