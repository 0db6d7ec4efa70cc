import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ringOf } from '../../core/update/release-index.ts';
import { replaceFile } from './installation.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The random id of an installation, made at its first use. It says nothing about the shop and is sent nowhere. */
async function installationId(root: string): Promise<string> {
  const path = join(root, 'installation-id');
  const stored = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (uuid.test(stored)) return stored;
  const made = randomUUID();
  await replaceFile(path, `${made}\n`);
  return made;
}

/** The ring of an installation, 0 to 99. */
export async function ringOfInstallation(root: string): Promise<number> {
  const id = await installationId(root);
  return ringOf(createHash('sha256').update(id).digest('hex'));
}
