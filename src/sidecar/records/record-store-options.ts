import type { EndedPayment } from './head-reading.ts';

export interface RecordStoreOptions {
  /** Time between two looks at the files while nothing uses them, ms. */
  readonly checkIntervalMs?: number;
  /** A file that has not changed for this time is not being copied, ms. */
  readonly restMs?: number;
  /** Time between two tries while writes fail, ms. */
  readonly tryAgainMs?: number;
  /** Epoch ms. */
  readonly now?: () => number;
  /** Payments of earlier starts whose records had a certain end on disk. */
  readonly ended?: readonly EndedPayment[];
  /** Called once the payments that were stored before this start are known, with the time when the newest one began, epoch ms. */
  readonly onNewest?: (createdAt: number) => void;
  /** Called after each step of the closing of a month. */
  readonly onClosingStep?: (step: string) => void;
}

export const usualCheckIntervalMs = 30_000;

/** Long enough for a slow copy, which may stop for some seconds (a stick, a network, a virus scanner). */
export const usualRestMs = 60_000;

/** Rejects a reading when the program stops. */
export class RecordsClosed extends Error {}
