import * as z from 'zod/mini';
import { parseJsonAs } from '../parse-json.ts';
import { recordingKinds } from '../ports/storage.ts';

/** A line of the flight recorder, as it is written by `FlightRecorder`. */
const recordingLine = z.object({
  at: z.iso.datetime(),
  kind: z.enum(recordingKinds),
  text: z.string(),
});
export type RecordingLine = z.infer<typeof recordingLine>;

/** The last lines of a recording, oldest first. What is no line of it, cut by a crash, is left out. */
export const recordingLines = (text: string, most: number): RecordingLine[] =>
  text
    .split('\n')
    .slice(-most - 1)
    .flatMap((line) => parseJsonAs(recordingLine, line) ?? [])
    .slice(-most);

/** What is looked for among them. */
export interface LineFilter {
  readonly kind: 'all' | 'wire' | RecordingLine['kind'];
  readonly words: string;
}

export function linesFound(lines: readonly RecordingLine[], { kind, words }: LineFilter): RecordingLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    const ofKind =
      kind === 'all' ||
      line.kind === kind ||
      (kind === 'wire' && ['sent', 'received', 'line'].includes(line.kind));
    const text = line.text.toLowerCase();
    return ofKind && wanted.every((word) => text.includes(word));
  });
}

/** As plain text, one line each: for a mail or a chat. */
export const linesAsText = (lines: readonly RecordingLine[]): string =>
  lines.map(({ at, kind, text }) => `${at} ${kind.padEnd(12)} ${text}\n`).join('');

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
