import file from './concert-vectors.json' with { type: 'json' };

export interface Vector {
  name: string;
  protocol: string;
  direction: string;
  bytes_hex: string;
  valid: boolean;
  decoded?: Record<string, string | number>;
  expect?: string;
}

export interface Session {
  name: string;
  protocol: string;
  steps: { direction: string; bytes_hex: string }[];
}

export const vectors = file.vectors as unknown as Vector[];
export const sessions = file.sessions as unknown as Session[];
export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
