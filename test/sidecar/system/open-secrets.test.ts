import { execFile } from 'node:child_process';
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  findOpenFile,
  findOpenSecrets,
  warnOfOpenSecrets,
} from '../../../src/sidecar/system/open-secrets.ts';
import { isSddlOpen, windowsCommand } from '../../../src/sidecar/system/open-secrets-command.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

/** A home folder of these modes, below a folder that everybody may enter. */
async function home(folderMode: number, fileMode = 0o600, name = 'config.yml') {
  const above = await temporaryFolder();
  await chmod(above, 0o755);
  const folder = join(above, "shop's home");
  await mkdir(folder);
  const file = join(folder, name);
  await writeFile(file, 'api_password: secret\n');
  await chmod(file, fileMode);
  await chmod(folder, folderMode);
  return { folder, file, above };
}

const run = promisify(execFile);

describe('Linux and macOS', () => {
  test('a folder that others may enter, with secrets in it: the command closes it', async () => {
    const { folder, file } = await home(0o755, 0o644);
    const open = await findOpenSecrets(folder, [file], 'linux');
    expect(open?.paths).toEqual([folder]);
    await run('sh', ['-c', open?.command ?? '']);
    expect((await stat(folder)).mode & 0o777).toBe(0o750);
    expect(await findOpenSecrets(folder, [file], 'linux')).toBeUndefined();
  });

  test('a configuration file elsewhere that others may read: the command closes it', async () => {
    const { folder } = await home(0o700);
    const { file } = await home(0o755, 0o644, 'shop.yml');
    const open = await findOpenSecrets(folder, [file], 'linux');
    expect(open?.paths).toEqual([file]);
    await run('sh', ['-c', open?.command ?? '']);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await findOpenSecrets(folder, [file], 'linux')).toBeUndefined();
  });

  test('an open folder and an open file elsewhere: one command closes both', async () => {
    const { folder } = await home(0o755);
    const { file } = await home(0o755, 0o604, 'shop.yml');
    const open = await findOpenSecrets(folder, [file], 'linux');
    expect(open?.paths).toEqual([folder, file]);
    await run('sh', ['-c', open?.command ?? '']);
    expect(await findOpenSecrets(folder, [file], 'linux')).toBeUndefined();
  });

  test('the start warns, with the command', async () => {
    const { folder, file } = await home(0o755, 0o644);
    const warnings: unknown[] = [];
    const log = { warn: (...line: unknown[]) => void warnings.push(line) };
    await warnOfOpenSecrets(folder, [file], log);
    const command = `chmod o-rwx '${folder.replace("'", "'\\''")}'`;
    expect(warnings).toEqual([
      [{ paths: [folder], isCertain: true, command }, expect.stringContaining('can read passwords')],
    ]);
    await chmod(folder, 0o700);
    await warnOfOpenSecrets(folder, [file], log);
    expect(warnings).toHaveLength(1);
  });

  test('reports nothing that others cannot reach, that only a group may read, or that has no secrets', async () => {
    const closed = await home(0o700, 0o644);
    expect(await findOpenSecrets(closed.folder, [closed.file], 'linux')).toBeUndefined();
    const group = await home(0o750, 0o640);
    expect(await findOpenSecrets(group.folder, [group.file], 'linux')).toBeUndefined();
    const empty = await home(0o755, 0o644, 'notes.txt');
    expect(await findOpenSecrets(empty.folder, [], 'linux')).toBeUndefined();
    const below = await home(0o755, 0o644);
    await chmod(below.above, 0o700);
    expect(await findOpenSecrets(below.folder, [below.file], 'linux')).toBeUndefined();
    expect(await findOpenSecrets('/no/such/folder', ['/no/such/file'], 'linux')).toBeUndefined();
  });
});

describe('Windows', () => {
  test.each([
    ['users may read', 'O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)', true],
    ['everyone has all', 'O:BAD:(A;OICI;FA;;;WD)', true],
    ['authenticated users may change', 'D:(A;OICIID;0x1301bf;;;AU)', true],
    ['users may read, in letters', 'D:(A;;CCLCSWLOCRRC;;;BU)', true],
    ['everyone, by SID', 'D:(A;;FR;;;S-1-1-0)', true],
    [
      'a profile: user, system, administrators',
      'O:S-1-5-21-1-2-3-1001D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;S-1-5-21-1-2-3-1001)',
      false,
    ],
    ['forbidden to users', 'D:(D;;FA;;;BU)(A;;FA;;;SY)', false],
    ['users may read only new files in the folder', 'D:(A;OICIIO;GR;;;BU)', false],
    ['users may only create files', 'D:(A;CI;LC;;;BU)(A;CI;0x2;;;BU)', false],
    ['no list', 'O:BAG:SY', false],
  ])('an access list: %s', (_, sddl, isOpen) => expect(isSddlOpen(sddl)).toBe(isOpen));

  test('a file that does not exist is not open', async () => {
    const folder = await temporaryFolder();
    expect(await findOpenFile(join(folder, 'config.yml'), 'windows')).toBeUndefined();
  });

  test('one icacls command: inheritance off, the user, the system and the administrators by SID', () => {
    expect(windowsCommand([{ path: 'C:\\shop\\home', isFolder: true }], 'till')).toBe(
      'icacls "C:\\shop\\home" /inheritance:r /grant:r "till:(OI)(CI)F" "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" /remove:g "*S-1-1-0" "*S-1-5-11" "*S-1-5-32-545"',
    );
    expect(windowsCommand([{ path: 'C:\\shop.yml', isFolder: false }], 'till')).toContain('"till:F"');
  });
});
