import type { RelayHub } from '../relay/relay-hub.ts';
import type { Patience } from './till-desk-parts.ts';

interface PageReturnParts {
  readonly hub: Pick<RelayHub, 'leftAt'>;
  readonly patience: Patience;
  /** Payments were made or begun before this start: a page of that time may be open still. */
  readonly begunBefore: boolean;
  /** The page's browser is started by this sidecar, and started again. */
  readonly browserKept: boolean;
}

/** To be made at the start. Tells for how many milliseconds from now a page may still be on its way here. */
export function pageReturn({ hub, patience, begunBefore, browserKept }: PageReturnParts): () => number {
  const backUntil = begunBefore ? performance.now() + patience.returnMs : 0;
  // The first sale of the day is posted before a browser of ours has its page open.
  const firstUntil = browserKept ? performance.now() + patience.browserMs : 0;
  // One that has just left is most likely being reloaded, or its browser started again.
  const againMs = browserKept ? patience.browserMs : patience.reloadMs;
  return () => Math.max(0, Math.max(backUntil, firstUntil, hub.leftAt() + againMs) - performance.now());
}
