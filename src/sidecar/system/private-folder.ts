import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { icaclsWords } from './open-secrets-command.ts';
import { type System, thisSystem } from './systems.ts';

/**
 * Makes a folder, and gives it to this user alone. A folder that is already there stays as it is: its rights are the choice of
 * a person. On Windows a mode has no effect, so the access list is set; if that fails, `findOpenSecrets` says so.
 */
export async function makePrivateFolder(path: string, system: System = thisSystem): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made === undefined || system !== 'windows') return;
  const [program, ...words] = icaclsWords({ path, isFolder: true }, userInfo().username);
  await new Promise<void>((done) => {
    execFile(program, words, { windowsHide: true, timeout: 20_000 }, () => done());
  });
}
