/** What an entry of the flight recorder is about. */
export const recordingKinds = [
  'about',
  'line',
  'sent',
  'received',
  'session',
  'payment',
  'notification',
  'settings',
] as const;
export type RecordingKind = (typeof recordingKinds)[number];

/** Keeps what happened for whoever has to find out why. Never in the way of what it watches: it cannot fail or wait. */
export interface Recorder {
  note(kind: RecordingKind, text: string): void;
  /** Texts that must never be kept, wherever they turn up: passwords and keys. */
  hide(secrets: readonly string[]): void;
  /** Everything kept, oldest first, one JSON object a line. */
  export(): Promise<string>;
}

/** Where a recording outlives the program. What it rejects with is ignored. */
export interface RecordingStore {
  append(lines: readonly string[]): Promise<void>;
  /** Oldest first. */
  read(): Promise<string[]>;
}
