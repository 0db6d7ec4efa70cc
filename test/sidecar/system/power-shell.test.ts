import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ownerOf } from '../../../src/sidecar/browser/profile-owner.ts';
import { findOpenFile, findOpenSecrets } from '../../../src/sidecar/system/open-secrets.ts';
import { systemProcesses } from '../../../src/sidecar/system/processes.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

afterEach(() => void vi.unstubAllEnvs());

/**
 * A `powershell` on the search path that answers every question with this text: in code page 850, as PowerShell 5.1 does on a
 * Western European console, unless the command asks for Base64 of UTF-8.
 */
async function standIn(answer: string): Promise<void> {
  const folder = await temporaryFolder();
  const path = join(folder, 'powershell');
  const cp850 = Buffer.from(
    [...answer].map((letter) => ({ É: 0x90, é: 0x82 })[letter] ?? letter.charCodeAt(0)),
  );
  const utf8 = Buffer.from(answer).toString('base64');
  await writeFile(
    path,
    `#!/bin/sh
case "$*" in
  *'ToBase64String([Text.Encoding]::UTF8.GetBytes('*) echo '${utf8}' ;;
  *) printf '%s' '${cp850.toString('base64')}' | base64 -d ;;
esac
`,
  );
  await chmod(path, 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
}

describe('on Windows', () => {
  const profile = 'C:\\Users\\Élise Mérieux\\AppData\\Local\\hipay-ecr\\Data\\browser';

  test('the browser of a user called Élise is found again', async () => {
    await standIn(`"C:\\Program Files\\Google\\chrome.exe" "--user-data-dir=${profile}" --no-first-run`);
    expect(await ownerOf(profile, process.pid, systemProcesses('windows'))).toBe(process.pid);
  });
  test('a process that has ended has no command line', async () => {
    await standIn('');
    expect(await systemProcesses('windows').commandLineOf(1)).toBe('');
  });
  test('a computer without PowerShell answers nothing', async () => {
    vi.stubEnv('PATH', await temporaryFolder());
    expect(await systemProcesses('windows').commandLineOf(1)).toBe('');
  });
});

describe('the access list of the home folder', () => {
  const homeWithSecret = async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'config.yml'), 'api_password: secret\n');
    return folder;
  };
  test('gives no warning if it is for its owner alone', async () => {
    const folder = await homeWithSecret();
    await standIn('O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)');
    expect(await findOpenSecrets(folder, [], 'windows')).toBeUndefined();
  });
  test('gives the command that closes the folder if every user may read it', async () => {
    const folder = await homeWithSecret();
    await standIn('O:BAD:AI(A;OICIID;0x1200a9;;;BU)');
    const open = await findOpenSecrets(folder, [], 'windows');
    expect(open).toMatchObject({ paths: [folder], isCertain: true });
    expect(open?.command).toContain('icacls');
  });
  test('the set-up asks for its one file', async () => {
    const folder = await homeWithSecret();
    await standIn('O:BAD:AI(A;OICIID;FA;;;WD)');
    const path = join(folder, 'config.yml');
    expect(await findOpenFile(path, 'windows')).toMatchObject({ paths: [path], isCertain: true });
  });
  test('does not count as private if it cannot be read', async () => {
    const folder = await homeWithSecret();
    await standIn('');
    expect(await findOpenSecrets(folder, [], 'windows')).toMatchObject({
      paths: [folder],
      isCertain: false,
    });
  });
});
