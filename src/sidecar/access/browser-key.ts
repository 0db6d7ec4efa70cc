import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a message goes. A message of one direction is not valid in the other. */
export type Direction = 'to-sidecar' | 'to-keeper';

/**
 * The key that the sidecar shares with the keeper of its browser, a program of the user at the screen (decision 53). The
 * key itself is never sent: a program that has taken the port learns nothing from a message, and cannot answer one.
 */
export interface BrowserKey {
  /** Encrypts a message for one direction and one port. */
  seal(direction: Direction, port: number, message: object): string;
  /** Decrypts a message. Undefined if it was made with another key, or for another direction or port. */
  open(direction: Direction, port: number, sealed: string): unknown;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** Makes the text of a new key file. */
export const makeBrowserKey = (): string => `${randomBytes(keyBytes).toString('base64url')}\n`;

/** Reads the text of a key file. Undefined if it holds no key. */
export function readBrowserKey(text: string): BrowserKey | undefined {
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== keyBytes) return undefined;
  const purpose = (direction: Direction, port: number) => Buffer.from(`hipay-ecr ${direction} ${port}`);
  return {
    seal(direction, port, message) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(purpose(direction, port));
      const text = Buffer.concat([cipher.update(JSON.stringify(message), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(direction, port, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < ivBytes + tagBytes) return undefined;
      const iv = bytes.subarray(0, ivBytes);
      try {
        const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes })
          .setAAD(purpose(direction, port))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
        return JSON.parse(text.toString('utf8'));
      } catch {
        return undefined;
      }
    },
  };
}

export type KeyReading =
  | { readonly ok: true; readonly key: BrowserKey }
  | { readonly ok: false; readonly fault: string };

/** Reads a key file. Never rejects: the fault is for a person, with the command that makes the file. */
export async function readBrowserKeyFile(path: string): Promise<KeyReading> {
  try {
    const key = readBrowserKey(await readFile(path, 'utf8'));
    return key ? { ok: true, key } : { ok: false, fault: `${path} holds no key. Make it again: ${remedy}.` };
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return { ok: false, fault: `${path} cannot be read (${code}). ${remedy} makes it for a user.` };
  }
}

const remedy = 'hipay-ecr service --user-of-the-screen NAME --write';

/** Name of the key among systemd's credentials. */
export const browserKeyCredential = 'browser_key';

/**
 * Finds the sidecar's key: in the file that `start` names, else among systemd's credentials. Undefined if there is none: then
 * no other user keeps the browser.
 */
export async function findBrowserKey(
  named: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<KeyReading | undefined> {
  if (named !== undefined) return readBrowserKeyFile(named);
  const credentials = env['CREDENTIALS_DIRECTORY'];
  if (!credentials) return undefined;
  const path = join(credentials, browserKeyCredential);
  const text = await readFile(path, 'utf8').catch(() => '');
  // The unit sets an empty line where there is no key.
  return text.trim() === '' ? undefined : readBrowserKeyFile(path);
}
