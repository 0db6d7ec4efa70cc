import type { TerminalLamp } from '../../core/relay/snapshot.ts';

/**
 * Fifty tills that ask whether the terminal is there make one call to it: whoever comes while it is under way, or just
 * after, hears the same. `ask` gives undefined where there is nobody to ask, and that is never kept.
 */
export function sharedCheck(
  ask: () => Promise<TerminalLamp | undefined>,
  freshMs: number,
  now: () => number = () => performance.now(),
): () => Promise<TerminalLamp | undefined> {
  let asking: Promise<TerminalLamp | undefined> | undefined;
  let known: { readonly lamp: TerminalLamp; readonly at: number } | undefined;
  return () => {
    if (asking) return asking;
    if (known && now() - known.at < freshMs) return Promise.resolve(known.lamp);
    asking = ask()
      .then((lamp) => {
        known = lamp && { lamp, at: now() };
        return lamp;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
}
