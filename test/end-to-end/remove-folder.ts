import { rmSync } from 'node:fs';

/** A folder of processes that were told to end, and may write into it a moment longer: a browser's profile above all. */
export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
