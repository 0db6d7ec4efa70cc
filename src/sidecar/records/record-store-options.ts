import type { EndedPayment } from './head-reading.ts';

export interface RecordStoreOptions {
  readonly checkIntervalMs?: number;
  /** A file that has not changed for this time is not being copied, ms. */
  readonly restMs?: number;
  /** Time between two tries while writes fail, ms. */
  readonly tryAgainMs?: number;
  /** Epoch ms. */
  readonly now?: () => number;
  /** Payments of earlier starts whose records had a certain end on disk. */
  readonly ended?: readonly EndedPayment[];
  /** Called once the stored payments of before are known, with the time when the newest one began, epoch ms. */
  readonly onNewest?: (createdAt: number) => void;
  /** Called after each step of the closing of a month. */
  readonly onClosingStep?: (step: string) => void;
}

/** Time between two looks at a file that is not used, ms. */
export const usualCheckIntervalMs = 30_000;

/** A slow copy (a stick, a network, a virus scanner) may stop for some seconds, ms. */
export const usualRestMs = 60_000;

/** The program stops, and reads no records any more. */
export class RecordsClosed extends Error {}
