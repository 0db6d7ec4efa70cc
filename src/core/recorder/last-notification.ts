import type { RecordingLine } from './recording-lines.ts';

/** What came of the last try to tell HiPay of a payment. */
export interface LastNotification {
  readonly at: number;
  /** The name of the failure; absent where HiPay took it. */
  readonly failure?: string;
}

/** Reads what `notificationText` wrote. A notification that has not been tried says nothing of HiPay. */
export function lastNotification(lines: readonly RecordingLine[]): LastNotification | undefined {
  for (const { kind, text, at } of [...lines].reverse()) {
    const told = kind === 'notification' ? / attempt (\d+) -> (\w+)(?: ([a-z-]+))?/.exec(text) : null;
    if (!told || told[1] === '0') continue;
    if (told[2] === 'delivered') return { at: Date.parse(at) };
    if (told[3] !== undefined && told[3] !== 'next') return { at: Date.parse(at), failure: told[3] };
  }
  return undefined;
}
