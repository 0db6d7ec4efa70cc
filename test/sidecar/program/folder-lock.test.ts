import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder } from '../../../src/sidecar/program/folder-lock.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

test.each(['linux', 'darwin'] as const)(
  'on %s a folder is taken once, also under another name; another folder is free',
  async (platform) => {
    const folder = await temporaryFolder();
    expect(await lockFolder(folder, platform)).toBe(true);
    expect(await lockFolder(folder, platform)).toBe(false);
    const alias = join(await temporaryFolder(), 'alias');
    await symlink(folder, alias);
    expect(await lockFolder(alias, platform)).toBe(false);
    expect(await lockFolder(await temporaryFolder(), platform)).toBe(true);
  },
);
