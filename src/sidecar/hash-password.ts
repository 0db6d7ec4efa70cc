import { createInterface } from 'node:readline/promises';
import { digestOf, writeDigest } from './auth/password-digest.ts';

/** `hipay-ecr hash-password`: reads a password from stdin and prints what may stand for it as `api_password`. */
export async function hashPassword(): Promise<number> {
  const lines = createInterface({ input: process.stdin });
  process.stderr.write('Password, then Enter: ');
  for await (const line of lines) {
    lines.close();
    process.stdout.write(`${writeDigest(await digestOf(line))}\n`);
    return 0;
  }
  return 1;
}
