import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { icaclsCommand } from './open-secrets-command.ts';
import { type System, thisSystem } from './systems.ts';

/**
 * Makes a folder that only this user may open. A folder that is already there keeps its rights, which a person has chosen. On
 * Windows a mode has no effect, so the access list is set. If that fails, `findOpenSecrets` finds the folder.
 */
export async function makePrivateFolder(path: string, system: System = thisSystem): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made === undefined || system !== 'windows') return;
  const [program, ...args] = icaclsCommand({ path, isFolder: true }, userInfo().username);
  await new Promise<void>((done) => {
    execFile(program, args, { windowsHide: true, timeout: 20_000 }, () => done());
  });
}
