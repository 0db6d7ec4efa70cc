import type { Snapshot } from '../relay/snapshot.ts';

/** A try comes every quarter of an hour at the latest: what four of them did not bring needs a person. */
const overdueMs = 3_600_000;

/** Has HiPay been left untold of a paid sale for so long that somebody has to look? */
export const isOverdue = ({ oldestAt }: Snapshot['outbox'], now: number): boolean =>
  oldestAt !== undefined && now - oldestAt >= overdueMs;
