/** The parts of the page that a screen wake lock takes. */
export interface AwakePage {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
}

interface Held {
  release(): Promise<void>;
}

/**
 * Keeps the screen on as long as it is wanted. A browser takes the lock away whenever the page is hidden, so it is asked for
 * again when the page is back. Where there is none, or the battery is low, the screen does as the system says.
 */
export function screenAwake(
  page: AwakePage,
  lock: { request(type: 'screen'): Promise<Held> } | undefined,
): (wanted: boolean) => void {
  let wanted = false;
  let held: Held | undefined;
  let asking = false;

  async function settle(): Promise<void> {
    if (asking || !lock) return;
    asking = true;
    try {
      // What is wanted may change while the browser is asked: a payment begins while the last one's lock is let go.
      for (;;) {
        if (wanted && !held && page.visibilityState === 'visible') held = await lock.request('screen');
        else if (!wanted && held) await letGo(held);
        else return;
      }
    } catch {
      // Refused: asked for again at the next change.
      held = undefined;
    } finally {
      asking = false;
    }
  }

  async function letGo(last: Held): Promise<void> {
    held = undefined;
    // One that cannot be released is none any more.
    await last.release().catch(() => {});
  }

  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden') held = undefined;
    else void settle();
  });
  return (now) => {
    wanted = now;
    void settle();
  };
}
