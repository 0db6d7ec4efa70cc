import * as z from 'zod/mini';
import { parseJsonAs } from '../parse-json.ts';
import { recordingKinds } from '../ports/storage.ts';

/** An entry of the flight recorder, as `FlightRecorder` writes it. */
const recordingLine = z.object({
  at: z.iso.datetime(),
  kind: z.enum(recordingKinds),
  text: z.string(),
});
export type RecordingLine = z.infer<typeof recordingLine>;

/** The last `limit` entries of a recording, oldest first. An entry that is incomplete after a crash is left out. */
export const recordingLines = (text: string, limit: number): RecordingLine[] =>
  text
    .split('\n')
    .slice(-limit - 1)
    .flatMap((line) => parseJsonAs(recordingLine, line) ?? [])
    .slice(-limit);

/**
 * A filter for entries. `wire`: the kinds `sent`, `received` and `line`. An entry must contain all `words`, in any
 * order.
 */
export interface LineFilter {
  readonly kind: 'all' | 'wire' | RecordingLine['kind'];
  readonly words: string;
}

export function linesFound(lines: readonly RecordingLine[], { kind, words }: LineFilter): RecordingLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    const isOfKind =
      kind === 'all' ||
      line.kind === kind ||
      (kind === 'wire' && ['sent', 'received', 'line'].includes(line.kind));
    const text = line.text.toLowerCase();
    return isOfKind && wanted.every((word) => text.includes(word));
  });
}

/** The entries as plain text, one per line, for a mail or a chat. */
export const linesAsText = (lines: readonly RecordingLine[]): string =>
  lines.map(({ at, kind, text }) => `${at} ${kind.padEnd(12)} ${text}\n`).join('');

/** The result of the last try to notify HiPay. `at`: epoch ms. */
export interface LastNotification {
  readonly at: number;
  /** The name of the failure; absent if HiPay took the notification. */
  readonly failure?: string;
  /** HTTP status, if HiPay's address answered with an error. */
  readonly status?: number;
}

/** Finds the last tried notification in lines that `notificationText` wrote. */
export function lastNotification(lines: readonly RecordingLine[]): LastNotification | undefined {
  for (const { kind, text, at } of [...lines].reverse()) {
    const match =
      kind === 'notification' ? / attempt (\d+) -> (\w+)(?: ([a-z-]+))?(?: HTTP (\d{3}))?/.exec(text) : null;
    if (!match || match[1] === '0') continue;
    if (match[2] === 'delivered') return { at: Date.parse(at) };
    if (match[3] === undefined || match[3] === 'next') continue;
    const status = match[4] === undefined ? {} : { status: Number(match[4]) };
    return { at: Date.parse(at), failure: match[3], ...status };
  }
  return undefined;
}
